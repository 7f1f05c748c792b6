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
    void aDurationThatIsRoundedUpReadsLikeOneOfTheNextScale() {
        assertThat(Format.duration(Duration.ofMillis(9_994))).isEqualTo("9.99 s");
        assertThat(Format.duration(Duration.ofMillis(9_995))).isEqualTo("10.0 s");
        assertThat(Format.duration(Duration.ofMillis(59_949))).isEqualTo("59.9 s");
        assertThat(Format.duration(Duration.ofMillis(59_950))).isEqualTo("1 min 00 s");
        assertThat(Format.duration(Duration.ofMillis(119_500))).isEqualTo("2 min 00 s");
        assertThat(Format.duration(Duration.ofMillis(3_599_499))).isEqualTo("59 min 59 s");
        assertThat(Format.duration(Duration.ofMillis(3_599_500))).isEqualTo("1 h 00 min");
        assertThat(Format.duration(Duration.ofSeconds(7_199))).isEqualTo("2 h 00 min");
        assertThat(Format.duration(Duration.ofMillis(-9_995))).isEqualTo("-10.0 s");
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
