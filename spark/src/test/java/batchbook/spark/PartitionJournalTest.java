package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionJournalTest {
    @TempDir
    private Path folder;

    @Test
    void isNamedAfterItsPartitionAlone() {
        Path file = PartitionJournal.of(folder.toString(), 3, 8);
        assertThat(file).isEqualTo(folder.resolve("part-00003-of-00008.jsonl"));
        assertThat(PartitionJournal.of("file:" + folder, 3, 8)).isEqualTo(file);
    }

    @Test
    void eachBeginsWithWhatTheDriverAsked() throws IOException {
        Path first = PartitionJournal.ofDriver(folder.toString());
        Files.writeString(first, "asked\n");
        assertThat(PartitionJournal.of(folder.toString(), 1, 2)).hasContent("asked");
        Path begun = PartitionJournal.of(folder.toString(), 0, 2);
        assertThat(begun).hasContent("asked");
        Files.writeString(begun, "asked\nand more\n");
        assertThat(PartitionJournal.of(folder.toString(), 0, 2)).hasContent("asked\nand more");
    }

    @Test
    void anotherNumberOfPartitionsIsTold() throws IOException {
        Files.createFile(PartitionJournal.of(folder.toString(), 0, 8));
        assertThatThrownBy(() -> PartitionJournal.of(folder.toString(), 0, 6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("are of a dataset with 8 partitions, and now it has 6")
                .hasMessageContaining("another folder");
    }

    @Test
    void aPlaceThatIsNoFolderIsTold() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionJournal.folder("hdfs://namenode/journals"))
                .withMessageContaining("no folder that can be opened as a file");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> PartitionJournal.ofDriver(file.toString()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void aRelativeNameIsSeenFromWhereTheJobIsStarted() {
        assertThat(PartitionJournal.folder("journals"))
                .isEqualTo(Path.of("journals").toAbsolutePath());
    }
}
