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
    void dollarsHaveTwoDigitsThatCount() {
        assertThat(Format.dollars(0)).isEqualTo("$0.00");
        assertThat(Format.dollars(0.0000428)).isEqualTo("$0.000043");
        assertThat(Format.dollars(0.04847025000000001)).isEqualTo("$0.048");
        assertThat(Format.dollars(1e-7)).isEqualTo("$0.00000010");
        assertThat(Format.dollars(0.00999)).as("rounded up").isEqualTo("$0.010");
        assertThat(Format.dollars(0.0999)).as("rounded up to a dime").isEqualTo("$0.10");
        assertThat(Format.dollars(0.1)).isEqualTo("$0.10");
        assertThat(Format.dollars(0.999)).isEqualTo("$1.00");
        assertThat(Format.dollars(1234.5)).isEqualTo("$1234.50");
        assertThat(Format.dollars(9999.994)).isEqualTo("$9999.99");
        assertThat(Format.dollars(9999.996)).isEqualTo("$10,000.00");
        assertThat(Format.dollars(1e-12)).as("no digits for ever").isEqualTo("$0.000000000");
        assertThat(Format.dollars(Double.POSITIVE_INFINITY)).isEqualTo("$Infinity");
    }

    @Test
    void aRateIsInAUnitOfWhichThereIsAtLeastOne() {
        assertThat(Format.rate(12.34)).isEqualTo("12.3 prompts a second");
        assertThat(Format.rate(1)).isEqualTo("1.0 prompts a second");
        assertThat(Format.rate(0.999)).isEqualTo("59.9 prompts a minute");
        assertThat(Format.rate(8.5 / 60)).isEqualTo("8.5 prompts a minute");
        assertThat(Format.rate(1 / 60.0)).isEqualTo("1.0 prompts a minute");
        assertThat(Format.rate(0.99 / 60)).isEqualTo("59.4 prompts an hour");
        assertThat(Format.rate(0)).isEqualTo("0.0 prompts a minute");
        assertThat(Format.rate(1_234.56)).isEqualTo("1234.6 prompts a second");
        assertThat(Format.rate(12_345.6)).isEqualTo("12,345.6 prompts a second");
    }

    @Test
    void commasComeWithTheFifthDigit() {
        assertThat(Format.count(1_234)).isEqualTo("1234");
        assertThat(Format.count(-9_999)).isEqualTo("-9999");
        assertThat(Format.count(10_000)).isEqualTo("10,000");
        assertThat(Format.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Format.count(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
        assertThat(Format.mean(9_999.94)).isEqualTo("9999.9");
        assertThat(Format.mean(9_999.95)).isEqualTo("10,000.0");
    }

    @Test
    void factorsAndPlurals() {
        assertThat(Format.times(6.94)).isEqualTo("6.9x");
        assertThat(Format.plural(1, "prompt")).isEqualTo("1 prompt");
        assertThat(Format.plural(2, "prompt")).isEqualTo("2 prompts");
    }
}
