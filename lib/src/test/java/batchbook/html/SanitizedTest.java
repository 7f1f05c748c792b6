package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Reply;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.Snapshots;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** JupyterLab's export makes a page safe unless told not to, and shows each tag that it does not know as text. */
class SanitizedTest {
    /**
     * What it keeps: nbconvert's {@code clean_html}, but for {@code table}, {@code tr} and {@code td}, for which its parser
     * wants the {@code tbody} that it does not keep.
     */
    private static final Set<String> KEPT = Set.of(
            "a",
            "abbr",
            "acronym",
            "b",
            "blockquote",
            "code",
            "div",
            "em",
            "i",
            "li",
            "ol",
            "pre",
            "span",
            "strong",
            "ul");

    private static final Pattern TAG = Pattern.compile("</?([^\\s>]*)");

    private static final String ANSWER = """
            # Title
            ## Part
            A *line*,
            and **another**  \n with `code`, <b>tags</b></td></table><details> and [a page](https://example.com).

            1. one
               - two

            > said

            ---

            | a | n |
            |---|--:|
            | <th> | `1` |

            ```java
            if (a < b) c();
            ```

                indented

            ![picture](https://example.com/p.png) <p>text</p>

            [ref]: https://example.com/ref
            """;

    private static void assertKept(String html) {
        assertThat(TAG.matcher(html).results().map((MatchResult tag) -> tag.group(1)))
                .isNotEmpty()
                .isSubsetOf(KEPT);
    }

    @Test
    void answersHaveOnlyTagsThatAreKept() {
        Run run = SampleRuns.flaky(40, 4);
        Stream.of(ANSWER, ANSWER.repeat(100), "> ".repeat(100) + "deep", "{\n\"a\": 1\n}", "", "</pre></code><tbody>")
                .forEach(text -> assertKept(AnswerHtml.of(Reply.of(text))));
        run.forEach(row -> assertKept(AnswerHtml.of(row)));
        assertKept(Html.lines(ANSWER));
    }

    @Test
    void tablesHaveOnlyTagsThatAreKept() {
        String[] long40 = IntStream.range(0, 40).mapToObj(i -> i + ANSWER).toArray(String[]::new);
        Table rows =
                Table.create("<table>", StringColumn.create("<th>", long40), DoubleColumn.create("d", new double[40]));
        assertKept(TableHtml.of(rows));
        Table upright = rows.first(1);
        for (int i = 0; i < 10; i++) {
            upright.addColumns(IntColumn.create("c" + i, new int[] {i}));
        }
        assertKept(TableHtml.of(upright));
        assertKept(TableHtml.of(Table.create()));
        // Equal long beginnings, empty columns: what is told above a table.
        Table wide = Table.create(
                "", StringColumn.create("p", "long words ".repeat(60) + "a", "long words ".repeat(60) + "b"));
        for (int i = 0; i < 30; i++) {
            wide.addColumns(StringColumn.create("</div>" + "x".repeat(30) + i, "", ""));
        }
        assertKept(TableHtml.of(wide));
    }

    @Test
    void runsHaveOnlyTagsThatAreKept() {
        for (Run run : List.of(
                SampleRuns.flaky(40, 4),
                SampleRuns.refused(5, 2),
                SampleRuns.empty(),
                SampleRuns.resumed(),
                SampleRuns.deduplicated(),
                SampleRuns.outage(40, 4))) {
            assertKept(RunHtml.of(run));
            assertKept(RunHtml.rest(run));
        }
    }

    @Test
    void theDisplayHasOnlyTagsThatAreKept() {
        Snapshots running = new Snapshots();
        running.answered = 1;
        running.failed = 1;
        assertKept(SnapshotHtml.of(running.snapshot()));
        running.stopped = Optional.of("<details>");
        running.over = true;
        assertKept(SnapshotHtml.of(running.snapshot()));
    }
}
