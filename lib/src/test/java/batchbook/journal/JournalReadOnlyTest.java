package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal to which nothing can be written: on a read-only drive, or of somebody else. */
class JournalReadOnlyTest {
    private static final List<String> PROMPTS = List.of("a", "b", "a");

    @TempDir
    Path directory;

    private final Model model = Model.named("m", prompt -> Reply.of("answer to " + prompt.text()));
    private final Batch plan = Batch.of(model).progress(Progress.none());
    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private RunJournal open(List<String> prompts) throws IOException {
        JournalFile journal =
                JournalFile.open(new JournalDisk(file, true), "reviews.jsonl", "m", prompts.size(), START);
        return RunJournal.of(journal, model, true, JournalRows.prompts(prompts), START);
    }

    @Test
    void thatHasAllIsUsedAndLeftAsItIs() throws IOException {
        plan.journal(file).run(PROMPTS);
        byte[] before = Files.readAllBytes(file);

        try (RunJournal journal = open(PROMPTS)) {
            assertThat(journal.earlier())
                    .extracting(row -> row.orElseThrow().text())
                    .containsExactly("answer to a", "answer to b", "answer to a");
            journal.check();
        }
        try (RunJournal journal = open(List.of("b", "b", "b"))) {
            assertThat(journal.earlier()).hasSize(3).allMatch(Optional::isPresent);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void thatLacksSomethingIsRefusedBeforeAnythingIsSent() throws IOException {
        plan.journal(file).run(PROMPTS);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> open(List.of("a", "b", "c", "d")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reviews.jsonl can only be read, and lacks 2 of 4 prompts: nothing was sent")
                .hasMessageContaining("Copy it to where you may write");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        plan.journal(file).run(PROMPTS);
    }

    @Test
    void isFoundOutByTheBatchItself() throws IOException {
        plan.journal(file).run(PROMPTS);
        assertThat(file.toFile().setWritable(false)).isTrue();

        assertThat(plan.journal(file).run(PROMPTS).answered()).hasSize(3);
        if (Files.isWritable(file)) {
            // The administrator may write whatever he likes, and so does his batch.
            assertThat(plan.journal(file).run(List.of("c")).answered()).hasSize(1);
            return;
        }
        assertThatThrownBy(() -> plan.journal(file).run(List.of("c"))).hasMessageContaining("can only be read");
    }

    @Test
    void aHandleThatIsOpenWhenTheSecondOneFailsIsClosed() throws IOException {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open));
        Files.createFile(file);

        assertThatThrownBy(() -> JournalHandles.toWrite(file, file, name -> {
                    assertThat(handles(open)).as("the first handle").isEqualTo(1);
                    throw new IOException("Too many open files");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("Too many open files");

        assertThat(handles(open)).isZero();
    }

    private long handles(Path open) throws IOException {
        try (Stream<Path> all = Files.list(open)) {
            return all.filter(this::leadsToTheFile).count();
        }
    }

    private boolean leadsToTheFile(Path handle) {
        try {
            return Files.readSymbolicLink(handle).equals(file);
        } catch (IOException e) {
            // The listing's own handle is gone by now.
            return false;
        }
    }
}
