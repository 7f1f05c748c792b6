package batchbook;

import static batchbook.JournalRows.START;
import static batchbook.JournalRows.answered;
import static batchbook.JournalRows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no journal, or not one that can be read: they are named, and left as they are. */
class JournalRefusalTest {
    private static final String HEADER = "{\"journal\":\"batchbook\",\"format\":1}\n";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private void isRefused(byte[] content, String... words) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> JournalFile.open(file, "m", 1, START).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reviews.jsonl")
                .hasMessageContaining("Nothing in")
                .hasMessageContainingAll(words);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThatThrownBy(() -> Journal.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(words);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    private void isRefused(String content, String... words) throws IOException {
        isRefused(content.getBytes(UTF_8), words);
    }

    @Test
    void aFileThatIsNoJournal() throws IOException {
        isRefused("id,text\n1,hello\n", "is not a journal", "begins with 'id,text'", "Name a file");
        isRefused("hello", "is not a journal", "'hello'");
        isRefused("\n", "is not a journal", "''");
        isRefused("{\"journal\":\"chess\",\"format\":1}\n", "is not a journal", "chess");
        isRefused("{\"key\":\"k\"}\n", "is not a journal");
        isRefused(
                "{\"session\":\"s\",\"started\":\"2026-03-01T09:00:00Z\",\"model\":\"\",\"prompts\":1}\n", "is not a");
        isRefused("{\"journal\":\"batchbook\",\"form\n", "is not a journal");
        isRefused(new byte[100_000], "is not a journal", "????");
        isRefused("x".repeat(1 << 20), "is not a journal", "xxxxx..'");
    }

    @Test
    void aJournalOfAnotherFormat() throws IOException {
        isRefused("{\"journal\":\"batchbook\",\"format\":2}\n", "of format 2", "knows format 1", "Update Batchbook");
        isRefused("{\"journal\":\"batchbook\",\"format\":2}\n{\"new\":1}\n{to", "of format 2");
        isRefused("{\"journal\":\"batchbook\",\"format\":0}\n", "of format 0", "Name another");
        isRefused("{\"journal\":\"batchbook\"}\n", "of format 0");
    }

    @Test
    void aJournalWithAnUnreadableLineInTheMiddle() throws IOException {
        try (JournalFile journal = JournalFile.open(file, "m", 2, START)) {
            write(journal, answered(0, "a", "A"), answered(1, "b", "B"));
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String good = lines.get(2);

        lines.set(2, good.substring(0, 40));
        isRefused(String.join("\n", lines) + "\n", "line 3 of", "no valid JSON", "Delete that line");
        lines.set(2, good.replace("answered", "lost"));
        isRefused(String.join("\n", lines) + "\n", "line 3 of", "its outcome is 'lost'");
        lines.set(2, "\u0000".repeat(500));
        isRefused(String.join("\n", lines) + "\n{to", "line 3 of");

        lines.remove(2);
        Files.write(file, lines);
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("B");
    }

    @Test
    void aLastLineThatIsWholeButSaysNothing() throws IOException {
        isRefused(HEADER + "{\"hello\":1}", "line 2 of", "neither a row");
    }

    @Test
    void aDirectoryThatIsNotThere() {
        Path lost = directory.resolve("results").resolve("reviews.jsonl");

        assertThatThrownBy(() -> JournalFile.open(lost, "m", 1, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no directory " + lost.getParent())
                .hasMessageContaining("make it");
    }

    @Test
    void aDirectoryInThePlaceOfAFile() {
        assertThatThrownBy(() -> JournalFile.open(directory, "m", 1, START))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the journal " + directory + " cannot be opened");
        assertThatThrownBy(() -> Journal.read(directory)).isInstanceOf(IllegalArgumentException.class);
    }
}
