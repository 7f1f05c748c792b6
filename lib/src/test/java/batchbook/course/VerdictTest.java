package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void itShowsATickOrACrossAndAHintAndNoHtmlOfALearner() {
        assertThat(new Verdict(true, "right")).hasToString("✔ right");
        assertThat(new Verdict(false, "count again")).hasToString("✘ not yet: count again");
        assertThat(String.valueOf(
                        new Verdict(false, "it threw <b>").rendering().data().get("text/html")))
                .contains("it threw &lt;b&gt;");
    }
}
