package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.answers;
import static batchbook.journal.JournalRows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Journal;
import batchbook.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or fails. */
class JournalDiskTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    /** Takes so many bytes, then the half of one more line at most. */
    private static final class SmallDisk extends JournalDisk {
        long room = Long.MAX_VALUE;
        boolean canCut = true;
        boolean canForce = true;

        SmallDisk(Path file) throws IOException {
            super(file);
        }

        @Override
        void append(byte[] bytes) throws IOException {
            if (size() + bytes.length <= room) {
                super.append(bytes);
                return;
            }
            super.append(Arrays.copyOf(bytes, bytes.length / 2));
            throw new IOException("No space left on device");
        }

        @Override
        void truncate(long size) throws IOException {
            if (!canCut) {
                throw new IOException("Input/output error");
            }
            super.truncate(size);
        }

        @Override
        void force() throws IOException {
            if (!canForce) {
                throw new IOException("sync failed");
            }
            super.force();
        }
    }

    private JournalFile open(SmallDisk disk) throws IOException {
        return JournalFile.open(disk, "reviews.jsonl", "m", 3, START);
    }

    private static void isFull(JournalFile journal, Result row) {
        assertThatThrownBy(() -> write(journal, row))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the journal reviews.jsonl cannot be written: No space left on device")
                .hasMessageContaining("make room");
    }

    @Test
    void theHalfOfALineIsTakenBackAndWithRoomItGoesOn() throws IOException {
        SmallDisk disk = new SmallDisk(file);
        try (JournalFile journal = open(disk)) {
            write(journal, answered(0, "a", "A"));
            byte[] before = Files.readAllBytes(file);

            disk.room = 0;
            isFull(journal, answered(1, "b", "B"));
            isFull(journal, answered(1, "b", "B"));
            assertThat(Files.readAllBytes(file)).isEqualTo(before);

            disk.room = Long.MAX_VALUE;
            write(journal, answered(2, "c", "C"));
        }
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("A", "C");
    }

    @Test
    void afterTheHalfOfALineThatStaysNothingIsWrittenUntilItIsMended() throws IOException {
        SmallDisk disk = new SmallDisk(file);
        try (JournalFile journal = open(disk)) {
            write(journal, answered(0, "a", "A"));
            disk.room = 0;
            disk.canCut = false;
            isFull(journal, answered(1, "b", "B"));

            disk.room = Long.MAX_VALUE;
            assertThatThrownBy(() -> write(journal, answered(2, "c", "C")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in the middle of a line");
            assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("A");
        }
        try (JournalFile journal = JournalFile.open(file, "m", 3, START)) {
            assertThat(answers(journal, false, "a", "b", "c")).containsExactly("A", "", "");
            write(journal, answered(1, "b", "B"));
        }
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("A", "B");
    }

    @Test
    void aDiskThatIsFullFromTheStartLeavesTheFileFree() throws IOException {
        SmallDisk disk = new SmallDisk(file);
        disk.room = 10;
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written");

        JournalFile.open(file, "m", 3, START).close();
        assertThat(Journal.read(file).model()).isEqualTo("m");
    }

    @Test
    void aDiskThatDoesNotSyncKeepsTheRowsAllTheSame() throws IOException {
        SmallDisk disk = new SmallDisk(file);
        disk.canForce = false;
        try (JournalFile journal = open(disk)) {
            write(journal, answered(0, "a", "A"));
            journal.force();
        }
        assertThat(Journal.read(file).size()).isEqualTo(1);
    }
}
