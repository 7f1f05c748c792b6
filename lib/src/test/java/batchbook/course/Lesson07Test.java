package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("IdentityBinaryExpression") // mistakes of learners
class Lesson07Test {
    @ParameterizedTest
    @ValueSource(doubles = {242, 242.0, 241.5})
    void fourMinutesAndAnAnswer(double seconds) {
        right(Lesson07.question1(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "0, replace",
        "240, its answer",
        "300, first 60",
        "302, first 60",
        "600, overlap",
        "4.03, in seconds",
        "122, groups"
    })
    void otherTimesGetAHint(double seconds, String hint) {
        wrong(Lesson07.question1(seconds), hint);
    }

    @Test
    void soManyWorkersAsRequestsComeInTheTimeOfAnAnswer() {
        right(Lesson07.question2((perMinute, seconds) -> (int) Math.ceil(perMinute * seconds / 60)));
        right(Lesson07.question2((perMinute, seconds) -> (int) (perMinute * seconds / 60) + 1));

        wrong(Lesson07.question2((perMinute, seconds) -> 0), "replace");
        wrong(Lesson07.question2((perMinute, seconds) -> (int) perMinute), "same unit");
        wrong(Lesson07.question2((perMinute, seconds) -> (int) (perMinute * seconds)), "same unit");
        wrong(Lesson07.question2((perMinute, seconds) -> (int) (perMinute * seconds / 60)), "rounding");
        wrong(Lesson07.question2((perMinute, seconds) -> 1), "answer only 30 a minute");
        wrong(Lesson07.question2((perMinute, seconds) -> 20), "fewer are enough");
        wrong(Lesson07.question2((perMinute, seconds) -> (int) (60 / seconds)), "fewer are enough");
        wrong(Lesson07.question2((perMinute, seconds) -> (int) (1 / (perMinute - perMinute))), "ArithmeticException");
    }

    @Test
    void theBestTimeIsWholeDaysAndWholeMinutesAndOneAnswer() {
        right(Lesson07.question3((prompts, minute, day, latency) -> Duration.ofDays((prompts - 1) / day)
                .plusMinutes((prompts - 1) % day / minute)
                .plus(latency)));
        // The days alone are near enough where they rule.
        right(Lesson07.question3((prompts, minute, day, latency) -> {
            Duration days = Duration.ofDays((prompts - 1) / day);
            Duration minutes = Duration.ofMinutes((prompts - 1) / minute);
            return (days.isZero() ? minutes : days).plus(latency);
        }));
    }

    @Test
    void otherBestTimesGetAHint() {
        wrong(Lesson07.question3((prompts, minute, day, latency) -> Duration.ZERO), "replace");
        wrong(Lesson07.question3((prompts, minute, day, latency) -> null), "null");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) -> best(prompts, minute, day)),
                "its answer comes later");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofMinutes((prompts - 1) / minute).plus(latency)),
                "quota of the day is used up");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofDays((prompts - 1) / day).plus(latency)),
                "how many minutes");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofMinutes((prompts + minute - 1) / minute).plus(latency)),
                "first group");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofMinutes(prompts / minute).plus(latency)),
                "first group");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofSeconds(60 * prompts / minute).plus(latency)),
                "whole minutes");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) ->
                        Duration.ofDays((prompts + day - 1) / day).plus(latency)),
                "fit into the first day");
        wrong(
                Lesson07.question3((prompts, minute, day, latency) -> prompts < day
                        ? best(prompts, minute, day).plus(latency)
                        : Duration.ofDays(prompts / day + 1).plus(latency)),
                "first day");
        wrong(Lesson07.question3((prompts, minute, day, latency) -> latency.multipliedBy(prompts)), "overlap");
        wrong(Lesson07.question3((prompts, minute, day, latency) -> latency.dividedBy(0)), "ArithmeticException");
    }

    private static Duration best(long prompts, long minute, long day) {
        return Duration.ofDays((prompts - 1) / day).plusMinutes((prompts - 1) % day / minute);
    }
}
