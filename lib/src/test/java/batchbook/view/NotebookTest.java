package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.html.AnswerHtml;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Outside a kernel: what plain jshell prints. */
class NotebookTest {
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(out);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void showPrintsRunsRepliesChartsAndAnythingElseAsText() {
        Run run = SampleRuns.lasting(100, 200);

        Notebook.show(run, Reply.of("an answer"), Charts.timeline(run), 42, null);

        assertThat(printed())
                .startsWith(run + "\nan answer\nchart: Requests by worker\nmodel, " + run.label()
                        + ". 2 prompts: 2 answered\n")
                .endsWith(".\n42\nnull\n");
    }

    @Test
    void aRowShowsItsAnswerOrWhyThereIsNone() {
        Run answered = SampleRuns.lasting(120);
        Run refused = SampleRuns.refused(1, 1);

        Notebook.show(answered.get(0), refused.get(0));

        assertThat(printed()).isEqualTo(answered.get(0).text() + "\nrefused\n");
        assertThat(AnswerHtml.of(answered.get(0)))
                .contains("prompt 0", "requests: 1, 120 ms")
                .doesNotContain("No answer");
        assertThat(AnswerHtml.of(refused.get(0))).contains("No answer", "refused", "BLOCKED");
    }

    @Test
    void rowsPrintAsATableWhoeverChoseThem() {
        Run run = SampleRuns.flaky(30, 4);

        Notebook.show(run.answered(), List.of(run.get(3), run.get(1)));

        assertThat(printed()).contains("answer to prompt 3").doesNotContain("Result[");
        assertThat(printed().lines().filter(line -> line.contains(" index  |"))).hasSize(2);
    }

    @Test
    void showPrintsATableWithShortTextsOnOneLineEach() {
        StringColumn texts = StringColumn.create("text", "short", "two\nlines", "long ".repeat(1_000));
        texts.appendMissing();
        Table table = Table.create("texts", texts);

        Notebook.show(table);

        assertThat(printed().lines().map(line -> line.strip().replaceAll(" +\\|", "  |")))
                .contains("short  |", "two lines  |", "long ".repeat(11) + "long…  |");
        assertThat(printed().lines().map(String::length)).allMatch(length -> length < 80);
        assertThat(table.stringColumn("text").get(1)).isEqualTo("two\nlines");
    }

    @Test
    void whatAModelSaysCommandsNoTerminal() {
        Run run = SampleRuns.of(
                List.of(Prompt.of("a"), Prompt.of("b")), 1, prompt -> Reply.of("x\u001B[2J\u0007\ny" + prompt.text()));

        Notebook.show(
                run,
                run.get(0),
                run.results(),
                List.of(run.get(0)),
                run.get(0).reply().orElseThrow(),
                Tables.of(run),
                Table.create("t", StringColumn.create("text", "x\u001B[2J\u009By")));

        assertThat(printed()).contains("x\\u001B[2J\\u0007\nya").doesNotContain("\u001B", "\u0007", "\u009B");
    }
}
