package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static batchbook.journal.JournalRows.answered;
import static batchbook.journal.JournalRows.failed;
import static batchbook.journal.JournalRows.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that somebody else removes, replaces or changes while the batch writes it. */
class JournalLossTest {
    @TempDir
    Path directory;

    private final List<JournalLine.Row> mine = new ArrayList<>();
    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private interface Deed {
        void happens() throws IOException;
    }

    private JournalFile open() {
        JournalFile journal = JournalFile.open(file, "m", 9, START);
        journal.restoreFrom(mine::stream);
        return journal;
    }

    private void write(JournalFile journal, Result... rows) {
        for (Result row : rows) {
            journal.write(row, key(row));
            mine.add(journal.row(row, key(row)));
        }
    }

    /** Before it and after it two rows are written; at the end all are in the file, and each once. */
    private void isRestoredAfter(Deed deed) throws IOException {
        Files.deleteIfExists(file);
        mine.clear();
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), failed(1, "b", ErrorKind.BLOCKED));
            deed.happens();
            write(journal, answered(2, "c", "C"), answered(3, "d", "D"));
            journal.check(true);
            isThere("A", "", "C", "D");
        }
        // Seen when the batch looks after it once a second, and not only at its next row.
        Files.deleteIfExists(file);
        mine.clear();
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), failed(1, "b", ErrorKind.BLOCKED));
            deed.happens();
            journal.check(false);
            isThere("A", "");
            write(journal, answered(2, "c", "C"));
        }
        isThere("A", "", "C");
        JournalFile.open(file, "m", 9, START).close();
        isThere("A", "", "C");
    }

    private void isThere(String... answers) throws IOException {
        assertThat(Journal.read(file).results()).extracting(Result::text).containsExactly(answers);
        assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("{\"key\"")))
                .hasSize(answers.length);
    }

    private void replaceBy(byte[] content) throws IOException {
        Path other = directory.resolve("saved by an editor");
        Files.write(other, content);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void removed() throws IOException {
        isRestoredAfter(() -> Files.delete(file));
    }

    @Test
    void removedWithItsFolder() throws IOException {
        Path folder = directory.resolve("results");
        file = folder.resolve("reviews.jsonl");
        Files.createDirectory(folder);
        isRestoredAfter(() -> {
            Files.delete(file);
            Files.delete(folder);
        });
    }

    @Test
    void movedAway() throws IOException {
        isRestoredAfter(() -> Files.move(file, directory.resolve("old.jsonl"), StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void replacedByAnEditorThatSavesAnEarlierStateByRename() throws IOException {
        isRestoredAfter(() -> replaceBy(Files.readAllBytes(file)));
        isRestoredAfter(() -> replaceBy(firstLines(3)));
        isRestoredAfter(() -> replaceBy(firstLines(1)));
        isRestoredAfter(() -> replaceBy(new byte[0]));
    }

    @Test
    void savedOverWithAnEarlierState() throws IOException {
        isRestoredAfter(() -> Files.write(file, firstLines(3)));
        isRestoredAfter(
                () -> Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n")));
    }

    private byte[] firstLines(int count) throws IOException {
        return (String.join("\n", Files.readAllLines(file).subList(0, count)) + "\n").getBytes(UTF_8);
    }

    @Test
    void truncatedAnywhere() throws IOException {
        Files.deleteIfExists(file);
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), failed(1, "b", ErrorKind.BLOCKED));
        }
        long whole = Files.size(file);
        for (long size = 0; size < whole; size += 41) {
            long cut = size;
            isRestoredAfter(() -> truncate(cut));
        }
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    void savedOverByAnEditorThatIsStillWritingWhenThatIsMended() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), answered(1, "b", "B"), answered(2, "c", "C"));
            byte[] old = firstLines(3);
            truncate(0);
            journal.check(false);
            // The rest of what the editor does: it goes on at its own place in the file.
            overwrite(0, old);
            write(journal, answered(3, "d", "D"));
            journal.check(false);
            isThere("A", "B", "C", "D");
        }
    }

    private void overwrite(long position, byte[] bytes) throws IOException {
        try (RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
            other.seek(position);
            other.write(bytes);
        }
    }

    @Test
    void overwrittenInPlaceWithoutAChangeOfItsSize() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), answered(1, "b", "B"), answered(2, "c", "C"));
            overwrite(Files.size(file) / 2, "x".repeat(300).getBytes(UTF_8));
            journal.check(true);
            isThere("A", "B", "C");
        }
    }

    @Test
    void rowsOfOtherListsThatHaveToBeCutAwayAreWrittenAnewToo() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "other list", "O"));
        }
        mine.clear();
        try (JournalFile journal = open()) {
            write(journal, answered(1, "b", "B"));
            Files.writeString(file, Files.readString(file).replace("other list", "\"no JSON\""));
            write(journal, answered(2, "c", "C"));
            journal.check(true);
            isThere("O", "B", "C");
        }
    }

    @Test
    void whatTheUserMadeOfARowAndRowsAddedByOthersStay() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"), answered(1, "b", "B"));
            String edited = Files.readString(file).replace("\"answer\":\"A\"", "\"answer\":\"better\"");
            String added = edited.lines()
                    .filter(line -> line.contains("\"B\""))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("\"key\":\"\\w+\"", "\"key\":\"0123\"");
            replaceBy((edited + added).getBytes(UTF_8));
            write(journal, answered(2, "c", "C"));
            journal.check(true);
            isThere("better", "B", "B", "C");
        }
    }

    @Test
    void aRowWhoseOldFailureCameBackWithAnOldFileIsWrittenAnew() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, failed(0, "a", ErrorKind.BLOCKED));
        }
        byte[] old = Files.readAllBytes(file);
        mine.clear();
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            replaceBy(old);
            journal.check(false);
            assertThat(Journal.read(file).get(0).text()).isEqualTo("A");
        }
    }

    @Test
    void aFileThatIsNoJournalIsLeftAloneAndToldLoudly() throws IOException {
        byte[] foreign = "id,text\n1,hello\n".getBytes(UTF_8);
        for (Deed deed : List.<Deed>of(() -> replaceBy(foreign), () -> Files.write(file, foreign))) {
            Files.deleteIfExists(file);
            mine.clear();
            try (JournalFile journal = open()) {
                write(journal, answered(0, "a", "A"));
                deed.happens();
                isLost(() -> journal.check(true), "it begins with 'id,text'");
                isLost(() -> journal.write(answered(1, "b", "B"), key(answered(1, "b", "B"))), "is not a journal");
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(foreign);
        }
    }

    private static void isLost(Runnable use, String why) {
        assertThatThrownBy(use::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("was removed or changed by another program while the batch ran")
                .hasMessageContaining(why)
                .hasMessageContaining("Batch.last().resume()");
    }

    @Test
    void aFileWithoutItsFirstLineNamesTheLine() throws IOException {
        open().close();
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            List<String> lines = Files.readAllLines(file);
            replaceBy(String.join("\n", lines.subList(1, lines.size())).getBytes(UTF_8));
            isLost(() -> journal.check(false), "Put this line back before all others: " + lines.get(0));
        }
    }

    /** The file was emptied after the batch had looked at it, and before it wrote. */
    @Test
    void aFileThatHasOnlyTheLastRowsOfThisBatchIsWrittenAnew() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "other list", "O"));
        }
        mine.clear();
        try (JournalFile journal = open()) {
            write(journal, answered(1, "b", "B"), answered(2, "c", "C"));
            List<String> lines = Files.readAllLines(file);
            Files.write(file, lines.subList(lines.size() - 1, lines.size()));
            write(journal, answered(3, "d", "D"));
            isThere("O", "B", "C", "D");

            String last = lines.get(lines.size() - 1) + "\n";
            String half = lines.get(0).substring(0, 14);
            for (String content : List.of(
                    lines.get(3) + "\n",
                    half + last,
                    half + " ".repeat(900) + last,
                    half + "  ",
                    "\u0000".repeat(100))) {
                Files.writeString(file, content);
                journal.check(false);
                isThere("O", "B", "C", "D");
            }
        }
    }

    @Test
    void roomIsTakenAtTheEndOfAFileThatWasTruncatedJustBefore() throws IOException {
        isRestoredAfter(() -> {});
        try (JournalFile journal = open()) {
            truncate(5);
            journal.reserve(10_000);
            write(journal, answered(4, "e", "E"));
            isThere("A", "", "C", "E");
        }
    }

    @Test
    void aFileThatAnotherBatchHasMadeInItsPlaceIsNotWritten() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            Files.move(file, directory.resolve("old.jsonl"));
            try (JournalProcess other = JournalProcess.holding(file)) {
                assertThat(other.says()).isEqualTo("held");
                isLost(() -> journal.check(false), "is in use by another batch");
                assertThat(Journal.read(directory.resolve("old.jsonl")).size()).isEqualTo(1);
            }
        }
        assertThat(Journal.read(file).size()).isZero();
    }

    @Test
    void aFileThatIsChangedAllTheTimeIsToldLoudly() throws IOException {
        JournalDisk disk = new JournalDisk(file) {
            private byte times;

            @Override
            byte[] head() {
                return new byte[] {times++};
            }
        };
        try (JournalFile journal = JournalFile.open(disk, "reviews.jsonl", "m", 1, START)) {
            isLost(() -> journal.check(true), "changes it all the time");
        }
    }

    /** As on Windows, where nothing tells one file from another. */
    private static final class NamelessDisk extends JournalDisk {
        NamelessDisk(Path file) throws IOException {
            super(file);
        }

        @Override
        @Nullable
        Object identity(Path path) throws IOException {
            return super.identity(path) == null ? "" : null;
        }
    }

    @Test
    void whereFilesHaveNoIdentityTheirSizeAndBeginningTellThemApart() throws IOException {
        try (JournalFile journal = JournalFile.open(new NamelessDisk(file), "reviews.jsonl", "m", 9, START)) {
            journal.restoreFrom(mine::stream);
            write(journal, answered(0, "a", "A"));
            journal.check(false);
            for (Deed deed : List.<Deed>of(
                    () -> Files.delete(file),
                    () -> replaceBy(firstLines(1)),
                    () -> replaceBy("#".repeat((int) Files.size(file)).getBytes(UTF_8)))) {
                deed.happens();
                if (Files.exists(file) && Files.readString(file).startsWith("#")) {
                    isLost(() -> journal.check(false), "it begins with '###");
                } else {
                    journal.check(false);
                    isThere("A");
                }
            }
        }
    }

    @Test
    void aLinkThatIsPointedElsewhereIsFollowed() throws IOException {
        Path one = directory.resolve("one.jsonl");
        Path two = directory.resolve("two.jsonl");
        Files.createSymbolicLink(file, Files.createFile(one));
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            Files.delete(file);
            Files.createSymbolicLink(file, Files.createFile(two));
            journal.check(false);
            assertThat(Journal.read(two).results()).extracting(Result::text).containsExactly("A");
            write(journal, answered(1, "b", "B"));
        }
        assertThat(Journal.read(file).size()).isEqualTo(2);
        assertThat(Journal.read(one).size()).isEqualTo(1);
    }

    @Test
    void whatIsUntouchedIsNotWrittenAnew() throws IOException {
        try (JournalFile journal = open()) {
            write(journal, answered(0, "a", "A"));
            byte[] before = Files.readAllBytes(file);
            journal.check(false);
            journal.check(true);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }
}
