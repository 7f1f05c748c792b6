package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Change;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reason;
import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Snapshot;
import batchbook.Snapshots;
import batchbook.Usage;
import batchbook.html.AnswerHtml;
import batchbook.html.Html;
import batchbook.html.RunHtml;
import batchbook.html.SnapshotHtml;
import batchbook.html.TableHtml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Whatever a model, a prompt, a label or an error says is data in our HTML. */
class EscapingTest {
    private static final String EVIL = "</div><script>alert(1)</script><img src=x onerror=\"alert('1')\">"
            + "$\\LaTeX$ & 'one' \"two\" 😀 \u202Eשלום \0\n";

    /** All the HTML that we write ourselves. */
    private static final String OURS =
            "</?(?:div|span|b|pre|code)(?: (?:style|role|dir|tabindex|title|onclick)=\"[^\"<>]*\")*>";

    /** Says evil things in answers, partial answers, errors and its name. */
    private static final class EvilModel implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            Reply reply = new Reply(EVIL, new Usage(1, 2, 3, 4), EVIL, EVIL);
            switch (prompt.id().charAt(0)) {
                case 't' -> throw ModelException.of(ErrorKind.TRUNCATED, EVIL).partial(reply);
                case 'x' -> throw new IllegalStateException(EVIL);
                case 'z' -> throw ModelException.of(ErrorKind.AUTH, EVIL);
                default -> {
                    return reply;
                }
            }
        }

        @Override
        public String name() {
            return EVIL;
        }
    }

    private static final Run RUN = SampleRuns.of(
            Stream.of("a", "t", "x", "b", "z", "n")
                    .map(kind -> new Prompt(kind + EVIL, EVIL + kind, Map.of(EVIL, EVIL)))
                    .toList(),
            1,
            new EvilModel());

    private static void assertHarmless(String html) {
        assertThat(html.replaceAll(OURS, "")).doesNotContain("<", ">", "\"", "'", "\0");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void theRunOfThisTestHasEveryKindOfRow() {
        assertThat(RUN.answered()).hasSize(2);
        assertThat(RUN.failed()).hasSize(3);
        assertThat(RUN.notRun()).hasSize(1);
        assertThat(RUN.stopped()).isPresent();
    }

    @Test
    void aRunItsRowsAndAReplyAreHarmless() {
        assertHarmless(RunHtml.of(RUN));
        assertHarmless(RunHtml.rest(RUN));
        assertHarmless(AnswerHtml.of(Reply.of(EVIL)));
        RUN.forEach(row -> assertHarmless(AnswerHtml.of(row)));
        assertHarmless(RunHtml.of(SampleRuns.of(List.of(Prompt.of("a", "text")), 1, new EvilModel())));
    }

    @Test
    void linesAreHarmless() {
        assertHarmless(Html.lines(EVIL));
        assertHarmless(Html.remark("", EVIL));
    }

    @Test
    void tablesAreHarmlessFromTheirNameToTheLastCell() {
        assertHarmless(TableHtml.of(Tables.of(RUN)));
        assertHarmless(TableHtml.of(Tables.attempts(RUN)));
        assertHarmless(TableHtml.of(ResultTable.of(RUN.results())));
        String[] column = IntStream.range(0, 40).mapToObj(i -> EVIL).toArray(String[]::new);
        assertHarmless(TableHtml.of(Table.create(EVIL, StringColumn.create(EVIL, column))));
    }

    @Test
    void theLiveDisplayIsHarmless() {
        for (boolean over : new boolean[] {false, true}) {
            Snapshots evil = new Snapshots();
            evil.model = EVIL;
            evil.answered = 1;
            evil.failed = 1;
            evil.elapsed = Duration.ofSeconds(3);
            evil.tempo = new Snapshot.Tempo(
                    3,
                    OptionalLong.of(10),
                    true,
                    Optional.of(new Change(Instant.EPOCH, 4, OptionalLong.empty(), Reason.LIMIT_LEARNED, EVIL)),
                    60);
            evil.hold = Optional.of(new Snapshot.Hold(EVIL, Optional.empty()));
            evil.trouble = new Snapshot.Trouble(
                    Map.of(ErrorKind.TRUNCATED, 1), Optional.of(RUN.failed().get(0)), 1);
            evil.over = over;
            evil.figures = over ? Optional.of(new Snapshot.Figures(EVIL, RUN.metrics())) : Optional.empty();
            evil.waits = Map.of(EVIL, Duration.ofSeconds(2));
            assertHarmless(SnapshotHtml.of(evil.snapshot()));
            evil.stopped = Optional.of(EVIL);
            assertHarmless(SnapshotHtml.of(evil.snapshot()));
        }
    }

    /** A page looks for mathematics in what it shows, where an escaped dollar is a dollar again. */
    @Test
    void noPageTypesetsATextAsMathematics() {
        Reply money = Reply.of("\\(x^2\\), \\[y\\], $5 and $6");
        Run run = SampleRuns.of(SampleRuns.prompts(3), 1, prompt -> money);

        assertThat(Stream.of(run, run.get(0), run.results(), money, Tables.of(run), Batch.limits()))
                .allSatisfy(shown -> assertThat(Notebook.rendering(shown).data())
                        .hasEntrySatisfying("text/html", EscapingTest::assertNoMathematics));
    }

    private static void assertNoMathematics(Object html) {
        assertThat((String) html)
                .startsWith("<div class=\"tex2jax_ignore mathjax_ignore\">")
                .endsWith("</div>");
    }

    @Test
    void comparedRunsAreHarmless() {
        Compare compare = Compare.of(RUN, RUN).against(EVIL).scored(row -> 1);

        String html = (String) Notebook.rendering(compare).data().get("text/html");
        assertHarmless(html.substring(html.indexOf('>') + 1, html.lastIndexOf('<')));
        assertHarmless(TableHtml.of(compare.table()));
        assertHarmless(TableHtml.of(compare.confusion()));
        assertHarmless(TableHtml.of(compare.best()));
        assertThat(compare.toString()).doesNotContain("\0");
    }

    @Test
    void aTextOfAMegabyteIsCutInTablesAndWholeInAReply() {
        String megabyte = "x< ".repeat(350_000);
        Run run = SampleRuns.of(SampleRuns.prompts(30), 5, prompt -> {
            if (prompt.text().equals("prompt 3")) {
                throw new IllegalStateException(megabyte);
            }
            return Reply.of(megabyte);
        });

        assertThat(TableHtml.of(Tables.of(run))).hasSizeLessThan(80_000);
        assertThat(TableHtml.text(Tables.of(run))).hasSizeLessThan(60_000);
        assertThat(RunHtml.of(run)).hasSizeLessThan(5_000);
        assertThat(AnswerHtml.of(Reply.of(megabyte))).contains("x&lt; ".repeat(350_000));
    }
}
