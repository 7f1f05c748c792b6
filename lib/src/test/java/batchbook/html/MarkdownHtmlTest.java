package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Reply;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownHtmlTest {
    /** The tags that we write, with the only attributes that they have. */
    private static final Pattern OURS = Pattern.compile("</?(?:div|span|b|em|ul|ol|li|code|pre|blockquote|a)"
            + "(?: (?:style|start|role|dir)=\"[-a-z0-9.,:;() #%]*\"| href=\"(?:https?://|mailto:)[^\"<>\\s]*\""
            + "| title=\"(?:https?://|mailto:)[^\"<>\\s]*\"| rel=\"noopener noreferrer nofollow\""
            + "| target=\"_blank\")*>");

    private static String bare(String markdown) {
        return MarkdownHtml.of(markdown).replaceAll(" style=\"[^\"]*\"", "").replaceAll("^<div>|</div>$", "");
    }

    @Test
    void whatModelsWriteIsFormatted() {
        assertThat(bare("Some **bold**, *light* and `co<de`.\nNext line."))
                .isEqualTo("<div><div>Some <b>bold</b>, <em>light</em> and <code>co&lt;de</code>.</div>"
                        + "<div>Next line.</div></div>");
        assertThat(bare("- one\n- two\n  1. a\n  2. b"))
                .isEqualTo("<ul><li><div>one</div></li><li><div>two</div>"
                        + "<ol><li><div>a</div></li><li><div>b</div></li></ol></li></ul>");
        assertThat(bare("3. three")).isEqualTo("<ol start=\"3\"><li><div>three</div></li></ol>");
        assertThat(bare("```java\nif (a < b) {\n    c();\n}\n```"))
                .isEqualTo("<div>java</div><pre><code>if (a &lt; b) {\n    c();\n}</code></pre>");
        assertThat(bare("    code")).isEqualTo("<pre><code>code</code></pre>");
        assertThat(bare("> quoted\n\n---"))
                .isEqualTo("<blockquote><div>quoted</div></blockquote><div><span>————</span></div>");
        assertThat(bare("two  \nlines")).isEqualTo("<div><div>two</div><div>lines</div></div>");
    }

    @Test
    void aTableIsATable() {
        assertThat(bare("| a | n |\n|---|--:|\n| **x** | 1 |"))
                .contains("<span role=\"columnheader\" dir=\"auto\"><b>a</b></span>")
                .contains("<span role=\"cell\" dir=\"auto\"><b>x</b></span>");
        assertThat(Html.read(MarkdownHtml.of("| a | number |\n|---|--:|\n| **x** `<y>` | 1 |")))
                .isEqualTo("a     | number\n------|-------\nx <y> |      1\n");
        assertThat(MarkdownHtml.of("| n |\n|--:|\n| 1 |")).contains("text-align:right;white-space:nowrap\">1</span>");
    }

    @Test
    void aHeadingIsNoneOfTheNotebook() {
        assertThat(bare("# Title\n### Part")).isEqualTo("<div><b>Title</b></div><div><b>Part</b></div>");
    }

    @Test
    void onlyLinksToPagesAndAddressesCanBeFollowedAndShowWhereTheyLead() {
        assertThat(bare("[page](https://example.com/?a=1&b=2)"))
                .contains("<a href=\"https://example.com/?a=1&amp;b=2\" title=\"https://example.com/?a=1&amp;b=2\"")
                .contains("rel=\"noopener noreferrer nofollow\"")
                .contains(">page</a>");
        assertThat(bare("[me](mailto:me@example.com)")).contains("<a href=\"mailto:me@example.com\"");
        assertThat(bare("[x](javascript:alert(1)) [y](file:///etc/passwd) [z](other.html)"))
                .isEqualTo("<div>x (javascript:alert(1)) y (file:///etc/passwd) z (other.html)</div>");
    }

    @Test
    void anImageIsNamedAndNotFetched() {
        assertThat(bare("![a *cat*](https://tracker.example/pixel.png \"t\")"))
                .isEqualTo("<div>[image: a <em>cat</em> https://tracker.example/pixel.png]</div>");
    }

    @Test
    void aTagIsATextLikeAnyOther() {
        assertThat(bare("a < b, **<b>** and <https://example.com/>\n\n<p>x"))
                .isEqualTo(
                        "<div>a &lt; b, <b>&lt;b&gt;</b> and &lt;https://example.com/&gt;</div><div>&lt;p&gt;x</div>");
    }

    @Test
    void nothingIsHidden() {
        assertThat(bare("<!-- a note -->")).contains("&lt;!-- a note --&gt;");
        assertThat(bare("text\n\n[ref]: https://example.com/x")).contains("[ref]: https://example.com/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <img src=x onerror=\"alert('1')\"> b",
                "<div onclick=\"alert(1)\">\n\nx\n\n</div>",
                "<style>body{display:none}</style>",
                "<iframe src='https://example.com'></iframe>",
                "</div></div></td></table><script>alert(1)</script>",
                "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](&#106;avascript:alert(1)) [y](java\tscript:alert(1)) [v](vbscript:x)",
                "[x](<https://example.com/\" onmouseover=\"alert(1)>)",
                "[x](https://example.com/'onmouseover='alert(1))",
                "[x](https://example.com \"\\\" onmouseover=\\\"alert(1)\")",
                "![x](https://t.example/p.png) ![y](javascript:alert(1)) ![\"><script>](x)",
                "<javascript:alert(1)> <https://example.com/\"onmouseover=\"x>",
                "```\"><script>alert(1)</script>\n<b>code</b>\n```",
                "`<script>` **<script>** # <script>",
                "| <script> |\n|---|\n| <img src=x onerror=alert(1)> |",
                "[a]: javascript:alert(1)\n\n[a]",
                "99999999999. x\n<b onmouseover=alert(1)>",
                "&lt;script&gt; &#60;script&#62; \0 \u202E"
            })
    void nothingOfATextBecomesATag(String hostile) {
        String html = MarkdownHtml.of(hostile);

        assertThat(OURS.matcher(html).replaceAll("")).as(html).doesNotContain("<", ">", "\"", "'", "\0");
        assertThat(AnswerHtml.of(Reply.of(hostile))).contains(html);
    }

    @Test
    void whatIsNestedDeeperThanAnybodyReadsIsShownAsItIs() {
        for (String deep : List.of("> ", "- ", "*a **b ", "[", "![", "<b>", "<", "`", "((", "| ", "1. ")) {
            String text = deep.repeat(5_000) + "end";

            assertThat(OURS.matcher(MarkdownHtml.of(text)).replaceAll(""))
                    .as(deep)
                    .contains("end")
                    .doesNotContain("<", ">");
        }
        String emphasis = "*a **b ".repeat(500) + "c** d*".repeat(500);
        assertThat(MarkdownHtml.of(emphasis)).isEqualTo(Html.verbatim(emphasis));
    }

    @Test
    void aTextThatNobodyReadsFormattedIsShownAsItIs() {
        assertThat(MarkdownHtml.of("**x** ".repeat(20_000)))
                .doesNotContain("<b>")
                .contains("**x** **x** ");
    }

    @Test
    void aJsonObjectIsShownByItsFields() {
        String html =
                AnswerHtml.of(Reply.of("{\"mood\": \"<b>*glad*</b>\", \"by\": {\"name\": null}, \"all\": [1, \"x\"]}"));
        assertThat(OURS.matcher(html).replaceAll("")).doesNotContain("<b>");
        assertThat(html)
                .contains("<b>mood</b>", "&lt;b&gt;*glad*&lt;/b&gt;", "<b>by.name</b>", "[1, &quot;x&quot;]")
                .doesNotContain("{");
        String wide = "{\"a\":\"" + "x".repeat(30_000) + "\"}";
        assertThat(AnswerHtml.of(Reply.of(wide))).contains("{&quot;a&quot;:&quot;xxx");
    }

    @Test
    void jsonKeepsItsIndents() {
        String twice = "{\n  \"a\": \"*b*\",\n  \"a\": 1\n}";
        assertThat(AnswerHtml.of(Reply.of(twice)))
                .contains("white-space:pre-wrap")
                .contains("{\n  &quot;a&quot;: &quot;*b*&quot;,\n  &quot;a&quot;: 1\n}");
        assertThat(AnswerHtml.of(Reply.of("[1,\n  2]"))).contains("[1,\n  2]");
        assertThat(AnswerHtml.of(Reply.of("[a](https://example.com) is a link")))
                .contains("<a href");
        assertThat(AnswerHtml.of(Reply.of(""))).doesNotContain("null");
    }
}
