package batchbook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.journal.JournalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is killed again and again, and started again each time, loses nothing and pays for next to nothing twice. */
class ResumeKillTest {
    private static final int KILLS = Integer.getInteger("batchbook.kills", 25);

    @TempDir
    Path directory;

    private final Random random = new Random(20261122);
    private final List<String> prompts = ResumeProcess.prompts();

    private Path journal;
    private Path log;
    private long logRead;
    /** How often each was sent, and at how many kills it was under way: sent, and not in the journal. */
    private Map<Integer, Integer> asked;

    private Map<Integer, Integer> underWay;
    private Set<Integer> settled;

    private int kills;
    private int acknowledged;
    private int tornLines;
    private int askedAgain;
    private int runs;

    @BeforeEach
    void namesAreNew() {
        journal = directory.resolve("reviews.jsonl");
        log = directory.resolve("asked.log");
    }

    @Test
    void aBatchThatIsKilledAnywhereLosesNoRowAndAsksAgainOnlyWhatWasUnderWay() throws IOException {
        while (kills < KILLS) {
            Files.deleteIfExists(journal);
            Files.deleteIfExists(log);
            logRead = 0;
            asked = new HashMap<>();
            underWay = new HashMap<>();
            settled = Set.of();
            runToTheEnd();
            runs++;
        }
        System.out.printf(
                "%d kills of %d batches of %d prompts: %d rows seen as finished, 0 lost, 0 twice, %d asked again,"
                        + " %d lines torn%n",
                kills, runs, prompts.size(), acknowledged, askedAgain, tornLines);
    }

    private void runToTheEnd() throws IOException {
        while (true) {
            boolean spared = kills == KILLS;
            List<String> words = startAndKill(spared);
            checkWhatWasAsked();
            checkWhatWasFinished(words);
            if (words.contains("over")) {
                checkTheEnd(words);
                return;
            }
            assertThat(spared).as("a run that nobody kills ends: %s", words).isFalse();
            kills++;
        }
    }

    /** All it said. It is killed after a number of its steps, or when its journal has grown by so much. */
    private List<String> startAndKill(boolean spared) throws IOException {
        boolean bySteps = kills % 2 == 0;
        int steps = bySteps ? random.nextInt(150) : Integer.MAX_VALUE;
        long size = bySteps ? Long.MAX_VALUE : sizeOf(journal) + random.nextInt(60_000);
        List<String> words = new ArrayList<>();
        try (JournalProcess process = JournalProcess.start(ResumeProcess.class, journal.toString(), log.toString())) {
            for (String word = process.says(); word != null; word = process.says()) {
                words.add(word);
                if (!spared && (words.size() > steps || sizeOf(journal) > size)) {
                    process.kill();
                    spared = true;
                }
            }
        }
        return words;
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private void checkWhatWasAsked() throws IOException {
        List<Integer> now = askedSinceTheLastKill();
        assertThat(now)
                .as("asked, of which %s were in the journal at the kill", settled)
                .noneMatch(settled::contains)
                .doesNotHaveDuplicates();
        now.forEach(number -> asked.merge(number, 1, Integer::sum));

        Set<Integer> before = settled;
        settled = new TreeSet<>();
        if (sizeOf(journal) > 0) {
            tornLines += endsWithNewline(journal) ? 0 : 1;
            Journal.read(journal)
                    .forEach(
                            row -> settled.add(ResumeProcess.number(row.prompt().text())));
        }
        assertThat(settled).as("what was in the journal at an earlier kill").containsAll(before);
        List<Integer> lost =
                now.stream().filter(number -> !settled.contains(number)).toList();
        assertThat(lost).as("under way at one kill").hasSizeLessThanOrEqualTo(ResumeProcess.WORKERS);
        lost.forEach(number -> underWay.merge(number, 1, Integer::sum));
    }

    /** All that the killed process showed as finished is in the journal. */
    private void checkWhatWasFinished(List<String> words) throws IOException {
        List<Integer> finished = words.stream()
                .filter(word -> word.startsWith("="))
                .map(word -> Integer.valueOf(word.substring(1)))
                .toList();
        acknowledged += finished.size();
        List<Integer> kept = sizeOf(journal) == 0
                ? List.of()
                : Journal.read(journal).results().stream().map(Result::index).toList();
        assertThat(finished).as("finished, and in the journal").isSubsetOf(kept);
    }

    private List<Integer> askedSinceTheLastKill() throws IOException {
        byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        assertThat(all.length % ResumeProcess.LINE).isZero();
        String added = new String(all, (int) logRead, (int) (all.length - logRead), US_ASCII);
        logRead = all.length;
        return added.lines().map(line -> Integer.valueOf(line.strip())).toList();
    }

    private static boolean endsWithNewline(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return all[all.length - 1] == '\n';
    }

    private void checkTheEnd(List<String> words) throws IOException {
        List<String> expected = IntStream.range(0, prompts.size())
                .mapToObj(i -> ResumeProcess.blocked(prompts.get(i))
                        ? ResumeProcess.word(i, false, "")
                        : ResumeProcess.word(i, true, ResumeProcess.answer(prompts.get(i))))
                .toList();
        assertThat(words.stream().filter(word -> word.contains(" ")))
                .as("the results of the last run")
                .containsExactlyElementsOf(expected);

        Run read = Journal.read(journal);
        assertThat(read.results().stream().map(row -> ResumeProcess.word(row.index(), row.ok(), row.text())))
                .as("the rows of the journal")
                .containsExactlyElementsOf(expected);
        assertThat(lines(journal)).as("lines of each row").allMatch(count -> count == 1);

        for (String prompt : prompts) {
            int number = ResumeProcess.number(prompt);
            // Not only at most: what was under way is asked again, or its row would be missing.
            assertThat(asked.getOrDefault(number, 0)).as(prompt).isEqualTo(1 + underWay.getOrDefault(number, 0));
        }
        askedAgain += underWay.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many lines each row has, by the part of the line that tells which row it is. */
    private static List<Long> lines(Path file) throws IOException {
        return List.copyOf(Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("{\"key\""))
                .collect(groupingBy(line -> line.substring(0, line.indexOf("\"session\"")), counting()))
                .values());
    }
}
