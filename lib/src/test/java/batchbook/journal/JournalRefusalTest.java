package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.key;
import static batchbook.journal.JournalRows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Reply;
import batchbook.Result;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A killed process leaves half a line. What is whole JSON somebody else wrote, and cutting it off would lose it. */
    @Test
    void aLastLineThatIsWholeButSaysNothing() throws IOException {
        isRefused(HEADER + "{\"hello\":1}", "line 2 of", "neither a row");
        isRefused(HEADER + "[1,2]", "line 2 of", "it is no JSON object");
        isRefused(HEADER + "[1,", "line 2 of", "it is no JSON object");
        isRefused(HEADER + "\"text\"", "line 2 of", "it is no JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"session\":\"s1\" | \"session\":[\"s1\"] | no \"session\"",
                "\"n\":0 | \"n\":\"0\" | no \"n\"",
                "\"n\":0 | \"n\":99999999999 | overflow",
                "\"n\":0 | \"n\":99999999999999999999 | no \"n\"",
                "\"index\":4 | \"index\":{} | no \"index\"",
                "\"index\":4 | \"index\":true | no \"index\"",
                "\"prompt\":\"a\" | \"prompt\":{\"text\":\"a\"} | no \"prompt\"",
                "\"outcome\":\"answered\" | \"outcome\":[] | no \"outcome\"",
                "\"answer\":\"A\" | \"answer\":7 | no \"answer\"",
                "\"attempts\":[ | \"attempts\":[7, | an attempt in it is no JSON object",
                "\"attempts\":[ | \"attempts\":[[], | an attempt in it is no JSON object",
                "\"number\":1 | \"number\":[1] | no \"number\"",
                "\"queued\":\" | \"queued\":\"at | could not be parsed",
                "\"attempts\":[ | \"others\":[{}],\"attempts\":[ | one of its other answers is no text",
                "}]} | }]}{} | more than one JSON object",
            })
    void aLastLineOfAnotherShapeIsNotTakenForHalfALine(String right, String wrong, String why) throws IOException {
        JournalLine.Row row = new JournalLine.Row("s1", key(answered(4, "a", "A")), answered(4, "a", "A"));
        String line = new String(LineFormat.encode(row), UTF_8).strip();
        assertThat(line).contains(right);
        isRefused(HEADER + line.replace(right, wrong), "line 2 of", why);
        isRefused(HEADER + line.replace(right, wrong) + "\n", "line 2 of", why);

        Files.writeString(file, HEADER + line);
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("A");
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
    void aFileWhoseFirstLineIsGoneNamesTheLineToPutBack() throws IOException {
        try (JournalFile journal = JournalFile.open(file, "m", 2, START)) {
            write(journal, answered(0, "a", "A"));
        }
        List<String> lines = Files.readAllLines(file);
        String header = lines.remove(0);
        isRefused(String.join("\n", lines) + "\n", "without its first line", "Put this line back", header);
        lines.remove(0);
        isRefused(String.join("\n", lines) + "\n", "without its first line", header);

        lines.add(0, header);
        Files.write(file, lines);
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly("A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void aFileThatAnEditorSavedInUtf16(String charset) throws IOException {
        try (JournalFile journal = JournalFile.open(file, "m", 2, START)) {
            write(journal, answered(0, "a", "A"));
        }
        String text = Files.readString(file);
        isRefused(text.getBytes(Charset.forName(charset)), "it is in UTF-16", "Save it as UTF-8");
        isRefused(("\ufeff" + text).getBytes(Charset.forName(charset)), "it is in UTF-16", "Save it as UTF-8");
    }

    private static void isNoFile(Path place, String what) {
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("ok"))).journal(place);
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> JournalFile.open(place, "m", 1, START),
                () -> Journal.read(place),
                () -> plan.preview(List.of("a")),
                () -> plan.run(List.of("a")))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the journal " + place + " is " + what)
                    .hasMessageContaining("name a file");
        }
    }

    @Test
    void aDirectoryInThePlaceOfAFile() {
        isNoFile(directory, "a directory");
    }

    @Test
    @Timeout(60)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeOrADeviceIsNotEvenOpened() throws Exception {
        isNoFile(Path.of("/dev/null"), "a pipe or a device");
        Process made = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(made.waitFor()).isZero();
        isNoFile(file, "a pipe or a device");
    }
}
