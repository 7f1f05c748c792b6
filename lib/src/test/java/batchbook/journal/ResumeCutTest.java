package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Journal;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.ResumeWorld;
import batchbook.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is cut off anywhere: what was whole is not asked again, and the rest is, once. */
class ResumeCutTest {
    private static final int CASES = 1_000;

    @TempDir
    Path directory;

    private final PrintStream err = System.err;
    private Path file;

    @BeforeEach
    void thousandsOfTornLinesAreToldToNobody() {
        file = directory.resolve("reviews.jsonl");
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    }

    @AfterEach
    void othersAreHeard() {
        System.setErr(err);
    }

    @Test
    void atAnyByteOfAMixedJournalWhatWasWholeIsKeptAndTheRestIsAskedOnce() throws IOException {
        ResumeWorld world = new ResumeWorld(1);
        List<Prompt> prompts = JournalRows.prompts(List.of(
                "good 1", "late 1", "blocked 1", "good 1", "late 2", "good é😀", "late 1", "blocked 1", "good 2"));
        // All that a journal can hold: answers, failures, shared rows, and two sessions, the first ended by its quota.
        world.run(file, prompts, true, 5);
        world.run(file, prompts, true, Integer.MAX_VALUE);
        byte[] whole = Files.readAllBytes(file);
        assertThat(Journal.read(file).results())
                .hasSize(prompts.size())
                .anyMatch(row -> !row.ok())
                .anyMatch(Result::retried)
                .anyMatch(Result::deduplicated);

        for (int size = 0; size <= whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            Set<JournalKey> kept = wholeRows(whole, size);
            check("cut to " + size, world, prompts, true, kept, Integer.MAX_VALUE);
        }
    }

    @Test
    void aThousandBatchesWithChangedListsAndTwoCutsEndWithOneRowForEachPrompt() throws IOException {
        for (int seed = 0; seed < CASES; seed++) {
            Files.deleteIfExists(file);
            String name = "seed " + seed;
            ResumeWorld world = new ResumeWorld(seed);
            List<Prompt> prompts = world.list(20);
            check(name + ", at first", world, prompts, world.happens(), Set.of(), world.quota());
            for (int cut = 1; cut <= 2; cut++) {
                byte[] whole = Files.readAllBytes(file);
                int size = world.below(whole.length + 1);
                Files.write(file, Arrays.copyOf(whole, size));
                prompts = world.changed(prompts);
                String when = name + ", cut " + cut + " to " + size + " of " + whole.length;
                check(when, world, prompts, world.happens(), wholeRows(whole, size), world.quota());
            }
            byte[] whole = Files.readAllBytes(file);
            prompts = world.changed(prompts);
            Set<JournalKey> kept = wholeRows(whole, whole.length);
            check(name + ", at last", world, prompts, world.happens(), kept, Integer.MAX_VALUE);
        }
    }

    /** The rows whose line is in the first bytes up to its last brace. Counts bytes, and parses nothing. */
    private static Set<JournalKey> wholeRows(byte[] journal, int size) {
        Set<JournalKey> rows = new LinkedHashSet<>();
        int start = 0;
        for (int end = 0; end < journal.length && end <= size; end++) {
            if (journal[end] == '\n') {
                key(new String(journal, start, end - start, UTF_8), rows);
                start = end + 1;
            }
        }
        return rows;
    }

    private static void key(String line, Set<JournalKey> into) {
        if (line.startsWith("{\"key\"")) {
            String[] parts = line.split("[\",:]+", 6);
            into.add(new JournalKey(parts[2], Integer.parseInt(parts[4])));
        }
    }

    /** Runs the list with the journal, and looks at all that may be said of what was sent and of what came of it. */
    private void check(
            String name, ResumeWorld world, List<Prompt> prompts, boolean once, Set<JournalKey> kept, int quota)
            throws IOException {
        List<JournalKey> keys = KeyCounter.keys(JournalRows.MODEL, prompts);
        ResumeWorld.Session session = world.run(file, prompts, once, quota);

        Map<String, Integer> toAsk = toAsk(prompts, keys, once, kept);
        Map<String, Long> sent = session.sentOfEach();
        assertThat(toAsk.keySet()).as(name + ": asked").containsAll(sent.keySet());
        for (Map.Entry<String, Integer> text : toAsk.entrySet()) {
            long due = (long) text.getValue() * ResumeWorld.tries(text.getKey());
            if (session.cutShort()) {
                assertThat(sent.getOrDefault(text.getKey(), 0L))
                        .as(name + ": sent")
                        .isLessThanOrEqualTo(due);
            } else {
                assertThat(sent.get(text.getKey())).as(name + ": sent").isEqualTo(due);
            }
        }
        checkResults(name, session, prompts, keys, once, kept);
        checkJournal(name, session.run(), keys, kept);
    }

    /** How many of the prompts with each text are to be asked. */
    private static Map<String, Integer> toAsk(
            List<Prompt> prompts, List<JournalKey> keys, boolean once, Set<JournalKey> kept) {
        Set<String> keptTexts = new LinkedHashSet<>();
        kept.forEach(key -> keptTexts.add(key.key()));
        Map<String, Integer> toAsk = new HashMap<>();
        for (int index = 0; index < prompts.size(); index++) {
            JournalKey key = keys.get(index);
            if (once ? !keptTexts.contains(key.key()) : !kept.contains(key)) {
                toAsk.merge(prompts.get(index).text(), 1, (one, more) -> once ? 1 : one + more);
            }
        }
        return toAsk;
    }

    private static void checkResults(
            String name,
            ResumeWorld.Session session,
            List<Prompt> prompts,
            List<JournalKey> keys,
            boolean once,
            Set<JournalKey> kept) {
        Run run = session.run();
        assertThat(run.results()).as(name).extracting(Result::prompt).isEqualTo(prompts);
        for (Result row : run) {
            String as = name + ": " + row;
            String text = row.prompt().text();
            boolean wasKept = kept.contains(keys.get(row.index()));
            if (row.settled()) {
                assertThat(row.ok()).as(as).isEqualTo(!ResumeWorld.blocked(text));
                assertThat(row.text()).as(as).isEqualTo(ResumeWorld.blocked(text) ? "" : "answer to " + text);
            }
            if (wasKept) {
                assertThat(row.settled() && row.resumed()).as(as).isTrue();
            } else if (!once) {
                assertThat(row.resumed()).as(as).isFalse();
            }
            assertThat(row.settled() || session.cutShort()).as(as).isTrue();
        }
    }

    private void checkJournal(String name, Run run, List<JournalKey> keys, Set<JournalKey> kept) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Set<JournalKey> written = wholeRows(whole, whole.length);
        Set<JournalKey> expected = new LinkedHashSet<>(kept);
        run.forEach(row -> {
            if (row.settled()) {
                expected.add(keys.get(row.index()));
            }
        });
        assertThat(written).as(name + ": rows of the journal").isEqualTo(expected);
        List<Result> read = Journal.read(file).results();
        assertThat(read).as(name + ": as they are read").hasSameSizeAs(expected);
        Map<String, Long> ofEach =
                read.stream().collect(groupingBy(row -> row.prompt().text(), counting()));
        run.forEach(row -> {
            if (row.settled()) {
                assertThat(ofEach).as(name).containsKey(row.prompt().text());
            }
        });
        long lines = new String(whole, UTF_8)
                .lines()
                .filter(line -> line.startsWith("{\"key\""))
                .count();
        assertThat(lines).as(name + ": lines of rows").isEqualTo(expected.size());
    }
}
