package batchbook.journal;

import static batchbook.journal.JournalRows.MODEL;
import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program takes rows from a journal, of which a run has none in memory. */
class StreamJournalLossTest {
    private static final Model NAMED = Model.named("m", MODEL);
    /** Six of them are more than is kept. */
    private static final String LONG = "x".repeat(1 << 20);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private StreamJournal open() {
        return StreamJournal.open(file, NAMED, true, Optional::of, START);
    }

    private static void write(StreamJournal journal, int index, String prompt, String answer) {
        if (journal.next(index, Prompt.of(prompt)).isEmpty()) {
            journal.accept(answered(index, prompt, answer));
        }
    }

    private static String next(StreamJournal journal, int index, String prompt) {
        return journal.next(index, Prompt.of(prompt)).map(Result::text).orElse("-");
    }

    private void overwrite(long position, String text) throws IOException {
        try (RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
            other.seek(position);
            other.write(text.getBytes(UTF_8));
        }
    }

    private List<String> answers() {
        return Journal.read(file).results().stream().map(Result::text).toList();
    }

    @Test
    void whatAShortFileLosesComesBackAndIsFoundAgain() throws IOException {
        try (StreamJournal journal = open()) {
            write(journal, 0, "a", "A");
            write(journal, 1, "b", "B");
        }
        try (StreamJournal journal = open()) {
            assertThat(next(journal, 0, "a")).isEqualTo("A");
            write(journal, 1, "c", "C");
            Files.delete(file);
            write(journal, 2, "d", "D");
            journal.check();
            assertThat(answers()).containsExactlyInAnyOrder("A", "B", "C", "D");
            assertThat(next(journal, 3, "b")).isEqualTo("B");
            assertThat(next(journal, 4, "c")).isEqualTo("C");
            overwrite(Files.size(file) / 2, "no JSON");
            journal.check();
            assertThat(answers()).contains("A", "B", "C", "D");
            assertThat(next(journal, 5, "d")).isEqualTo("D");
        }
        assertThat(Files.readString(file)).doesNotContain("no JSON");
    }

    @Test
    void anOldFailureThatCameBackWithAnOldFileIsReplacedAgain() throws IOException {
        try (StreamJournal journal = open()) {
            journal.next(0, Prompt.of("a"));
            journal.accept(failed(0, "a", ErrorKind.BLOCKED));
        }
        byte[] old = Files.readAllBytes(file);
        try (StreamJournal journal =
                StreamJournal.open(file, NAMED, true, row -> Optional.of(row).filter(Result::ok), START)) {
            write(journal, 0, "a", "A");
            for (int times = 0; times < 2; times++) {
                Files.write(file, old);
                journal.check();
                assertThat(answers()).containsExactly("A");
            }
        }
    }

    @Test
    void aLongFileThatLostMoreThanIsKeptIsNotTouchedAndEndsTheRun() throws IOException {
        try (StreamJournal journal = open()) {
            for (int i = 0; i < 6; i++) {
                write(journal, i, "prompt " + i, LONG);
            }
        }
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, UTF_8).indexOf("\n{\"key\"") + 1;
        try (StreamJournal journal = open()) {
            overwrite(first, "#");
            byte[] damaged = Files.readAllBytes(file);
            assertThatThrownBy(() -> journal.next(0, Prompt.of("prompt 0")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("changed by another program");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
            Files.write(file, List.of("{\"journal\":\"batchbook\",\"format\":1}"));
            byte[] left = Files.readAllBytes(file);
            assertThatThrownBy(() -> write(journal, 7, "new", "N"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("rows that it had cannot be read in it any more and are nowhere else")
                    .hasMessageContaining("run the same prompts again");
            assertThat(Files.readAllBytes(file)).isEqualTo(left);
        }
    }

    private RunJournal run(int... rows) {
        List<Prompt> prompts =
                IntStream.of(rows).mapToObj(i -> Prompt.of("prompt " + i)).toList();
        List<Optional<Result>> nothing = Collections.nCopies(rows.length, Optional.empty());
        return RunJournal.open(file, NAMED, true, prompts, nothing, place -> false, Optional::of, START);
    }

    private void damage(int row) throws IOException {
        String text = Files.readString(file);
        overwrite(text.indexOf("\"prompt " + row + "\""), "\"\"");
        Files.writeString(file, Files.readString(file) + "x");
    }

    @Test
    void aRunBringsBackItsOwnRowsAndTheLastOfOthers() throws IOException {
        try (StreamJournal journal = open()) {
            for (int i = 0; i < 6; i++) {
                write(journal, i, "prompt " + i, LONG);
            }
        }
        try (RunJournal journal = run(0, 1)) {
            for (int row : List.of(1, 2, 0)) {
                damage(row);
                journal.check();
                assertThat(answers()).hasSize(6);
            }
        }
    }

    @Test
    void aRunDoesNotCutOffWhatItCannotBringBack() throws IOException {
        try (StreamJournal journal = open()) {
            for (int i = 0; i < 6; i++) {
                write(journal, i, "prompt " + i, LONG);
            }
        }
        try (RunJournal journal = run(4, 5)) {
            damage(0);
            byte[] damaged = Files.readAllBytes(file);
            assertThatThrownBy(journal::check)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("2 rows that it had cannot be read")
                    .hasMessageContaining("Batch.last() has all rows");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }
}
