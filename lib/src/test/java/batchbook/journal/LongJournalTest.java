package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Result;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of several times the memory that there is. */
class LongJournalTest {
    private static final int ROWS = 60_000;
    private static final String ANSWER = "A long answer has some more sentences. ".repeat(130);

    @TempDir
    Path directory;

    @Test
    void sixtyRowsOfThreeHundredMegabytesFitIntoLittleMemory() throws IOException {
        Path file = directory.resolve("long.jsonl");
        KeyHash keys = new KeyHash(SmallHeapProcess.MODEL);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(LineFormat.encode(new JournalLine.Header(JournalLine.FORMAT)));
            out.write(LineFormat.encode(new JournalLine.Start("s", START, "model", ROWS)));
            for (int index = 0; index < ROWS; index++) {
                Result row = JournalRows.answered(index, SmallHeapProcess.prompt(index), ANSWER);
                JournalKey key = new JournalKey(keys.text(row.prompt()), 0);
                out.write(LineFormat.encode(new JournalLine.Row("s", key, row)));
            }
        }
        assertThat(Files.size(file)).isGreaterThan(300_000_000);

        try (JournalProcess small =
                JournalProcess.withMemory("64m", SmallHeapProcess.class, file.toString(), String.valueOf(ROWS))) {
            assertThat(small.says()).isEqualTo("peeked 60");
            assertThat(small.says()).isEqualTo("of a run 60");
            assertThat(small.says()).isEqualTo("of a stream 60");
            assertThat(small.says()).isEqualTo("read 60");
            assertThat(small.says()).isNull();
        }
    }
}
