package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import batchbook.view.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Several answers to one prompt, and how rows with more than a text are found again. */
class SamplesTest {
    private static final List<String> THREE = List.of("a", "b", "a");

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final Model model = Model.named("m", prompt -> Reply.of(prompt.text() + asked.incrementAndGet()));

    private Batch plan() {
        return Batch.of(model).workers(1).progress(Progress.none());
    }

    @Test
    void eachPromptIsAskedSoOftenAndEqualOnesShare() {
        Run run = plan().samples(2).run(THREE);

        assertThat(run.results())
                .extracting(row -> row.prompt().text() + row.prompt().sample())
                .containsExactly("a1", "a2", "b1", "b2", "a1", "a2");
        assertThat(run.results()).extracting(Result::text).containsExactly("a1", "a2", "b3", "b4", "a1", "a2");
        assertThat(asked).hasValue(4);
        Table table = Tables.of(run);
        assertThat(table.intColumn("sample").asList()).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(table.columnNames()).startsWith("index", "sample", "prompt", "answer");
        assertThat(Tables.of(plan().run(THREE)).columnNames()).doesNotContain("sample");
    }

    @Test
    void theFirstFewPromptsAreAskedSoOften() {
        assertThat(plan().samples(3).run(THREE, 2).size()).isEqualTo(6);
        assertThat(plan().samples(3).preview(THREE).requests()).isEqualTo(6);
        assertThat(plan().samples(3).preview(THREE).duplicates()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().samples(0))
                .withMessage("samples is 0: it must be at least 1");
    }

    @Test
    void aJournalHasEachAndTheFirstIsThatOfAPlanWithout() {
        Batch plan = plan().journal(folder.resolve("rows.jsonl"));
        assertThat(plan.run(List.of("a")).get(0).text()).isEqualTo("a1");

        assertThat(plan.samples(3).run(List.of("a")).results())
                .extracting(Result::text)
                .containsExactly("a1", "a2", "a3");
        assertThat(plan.samples(2).run(List.of("a", "b")).results())
                .extracting(Result::text)
                .containsExactly("a1", "a2", "b4", "b5");
        assertThat(plan.run(List.of("a", "b")).results())
                .extracting(Result::text)
                .containsExactly("a1", "b4");
        assertThat(asked).hasValue(5);
        assertThat(plan.samples(4).preview(List.of("a", "b")).requests()).isEqualTo(3);
        assertThat(Tables.of(Journal.read(folder.resolve("rows.jsonl")))
                        .intColumn("sample")
                        .asList())
                .contains(2, 3);
    }

    @Test
    void rowsThatFailedKeepTheirNumber() {
        Model flaky = Model.named("m", prompt -> {
            if (prompt.sample() == 2) {
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return Reply.of("ok");
        });
        Run run = Batch.of(flaky).samples(3).progress(Progress.none()).run(List.of("a", "b"));

        assertThat(run.failed()).hasSize(2);
        Run again = plan().samples(3).run(run.failed());
        assertThat(again.results()).extracting(row -> row.prompt().sample()).containsExactly(2, 2);
    }

    @Test
    void filesAndTurnsTellRowsApart() {
        Attachment one = Attachment.of("1".getBytes(StandardCharsets.UTF_8));
        Attachment two = Attachment.of("2".getBytes(StandardCharsets.UTF_8));
        List<Prompt> prompts = List.of(
                Prompt.of("a"),
                Prompt.of("a").attach(one),
                Prompt.of("a").attach(two),
                Prompt.of("a").attach(one.at(1)),
                Prompt.of("a").attach(one).attach(two),
                Prompt.of("a").attach(two).attach(one),
                Prompt.of("a").after("b", "c"),
                Prompt.of("a").after("bc", "c"),
                Prompt.of("a").history(List.of(Turn.user("b"), Turn.user("c"))),
                Prompt.of("id", "a")
                        .attach(Attachment.of("1".getBytes(StandardCharsets.UTF_8)))
                        .label("x", 1));
        Batch plan = plan().journal(folder.resolve("rows.jsonl"));

        Run run = plan.run(prompts);
        assertThat(asked).as("the last is the second with an id").hasValue(9);
        assertThat(run.get(9).deduplicated()).isTrue();
        assertThat(plan.run(prompts).results())
                .extracting(Result::text)
                .isEqualTo(run.results().stream().map(Result::text).toList());
        assertThat(asked).as("all are found again").hasValue(9);
    }

    @Test
    void whatAJournalTellsOfFilesCannotBeAskedWithoutThem() {
        Prompt prompt = Prompt.of("a").attach(Attachment.of("1".getBytes(StandardCharsets.UTF_8)));
        Path file = folder.resolve("rows.jsonl");
        Batch.of(Model.named("m", asking -> {
                    throw ModelException.of(ErrorKind.BLOCKED, "no");
                }))
                .journal(file)
                .progress(Progress.none())
                .run(List.of(prompt));
        Run read = Journal.read(file);

        assertThat(read.get(0).prompt()).isEqualTo(prompt);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().run(read.failed()))
                .withMessage("prompt 0 cannot be asked: nothing was sent. It has the file text/plain (1 bytes)"
                        + " from a journal, which keeps no content. Attach the file again.");
        assertThat(asked).hasValue(0);
        assertThat(plan().journal(file).run(read.failed()).failed())
                .as("it is in the journal")
                .hasSize(1);
    }

    @Test
    void aModelOfOnesOwnSeesAllOfIt() {
        Model echo = prompt -> Reply.of(prompt.history().size() + " turns, " + prompt.attachments());
        Run run = Batch.of(echo)
                .progress(Progress.none())
                .run(List.of(new Prompt("", "a", Map.of())
                        .after("b", "c")
                        .attach(Attachment.of("1".getBytes(StandardCharsets.UTF_8)))));

        assertThat(run.get(0).text()).isEqualTo("2 turns, [text/plain (1 bytes)]");
        assertThat(Tables.of(run).intColumn("turns").get(0)).isEqualTo(2);
    }
}
