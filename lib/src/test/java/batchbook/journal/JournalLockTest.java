package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One batch at a time. */
@Timeout(60)
class JournalLockTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private JournalFile open() {
        return JournalFile.open(file, "m", 1, START);
    }

    private void isInUse(Path name) {
        assertThatThrownBy(() -> JournalFile.open(name, "m", 1, START))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reviews.jsonl is in use by another batch, in this notebook or another one");
    }

    private String anotherProcess() throws IOException {
        try (JournalProcess other = JournalProcess.holding(file)) {
            return other.says();
        }
    }

    @Test
    void aSecondBatchOfTheSameNotebookIsRefusedUntilTheFirstIsDone() throws IOException {
        try (JournalFile journal = open()) {
            isInUse(file);
            isInUse(directory.resolve("..").resolve(directory.getFileName()).resolve("reviews.jsonl"));
            write(journal, answered(0, "a", "A"));
        }
        open().close();
        assertThat(Journal.read(file).size()).isEqualTo(1);
    }

    @Test
    void aBatchOfAnotherNotebookIsRefusedUntilTheFirstIsDone() throws IOException {
        try (JournalProcess other = JournalProcess.holding(file)) {
            assertThat(other.says()).isEqualTo("held");
            byte[] before = Files.readAllBytes(file);
            isInUse(file);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
        open().close();
    }

    @Test
    void aKilledNotebookLeavesNoLock() throws IOException {
        try (JournalProcess other = JournalProcess.holding(file)) {
            assertThat(other.says()).isEqualTo("held");
            other.kill();
        }
        open().close();
    }

    @Test
    void neitherASecondBatchNorAReaderOfTheSameNotebookLoosensTheLock() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            isInUse(file);
            assertThat(Journal.read(file).get(0).text()).isEqualTo("A");
            assertThat(anotherProcess()).contains("is in use");
            write(journal, answered(1, "b", "B"));
            assertThat(Journal.read(file).size()).isEqualTo(2);
        }
        assertThat(anotherProcess()).isEqualTo("held");
    }

    @Test
    void whileItIsLockedOthersReadIt() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
        }
        try (JournalProcess other = JournalProcess.holding(file)) {
            assertThat(other.says()).isEqualTo("held");
            assertThat(Journal.read(file).get(0).text()).isEqualTo("A");
            assertThat(Files.readAllLines(file)).hasSize(4);
        }
    }

    @Test
    void aFileThatWasRefusedIsFreeAgain() throws IOException {
        Files.writeString(file, "no journal\n");
        assertThatThrownBy(this::open).hasMessageContaining("is not a journal");
        Files.delete(file);
        open().close();
    }
}
