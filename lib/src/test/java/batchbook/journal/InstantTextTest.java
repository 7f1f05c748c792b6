package batchbook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @RepeatedTest(20)
    void whatTheJdkWritesIsRead(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
            int unit = units[random.nextInt(4)];
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 300_000_000_000L),
                    random.nextInt(1_000_000_000) / unit * (long) unit);
            assertThat(InstantText.parse(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T09:30:00Z", "2024-02-29T23:59:59.5Z", "2026-11-25T09:30:00.123456789Z",
                        "2026-11-25T24:00:00Z",
                "2016-12-31T23:59:60Z", "2026-11-25T09:30:00+01:00", "2026-11-25t09:30:00z", "+12026-11-25T09:30:00Z",
                "-0044-03-15T12:00:00Z", "2026-11-25T09:30:00.1Z"
            })
    void otherFormsAreReadAsTheJdkReadsThem(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-25",
                "2026-13-25T09:30:00Z",
                "2026-02-30T09:30:00Z",
                "2026-11-25T09:30:00",
                "2026-11-25T25:30:00Z",
                "2026-11-25T09:30:00.1234567890Z",
                "2026-11-25T09:30:00,5Z",
                "2026-11-25 09:30:00Z",
                "２０２６-11-25T09:30:00Z"
            })
    void whatIsNoneIsTold(String text) {
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
