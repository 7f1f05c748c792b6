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
                .contains("width:75.000%;background:" + Palette.ANSWERED)
                .contains("width:25.000%;background:" + Palette.FAILED)
                .doesNotContain(Palette.RETRIED);
    }
}
