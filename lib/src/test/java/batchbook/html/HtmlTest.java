package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void whatHtmlWouldReadIsEscaped() {
        assertThat(Html.escape("<a href='x'>\"&amp;\"</a>"))
                .isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/a&gt;");
        assertThat(Html.escape("line\n\ttab שלום 😀")).isEqualTo("line\n\ttab שלום 😀");
        assertThat(Html.escape("a\0b\u001bc")).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void aLongTextIsCutBetweenCharactersWithAnEllipsis() {
        assertThat(Html.shorten("12345", 5)).isEqualTo("12345");
        assertThat(Html.shorten("123456", 5)).isEqualTo("1234…");
        assertThat(Html.shorten("123  456", 5)).isEqualTo("123…");
        assertThat(Html.shorten("😀😀😀", 3)).isEqualTo("😀😀😀");
        assertThat(Html.shorten("😀😀😀😀", 3)).isEqualTo("😀😀…");
        assertThat(Html.shorten("", 3)).isEmpty();
    }

    @Test
    void aBarHasAPartForEachShareThatIsNotZero() {
        assertThat(Html.bar(0.75, 0, 0.25))
                .contains("width:75.000%;min-width:2px;background:" + Palette.ANSWERED)
                .contains("width:25.000%;min-width:2px;background:" + Palette.FAILED)
                .doesNotContain(Palette.RETRIED);
    }

    private static String blocks(double answered, double retried, double failed) {
        return Html.bar(answered, retried, failed).replaceAll("<[^>]*>", "");
    }

    @Test
    void withoutStylesABarIsALineOfCharacters() {
        assertThat(blocks(0.5, 0.25, 0.125)).isEqualTo("█".repeat(20) + "▓".repeat(10) + "✘".repeat(5) + "░".repeat(5));
        assertThat(blocks(0, 0, 0)).isEqualTo("░".repeat(40));
        assertThat(blocks(0, 0, 1)).isEqualTo("✘".repeat(40));
        assertThat(blocks(1 / 3.0, 1 / 3.0, 1 / 3.0))
                .as("nothing is left")
                .isEqualTo("█".repeat(14) + "▓".repeat(13) + "✘".repeat(13));
        assertThat(blocks(0.998, 0.001, 0.001)).as("one of a thousand is seen").isEqualTo("█".repeat(38) + "▓✘");
    }

    @Test
    void aRemarkHasNoColourOfAnOutcome() {
        assertThat(Html.remark("<b>Waiting:</b> ", "why"))
                .contains("<b>Waiting:</b> why")
                .doesNotContain(Palette.RETRIED, Palette.FAILED, Palette.ANSWERED);
        assertThat(Html.notice("", "why")).contains(Palette.FAILED);
    }
}
