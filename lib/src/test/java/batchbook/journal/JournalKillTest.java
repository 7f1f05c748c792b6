package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Journal;
import batchbook.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment loses no row that it said it had. */
class JournalKillTest {
    private static final int KILLS = Integer.getInteger("batchbook.kills", 20);
    /** A file that grows with each of many kills would make the test slow. */
    private static final int KILLS_OF_ONE_FILE = 20;

    private static final Pattern INDEX = Pattern.compile("\"index\":(\\d+),");

    @TempDir
    Path directory;

    @Test
    void everyRowThatWasAcknowledgedIsFoundAgainAndNoneTwice() throws IOException {
        Random random = new Random(20260301);
        for (int kills = KILLS; kills > 0; kills -= KILLS_OF_ONE_FILE) {
            killAgainAndAgain(
                    Math.min(kills, KILLS_OF_ONE_FILE), directory.resolve("reviews-" + kills + ".jsonl"), random);
        }
    }

    private static void killAgainAndAgain(int kills, Path file, Random random) throws IOException {
        List<Integer> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            acknowledged.addAll(killedAfter(random.nextInt(200), file, kill % 2 == 0));
            if (Files.exists(file)) {
                check(file, acknowledged);
            }
        }
        JournalFile.open(file, "m", 1, START).close();
        check(file, acknowledged);
        assertThat(Journal.read(file).results())
                .allMatch(
                        row -> row.text().equals(JournalProcess.row(row.index()).text()));
    }

    private static List<Integer> killedAfter(int rows, Path file, boolean inPieces) throws IOException {
        List<Integer> acknowledged = new ArrayList<>();
        try (JournalProcess process = JournalProcess.appending(file, inPieces)) {
            for (int i = 0; i < rows; i++) {
                acknowledged.add(index(process.says()));
            }
            process.kill();
            // The last word may be cut off too.
            for (String word = process.says(); word != null && word.endsWith("."); word = process.says()) {
                acknowledged.add(index(word));
            }
        }
        return acknowledged;
    }

    private static int index(String word) {
        return Integer.parseInt(word.substring(0, word.length() - 1));
    }

    private static void check(Path file, List<Integer> acknowledged) throws IOException {
        String text = Files.readString(file, ISO_8859_1);
        List<Integer> written = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            Matcher index = INDEX.matcher(line);
            if (index.find()) {
                written.add(Integer.parseInt(index.group(1)));
            }
        });
        assertThat(written).doesNotHaveDuplicates().containsAll(acknowledged);

        // Reads every line but a torn last one, or throws.
        List<Result> rows = Journal.read(file).results();
        assertThat(rows).extracting(Result::index).containsAll(written);
    }
}
