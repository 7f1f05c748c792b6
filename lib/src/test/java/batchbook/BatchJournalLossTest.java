package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole batches whose journal is changed under them: what they call done is in the file. */
@Timeout(60)
class BatchJournalLossTest {
    private static final int PROMPTS = 60;

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> prompts =
            IntStream.range(0, PROMPTS).mapToObj(i -> "prompt " + i).toList();

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private interface Deed {
        void happens() throws IOException;
    }

    /** While its request of that number is under way, that happens. */
    private Batch plan(Deed deed, int when) {
        return Batch.of(Model.named("mine", prompt -> {
                    if (asked.incrementAndGet() == when) {
                        deed.happens();
                    }
                    return Reply.of("answer to " + prompt.text());
                }))
                .workers(1)
                .journal(file)
                .progress(Progress.none());
    }

    private void losesNothingWhen(Deed deed) throws IOException {
        for (int when : List.of(30, PROMPTS)) {
            Files.deleteIfExists(file);
            asked.set(0);
            plan(deed, -1).run(prompts, 10);
            Run run = plan(deed, when).run(prompts);

            assertThat(run.answered()).hasSize(PROMPTS);
            assertThat(run.stopped()).isEmpty();
            assertThat(asked).hasValue(PROMPTS);
            assertThat(Journal.read(file).results())
                    .extracting(Result::text)
                    .isEqualTo(run.results().stream().map(Result::text).toList());
            assertThat(plan(deed, -1).run(prompts).answered()).hasSize(PROMPTS);
            assertThat(asked).as("asked again").hasValue(PROMPTS);
        }
    }

    @Test
    void removed() throws IOException {
        losesNothingWhen(() -> Files.delete(file));
    }

    @Test
    void replacedByRename() throws IOException {
        losesNothingWhen(() -> {
            Path other = directory.resolve("other");
            Files.write(other, Files.readAllLines(file).subList(0, 6));
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Test
    void savedOver() throws IOException {
        losesNothingWhen(() -> Files.write(file, Files.readAllLines(file).subList(0, 6)));
    }

    @Test
    void emptied() throws IOException {
        losesNothingWhen(() -> Files.writeString(file, ""));
    }

    @Test
    void whatCannotBeMendedEndsTheRunLoudlyAndResumeWritesAllToANewFile() throws IOException {
        for (int when : List.of(30, PROMPTS)) {
            Files.deleteIfExists(file);
            asked.set(0);
            Batch plan = plan(() -> Files.writeString(file, "my own notes\n"), when);

            assertThatThrownBy(() -> plan.run(prompts))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("it begins with 'my own notes'")
                    .hasMessageContaining("Batch.last().resume()");

            Run last = Batch.last();
            assertThat(last.stopped()).hasValueSatisfying(why -> assertThat(why).contains("my own notes"));
            assertThat(last.story().reason()).contains(Reason.JOURNAL_LOST);
            assertThat(last.answered()).hasSize(when);
            assertThat(file).hasContent("my own notes\n");

            Files.delete(file);
            assertThat(last.resume().answered()).hasSize(PROMPTS);
            assertThat(asked).hasValue(PROMPTS);
            assertThat(Journal.read(file).answered()).hasSize(PROMPTS);
        }
    }

    @Test
    void aBatchInTheBackgroundTellsItTooWhenItIsAwaited() {
        Running running =
                plan(() -> Files.writeString(file, "my own notes\n"), PROMPTS).start(prompts);
        assertThatThrownBy(running::await)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("my own notes");
        assertThat(running.soFar().answered()).hasSize(PROMPTS);
    }
}
