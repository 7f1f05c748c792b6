package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
    @TempDir
    Path folder;

    @Test
    void aPairIsOneLineWhateverIsInItsTexts() {
        Notes notes = Notes.in(folder.resolve("notes.jsonl"));
        notes.add("Is it good?\nOne word.", "\"Yes\",\r\nsaid Zoë\u2028twice.");

        assertThat(notes.text().lines()).hasSize(1);
        assertThat(notes.text()).startsWith("{\"question\":\"Is it good?\\nOne word.\"");
        assertThat(notes.all())
                .containsExactlyEntriesOf(
                        java.util.Map.of("Is it good?\nOne word.", "\"Yes\",\r\nsaid Zoë\u2028twice."));
    }

    @Test
    void aFileIsOpenedAgainAndTheLastAnswerCounts() {
        Path file = folder.resolve("notes.jsonl");
        Notes.in(file).add("a", "1");
        Notes.in(file).add("b", "2");
        Notes.in(file).add("a", "3");

        assertThat(Notes.in(file).all())
                .containsEntry("a", "3")
                .containsEntry("b", "2")
                .hasSize(2);
        assertThat(Notes.in(file)).hasToString("2 notes in " + file);
    }

    @Test
    void halfALineAtTheEndIsNoNote() throws Exception {
        Path file = folder.resolve("notes.jsonl");
        Notes.in(file).add("a", "1");
        Files.writeString(file, "{\"question\":\"b\",\"ans", StandardOpenOption.APPEND);

        Notes again = Notes.in(file);
        again.add("c", "3");

        assertThat(again.all()).containsOnlyKeys("a", "c");
    }

    @Test
    void aLineThatIsNoneIsTold() throws Exception {
        Path file = folder.resolve("notes.jsonl");
        Files.writeString(file, "hello\n");

        assertThatThrownBy(() -> Notes.in(file).all())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("this is no line of notes: hello");
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() throws Exception {
        assertThatThrownBy(() -> Notes.in(folder)).isInstanceOf(UncheckedIOException.class);

        Path file = folder.resolve("gone").resolve("notes.jsonl");
        Files.createDirectory(file.getParent());
        Notes notes = Notes.in(file);
        Files.delete(file);
        assertThatThrownBy(() -> notes.add("a", "1")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(notes::text).isInstanceOf(UncheckedIOException.class);
    }
}
