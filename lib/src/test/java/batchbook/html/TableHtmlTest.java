package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableHtmlTest {
    private static final String TEMPLATE = "Rate the sentiment of this review from 1 to 5.\nReview: ";

    /** What a reader sees of it. */
    private static String read(Table table) {
        return TableHtml.of(table)
                .replaceAll("<span style=\"display:none\">-[^<]*</span>", "")
                .replaceAll("<span style=\"display:none\"> *\n</span>", "|\n")
                .replaceAll("<span style=\"display:none\">[ |]*</span>", "|")
                .replaceAll("(?<=\n|^)(<[^>]*>)*\\|", "") // blanks before the first cell
                .replace("</div>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replaceAll("\n+", "\n");
    }

    private static Table wide(int rows) {
        Table table = Table.create("");
        for (int column = 0; column < 9; column++) {
            int step = column;
            table.addColumns(IntColumn.create(
                    "c" + column,
                    IntStream.range(0, rows).map(row -> row * step).toArray()));
        }
        return table;
    }

    private static StringColumn texts(String name, String... texts) {
        return StringColumn.create(name, texts);
    }

    @Test
    void aWideTableTellsAboveItWhatIsTheSameAndWhatIsNowhere() {
        Table table = wide(3).addColumns(
                        texts("model", "flash", "flash", "flash"), texts("error", "", "", ""), texts("x", "", "", ""));

        assertThat(read(table))
                .startsWith("the same in all rows: c0 0 · model flash\nno value in any row: error, x\n")
                .contains("|c1|c2|c3|c4|c5|c6|c7|c8|\n")
                .endsWith("3 rows × 12 columns, 8 shown\n");
        assertThat(TableHtml.text(table))
                .startsWith("the same in all rows: c0 0 · model flash\nno value in any row: error, x\n")
                .endsWith("\n3 rows × 12 columns, 8 shown");
    }

    @Test
    void aTableThatIsNotWideIsShownWhole() {
        Table table = Table.create("", IntColumn.create("same", 1, 1), texts("empty", "", ""));

        assertThat(read(table)).isEqualTo("|same|empty|\n0|1||\n1|1||\n2 rows × 2 columns\n");
    }

    @Test
    void aLongTextThatIsTheSameEverywhereStaysInItsColumnAndEqualRowsStayRows() {
        String same = "the same long answer in each and every row of this table, for once";

        assertThat(read(wide(2).addColumns(texts("answer", same, same)))).contains("|" + same + "|");
        Table equal = wide(1);
        assertThat(read(equal.append(wide(1))))
                .doesNotContain("the same in all rows")
                .contains("c0|c1|");
    }

    @Test
    void aWideTableOfOneRowStandsUpright() {
        Table table = wide(2).where(wide(2).intColumn("c1").isEqualTo(1)).addColumns(texts("x", "a"), texts("y", ""));

        assertThat(read(table))
                .startsWith("no value: y\nc0|0|\nc1|1|\n")
                .endsWith("x|a|\n1 row × 11 columns, 10 shown\n");
        assertThat(TableHtml.text(table)).contains("\nc8  8\nx   a\n1 row ×");
        assertThat(TableHtml.of(table)).contains("role=\"rowheader\"").doesNotContain("columnheader");
    }

    @Test
    void ofManyNamesTheFirstAreTold() {
        Table table = wide(2);
        IntStream.range(0, 50).forEach(i -> table.addColumns(texts("e" + i, "", "")));

        assertThat(read(table)).contains("no value in any row: e0, e1, ").contains(", e19, 30 more\n");
    }

    @Test
    void whatAllTextsBeginWithIsToldOnce() {
        Table table =
                Table.create("", texts("prompt", TEMPLATE + "good soup", TEMPLATE + "bad soup", "", TEMPLATE + "so"));

        assertThat(read(table))
                .startsWith("prompt always begins with: Rate the sentiment of this review from 1 to 5.\nReview:\n")
                .contains("0|… good soup|", "1|… bad soup|", "2||", "3|… so|");
        assertThat(TableHtml.text(table))
                .startsWith("prompt always begins with: Rate the sentiment of this review from 1 to 5. Review:\n")
                .contains(" … good soup  |");
    }

    @Test
    void aCommonBeginningEndsBetweenWordsAndLeavesSomethingOfEachText() {
        assertThat(CommonBeginning.of(texts("p", TEMPLATE + "good", TEMPLATE + "goose")))
                .isEqualTo(TEMPLATE);
        assertThat(CommonBeginning.of(texts("p", TEMPLATE + "a b", TEMPLATE + "a")))
                .isEqualTo(TEMPLATE);
        assertThat(CommonBeginning.of(texts("p", TEMPLATE.strip(), TEMPLATE + "a")))
                .isEqualTo("Rate the sentiment of this review from 1 to 5.\n");
    }

    @Test
    void aBeginningIsKeptWhenThereIsLittleToWin() {
        assertThat(CommonBeginning.of(texts("p", TEMPLATE + "a", TEMPLATE + "a")))
                .as("equal texts")
                .isEmpty();
        assertThat(CommonBeginning.of(texts("p", TEMPLATE + "a", "other"))).isEmpty();
        assertThat(CommonBeginning.of(texts("p", "Review: a", "Review: b")))
                .as("short")
                .isEmpty();
        assertThat(CommonBeginning.of(texts("p", "https://example.com/reviews/1", "https://example.com/reviews/2")))
                .as("no words")
                .isEmpty();
        assertThat(CommonBeginning.of(texts("p", TEMPLATE + "a"))).as("one row").isEmpty();
        assertThat(CommonBeginning.of(texts("p"))).isEmpty();
        assertThat(CommonBeginning.of(texts("p", "", ""))).isEmpty();
    }

    @Test
    void aLongTextOpensOnAClickAndReadsOn() {
        String text = "word ".repeat(100).strip();
        String html = TableHtml.of(Table.create("", texts("answer", text, "short")));

        assertThat(html).containsOnlyOnce(" onclick=").doesNotContain("<script", "<style");
        assertThat(html).contains("max-height:", ">" + text + "</span>");
    }

    @Test
    void aLongTextKeepsTheLineBreakWhereItsBeginningEnds() {
        String text = "one\ntwo\nthree\nfour\n  five";

        assertThat(TableHtml.of(Table.create("", texts("answer", text)))).contains(">" + text + "</span>");
    }

    @Test
    void theLinesOfATextAreKeptFourOfThemBeforeAClick() {
        LongText text = LongText.of("one\n  two\n\nfour\nfive\n  six\n");

        assertThat(text).isEqualTo(new LongText("one\n  two\n\nfour", "\nfive\n  six"));
        assertThat(text.restHtml(100)).isEqualTo("five\n  six");
        assertThat(LongText.of("one\ntwo").isWhole()).isTrue();
    }

    @Test
    void aTextIsCutBetweenWordsOrWhereItHasNoneBetweenCharacters() {
        assertThat(LongText.of("ab ".repeat(60)).beginning())
                .isEqualTo("ab ".repeat(46).strip() + " ab");
        assertThat(LongText.of("😀".repeat(200))).isEqualTo(new LongText("😀".repeat(140), "😀".repeat(60)));
        assertThat(LongText.of("😀".repeat(200)).restHtml(3)).isEqualTo("😀… (118 more characters)");
    }

    @Test
    void whatOpensIsLimitedAndToldAndShortTextsGoFirst() {
        String[] texts = new String[10];
        Arrays.fill(texts, "<long> ".repeat(1_000));
        texts[4] = "short ".repeat(100);
        String html = TableHtml.of(Table.create("", texts("answer", texts)));

        assertThat(html)
                .hasSizeLessThan(45_000)
                .contains("more characters)")
                .contains("short ".repeat(70).strip());
    }

    @Test
    void rowsHaveANumberUnlessTheTableHasOne() {
        assertThat(read(Table.create("", texts("a", "x", "y")))).contains("0|x|", "1|y|");
        assertThat(read(Table.create("", texts("a", "x", "y"), IntColumn.create("Index", 7, 8))))
                .contains("\nx|7|\ny|8|\n");
        assertThat(read(Table.create("", texts("a", "x")))).contains("\nx|\n");
    }

    @Test
    void betweenHeadAndTailARowSaysHowManyAreLeftOut() {
        Table table = Table.create("", IntColumn.indexColumn("n", 1_016, 0));

        assertThat(read(table))
                .contains("9|9|\n⋮ 1001 rows not shown|\n1011|1011|")
                .endsWith("1016 rows × 1 column\n");
        assertThat(TableHtml.text(table)).contains("    9  |\n⋮ 1001 rows not shown\n 1011  |\n");
        assertThat(read(table.first(15))).doesNotContain("not shown");
        assertThat(TableHtml.text(table.first(15))).doesNotContain("not shown");
    }

    @Test
    void theDayOfAllTimesIsToldOnceInAWideTable() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        InstantColumn sent = InstantColumn.create("sent", List.of(noon, noon.plusSeconds(1)));
        InstantColumn ended = InstantColumn.create("ended", List.of(noon, noon.plusSeconds(2)));
        InstantColumn later = InstantColumn.create("later", List.of(noon, noon.plusSeconds(86_400)));

        assertThat(read(wide(2).addColumns(sent, ended, later)))
                .contains("times of 2026-01-02, " + ZoneId.systemDefault() + ": sent, ended\n")
                .contains(" 2026-01-03".strip());
        assertThat(read(Table.create("", sent))).contains("2026-01-02 ").doesNotContain("times of");
    }

    @Test
    void tablesWithoutANameRowsOrColumnsAreShown() {
        assertThat(read(Table.create(texts("a", "x")))).isEqualTo("a|\nx|\n1 row × 1 column\n");
        assertThat(read(Table.create("none"))).isEqualTo("none\n0 rows × 0 columns\n");
        assertThat(read(Table.create("", texts("a")))).isEqualTo("a|\n0 rows × 1 column\n");
        assertThat(TableHtml.text(Table.create())).isEqualTo("0 rows × 0 columns");
        assertThat(TableHtml.text(Table.create("", texts("a")))).isEqualTo(" a  |\n----|\n0 rows × 1 column");
    }

    @Test
    void namesAndTextsInAnyScriptAreText() {
        Table table = Table.create(
                "<i>t</i>",
                texts("<b>a</b>", "<script>1</script>", "شكرا 😀 $x$"),
                texts("<b>a</b>\u200B", "\u202Ex", "&amp;"));

        assertThat(TableHtml.of(table))
                .contains("&lt;i&gt;t&lt;/i&gt;", "&lt;b&gt;a&lt;/b&gt;", "&lt;script&gt;", "&amp;amp;", "شكرا 😀 $x$")
                .contains("<span role=\"cell\" dir=\"auto\"")
                .doesNotContain("<i>", "<script");
    }

    @Test
    void withoutStylesItIsLinesWithColumnsUnderEachOther() {
        Table table =
                Table.create("t", texts("name", "a<b>", "", "of\n2 lines"), DoubleColumn.create("d", 1.5, 10, 100));

        assertThat(Html.read(TableHtml.of(table))).isEqualTo("""
                t  | name |     d
                --|------|------
                0 | a<b> |   1.5
                1 |      |  10.0
                2 | of
                2 lines | 100.0
                3 rows × 2 columns""");
    }

    @Test
    void withoutStylesALongTextWidensNoOtherRow() {
        String lines =
                Html.read(TableHtml.of(Table.create("", texts("a", "x", "long ".repeat(20)), texts("b", "y", "z"))));

        assertThat(lines).contains("0 | x | y\n1 | " + "long ".repeat(20).strip() + " | z\n");
    }

    @Test
    void asTextNumbersStandRightAndTextsLeft() {
        Table table = Table.create("t", texts("name", "a", "longer"), DoubleColumn.create("d", 10.25, 1.5));

        assertThat(TableHtml.text(table)).isEqualTo("""
                        t
                         name    |     d  |
                        ---------|--------|
                         a       | 10.25  |
                         longer  |  1.50  |
                        2 rows × 2 columns""");
    }
}
