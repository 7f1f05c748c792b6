package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.answers;
import static batchbook.journal.JournalRows.failed;
import static batchbook.journal.JournalRows.find;
import static batchbook.journal.JournalRows.key;
import static batchbook.journal.JournalRows.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Prompt;
import batchbook.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one session writes, the next one finds. */
class JournalFileTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private JournalFile open() {
        return open(START);
    }

    private JournalFile open(Instant started) {
        return JournalFile.open(file, "gemini-3.8-flash", 3, started);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    @Test
    void aNewFileHasAHeaderTheSessionAndItsRows() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
        }

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).isEqualTo("{\"journal\":\"batchbook\",\"format\":1}");
        assertThat(lines().get(1))
                .matches("\\{\"session\":\"\\w{8}\",\"started\":\"2026-03-01T09:00:00.123456789Z\","
                        + "\"model\":\"gemini-3.8-flash\",\"prompts\":3}");
        assertThat(lines().get(2)).contains(lines().get(1).substring(1, 21)).contains("\"answer\":\"A\"");
        assertThat(Files.readString(file)).endsWith("}\n");
    }

    @Test
    void aRowIsInTheFileBeforeItCountsAsWritten() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            assertThat(Files.readString(file)).endsWith("}]}\n").contains("\"answer\":\"A\"");
            journal.force();
        }
    }

    @Test
    void rowsAreFoundAtNewPlacesWithTheirNewIdsAndLabels() {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), failed(1, "b", ErrorKind.BLOCKED));
        }
        Prompt prompt = Prompt.of("new id", "a").label("new", "label");

        try (JournalFile journal = open()) {
            assertThat(journal.earlier().find(key(answered(0, "a", "")), 5, prompt, true))
                    .contains(new JournalContents.Found(
                            answered(0, "a", "A").resumedAs(5, prompt).from("gemini-3.8-flash"), true));
            assertThat(find(journal, true, "c", "b").get(0)).isEmpty();
            assertThat(find(journal, true, "c", "b").get(1))
                    .contains(failed(1, "b", ErrorKind.BLOCKED)
                            .resumedAs(1, Prompt.of("b"))
                            .from("gemini-3.8-flash"));
        }
    }

    @Test
    void aLaterLineOfTheSameRowReplacesTheEarlierOne() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, failed(0, "a", ErrorKind.TIMEOUT), answered(1, "b", "B"), answered(0, "a", "A"));
        }
        try (JournalFile journal = open()) {
            assertThat(answers(journal, true, "a", "b")).containsExactly("A", "B");
            write(journal, answered(0, "a", "A2"));
        }
        try (JournalFile journal = open()) {
            assertThat(answers(journal, false, "a", "b")).containsExactly("A2", "B");
        }
        assertThat(lines()).hasSize(1 + 3 + 4);
    }

    @Test
    void equalPromptsAreToldApartByTheirOrder() {
        String key = key(answered(0, "a", "")).key();
        try (JournalFile journal = open()) {
            journal.write(answered(2, "a", "second"), new JournalKey(key, 1));
            journal.write(answered(0, "a", "first"), new JournalKey(key, 0));
        }
        try (JournalFile journal = open()) {
            assertThat(answers(journal, false, "a", "x", "a", "a")).containsExactly("first", "", "second", "");
        }
    }

    @Test
    void aRowWithoutALineSharesTheOutcomeOfAnEqualOneOnlyWhenAskedTo() {
        String key = key(answered(0, "a", "")).key();
        try (JournalFile journal = open()) {
            journal.write(failed(0, "a", ErrorKind.TIMEOUT), new JournalKey(key, 0));
            journal.write(answered(3, "a", "A"), new JournalKey(key, 3));
            journal.write(answered(4, "a", "A later"), new JournalKey(key, 4));
        }
        try (JournalFile journal = open()) {
            assertThat(find(journal, false, "a", "a").get(1)).isEmpty();

            List<Optional<Result>> found = find(journal, true, "a", "a", "b");
            assertThat(found.get(0).orElseThrow().kind()).contains(ErrorKind.TIMEOUT);
            Result shared = found.get(1).orElseThrow();
            assertThat(shared.text()).isEqualTo("A");
            assertThat(shared.index()).isEqualTo(1);
            assertThat(shared.deduplicated()).isTrue();
            assertThat(shared.resumed()).isTrue();
            assertThat(found.get(2)).isEmpty();
        }
    }

    @Test
    void aSharedRowIsFoundAsOne() {
        Result shared = answered(0, "a", "A").sharedWith(1, Prompt.of("a"));
        try (JournalFile journal = open()) {
            write(journal, shared);
        }
        try (JournalFile journal = open()) {
            assertThat(find(journal, false, "a").get(0))
                    .contains(shared.resumedAs(0, Prompt.of("a")).from("gemini-3.8-flash"));
        }
    }

    @Test
    void aRowThatIsNotSettledIsNeitherWrittenNorFound() throws IOException {
        Result keyless = failed(0, "a", ErrorKind.AUTH);
        try (JournalFile journal = open()) {
            assertThatThrownBy(() -> write(journal, keyless))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 0 is not settled");
            write(journal, failed(0, "a", ErrorKind.BLOCKED));
        }
        Files.writeString(file, Files.readString(file).replace("BLOCKED", "AUTH"));
        try (JournalFile journal = open()) {
            assertThat(find(journal, true, "a", "a")).containsOnly(Optional.empty());
        }
    }

    @Test
    void earlierSessionsLastFromTheirStartToTheirLastRow() {
        try (JournalFile journal = open()) {
            write(journal, answered(5, "a", "A"), answered(2, "b", "B"));
            assertThat(journal.earlier().sessions()).isEmpty();
        }
        open(START.plusSeconds(100)).close();
        try (JournalFile journal = open(START.plusSeconds(200))) {
            // A clock that was set back must not make a session end before it began.
            write(journal, answered(0, "c", "C"));
        }
        try (JournalFile journal = open(START.plusSeconds(300))) {
            assertThat(journal.earlier().sessions())
                    .containsExactly(
                            new Session(START, START.plusSeconds(6)),
                            new Session(START.plusSeconds(200), START.plusSeconds(200)));
        }
    }

    @Test
    void aSessionWhoseStartWasDeletedBeginsWithItsFirstRow() throws IOException {
        try (JournalFile journal = open(START.minusSeconds(50))) {
            write(journal, answered(5, "a", "A"), answered(2, "b", "B"));
        }
        List<String> lines = lines();
        lines.remove(1);
        Files.write(file, lines);

        try (JournalFile journal = open()) {
            assertThat(journal.earlier().sessions()).containsExactly(new Session(START, START.plusSeconds(6)));
            assertThat(answers(journal, false, "a", "b")).containsExactly("A", "B");
        }
    }

    @Test
    void twoJournalsPutTogetherAreOne() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
        }
        byte[] one = Files.readAllBytes(file);
        Files.delete(file);
        try (JournalFile journal = open()) {
            write(journal, answered(1, "b", "B"));
        }
        Files.write(file, one, StandardOpenOption.APPEND);

        try (JournalFile journal = open()) {
            assertThat(answers(journal, false, "a", "b")).containsExactly("A", "B");
            assertThat(journal.earlier().sessions()).hasSize(2);
        }
    }

    @Test
    void linesThatAnEditorOfAnotherSystemWroteAreRead() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
        }
        Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n") + "\r\n  ");

        try (JournalFile journal = open()) {
            write(journal, answered(1, "b", "B"));
        }
        try (JournalFile journal = open()) {
            assertThat(answers(journal, false, "a", "b")).containsExactly("A", "B");
        }
    }

    @Test
    void anInterruptNeitherStopsAWriteNorIsLost() {
        Thread.currentThread().interrupt();
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), answered(1, "b", "B"));
            journal.force();
            assertThat(Journal.read(file).size()).isEqualTo(2);
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void wheneverTheFileIsCutAllWholeRowsAreFoundAndItGoesOn() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "é\n😀"), failed(1, "b", ErrorKind.BLOCKED));
        }
        try (JournalFile journal = open()) {
            write(journal, answered(2, "c", "C"));
        }
        byte[] whole = Files.readAllBytes(file);
        String log = logged(() -> {
            for (int size = 0; size <= whole.length; size++) {
                cutTo(Arrays.copyOf(whole, size));
            }
        });
        assertThat(log).contains("reviews.jsonl: its last line was cut off after 1 bytes");
    }

    private void cutTo(byte[] bytes) throws IOException {
        String text = new String(bytes, UTF_8);
        int rows = (int) text.lines()
                .filter(line -> line.startsWith("{\"key\"") && line.endsWith("}]}"))
                .count();
        List<String> expected = List.of("a", "b", "c").subList(0, rows);
        Files.delete(file);
        Files.write(file, bytes);

        assertThat(prompts()).as(text).isEqualTo(expected);
        assertThat(Files.readAllBytes(file)).as("only read").isEqualTo(bytes);
        try (JournalFile journal = JournalFile.open(new UnsyncedDisk(file), "reviews.jsonl", "m", 3, START)) {
            assertThat(find(journal, false, "a", "b", "c").stream()
                            .flatMap(Optional::stream)
                            .map(row -> row.prompt().text()))
                    .as(text)
                    .isEqualTo(expected);
            write(journal, answered(3, "d", "D"));
        }
        assertThat(prompts()).as(text).hasSize(rows + 1).containsAll(expected).endsWith("d");
    }

    private List<String> prompts() {
        return Journal.read(file).results().stream()
                .map(row -> row.prompt().text())
                .toList();
    }

    private interface Action {
        void run() throws IOException;
    }

    private static String logged(Action action) throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(UTF_8);
    }
}
