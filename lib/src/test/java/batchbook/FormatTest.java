package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void durationsReadAtEveryScale() {
        assertThat(Format.duration(Duration.ofMillis(812))).isEqualTo("812 ms");
        assertThat(Format.duration(Duration.ofMillis(3_210))).isEqualTo("3.21 s");
        assertThat(Format.duration(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
        assertThat(Format.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
        assertThat(Format.duration(Duration.ofMinutes(67))).isEqualTo("1 h 07 min");
    }

    @Test
    void roundingNeverHidesAFailure() {
        assertThat(Format.percent(1)).isEqualTo("100 %");
        assertThat(Format.percent(0.9999)).isEqualTo("99.9 %");
        assertThat(Format.percent(0.25)).isEqualTo("25 %");
        assertThat(Format.percent(0.333)).isEqualTo("33.3 %");
        assertThat(Format.percent(0)).isEqualTo("0 %");
    }

    @Test
    void countsAndFactors() {
        assertThat(Format.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Format.times(6.94)).isEqualTo("6.9x");
        assertThat(Format.plural(1, "prompt")).isEqualTo("1 prompt");
        assertThat(Format.plural(2, "prompt")).isEqualTo("2 prompts");
    }
}
