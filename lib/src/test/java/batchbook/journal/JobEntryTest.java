package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal knows of jobs. */
class JobEntryTest {
    private static final Instant AT = Instant.parse("2026-11-26T20:00:00Z");

    @TempDir
    Path directory;

    private static List<String> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("%016x%016x.%d", i * 0x9E3779B97F4A7C15L, (long) i, i % 3))
                .toList();
    }

    @Test
    void thousandsOfRowsAreKnownAgainFromAShortLine() {
        List<String> keys = keys(5_000);
        KeySet set = KeySet.of(keys);

        KeySet read = KeySet.decode(set.encoded());

        assertThat(read).isEqualTo(set).hasSameHashCodeAs(set).hasToString("5000 rows");
        assertThat(set.encoded()).hasSize(5_000 * 8);
        assertThat(keys).allMatch(read::contains);
        assertThat(keys(10_000).subList(5_000, 10_000)).noneMatch(read::contains);
        assertThatThrownBy(() -> KeySet.decode("AAAA")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsLinesSayTogetherWhatItIsAndOlderVersionsReadOverThem() throws IOException {
        JobEntry submitting = JobEntry.submitting("batchbook-1", AT, "flash", KeySet.of(keys(3)), 12, true);
        JobEntry submitted = submitting.submitted("batches/7", AT.plusSeconds(2));
        JobEntry over = submitted.over("it failed", AT.plusSeconds(9));
        Path file = directory.resolve("j.jsonl");
        StringBuilder text = new StringBuilder(line(new JournalLine.Header(JournalLine.FORMAT)));
        for (JobEntry entry : List.of(submitting, submitted, over)) {
            text.append(line(new JournalLine.Job(entry)));
        }
        Files.writeString(file, text);

        assertThat(JournalDisk.read(file, JournalContents::jobs)).containsExactly(over);
        assertThat(over.isUnderWay()).isFalse();
        assertThat(text.toString().lines())
                .as("as a header")
                .allMatch(line -> line.startsWith("{\"journal\":\"batchbook\""));
    }

    private static String line(JournalLine line) {
        return new String(LineFormat.encode(line), UTF_8);
    }

    @Test
    void aFileThatIsEmptiedMeanwhileHasItsJobsAgain() throws IOException {
        Path file = directory.resolve("j.jsonl");
        try (JournalFile journal = JournalFile.open(file, "flash", 3, AT)) {
            JobEntry job = JobEntry.submitting("batchbook-1", AT, "flash", KeySet.of(keys(3)), 12, false);
            journal.write(job);
            journal.write(job.submitted("batches/7", AT));
            Files.write(file, new byte[0]);

            journal.check(true);
        }
        List<JobEntry> jobs = JournalDisk.read(file, JournalContents::jobs);
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).name()).isEqualTo("batches/7");
        assertThat(jobs.get(0).rows().size()).isEqualTo(3);
    }
}
