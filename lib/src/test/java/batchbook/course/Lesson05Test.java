package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("IdentityBinaryExpression") // mistakes of learners
class Lesson05Test {
    @ParameterizedTest
    @ValueSource(doubles = {6, 7})
    void theLastOfAHundredGoesWhenSixMinutesAreOverWhichIsInTheSeventh(double minutes) {
        assertThat(Lesson05.question1(minutes).right()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, replace",
        "6.67, four seconds",
        "6.6666667, four seconds",
        "360, in minutes",
        "5, sixth group",
        "8, write down"
    })
    void otherMinutesGetAHint(double minutes, String hint) {
        wrong(Lesson05.question1(minutes), hint);
    }

    @Test
    void aRuleMayRemoveWhatIsOldOrCountIt() {
        right(Lesson05.question2((sent, now, limit) -> {
            while (!sent.isEmpty() && !sent.peekFirst().isAfter(now.minusSeconds(60))) {
                sent.removeFirst();
            }
            return sent.size() < limit
                    ? Duration.ZERO
                    : Duration.between(now, sent.peekFirst().plusSeconds(60));
        }));
        right(Lesson05.question2((sent, now, limit) -> {
            var counts = sent.stream()
                    .filter(time -> time.isAfter(now.minusSeconds(60)))
                    .toList();
            return counts.size() < limit
                    ? Duration.ZERO
                    : Duration.between(now, counts.get(0).plusSeconds(60));
        }));
        right(Lesson05.question2((sent, now, limit) -> sent.size() < limit
                ? Duration.ZERO
                : Duration.between(now, sent.remove().plusSeconds(60))));
    }

    @Test
    void typicalWrongRulesGetAHint() {
        wrong(Lesson05.question2((sent, now, limit) -> Duration.ZERO), "replace Duration.ZERO");
        wrong(Lesson05.question2((sent, now, limit) -> null), "Duration.ZERO");
        wrong(Lesson05.question2((sent, now, limit) -> until(sent.peekFirst(), now)), "NullPointerException");
        wrong(
                Lesson05.question2(
                        (sent, now, limit) -> full(sent, now, limit + 1) ? oldest(sent, now) : Duration.ZERO),
                "one request too many");
        wrong(
                Lesson05.question2((sent, now, limit) ->
                        full(sent, now, Math.max(1, limit - 1)) ? oldest(sent, now) : Duration.ZERO),
                "still room");
        wrong(
                Lesson05.question2(
                        (sent, now, limit) -> full(sent, now, limit) ? until(sent.peekLast(), now) : Duration.ZERO),
                "newest");
        wrong(
                Lesson05.question2((sent, now, limit) -> sent.size() < limit ? Duration.ZERO : oldest(sent, now)),
                "long out of the minute");
        wrong(
                Lesson05.question2(
                        (sent, now, limit) -> full(sent, now, limit) ? Duration.ofSeconds(1) : Duration.ZERO),
                "not a step");
        wrong(
                Lesson05.question2(
                        (sent, now, limit) -> full(sent, now, limit) ? Duration.ofSeconds(90) : Duration.ZERO),
                "longer than it must");
        wrong(
                Lesson05.question2((sent, now, limit) -> sent.size() < limit ? Duration.ZERO : Duration.ofSeconds(60)),
                "longer than it must");
        wrong(
                Lesson05.question2((sent, now, limit) -> {
                    int all = sent.size();
                    return full(new ArrayDeque<>(sent), now, limit)
                            ? until(sent.stream().skip(all - limit).findFirst().orElseThrow(), now)
                            : Duration.ofSeconds(all > limit ? 1 : 0);
                }),
                "older than a minute");
    }

    /** Removes what is old, as a right rule does. */
    private static boolean full(Deque<Instant> sent, Instant now, int limit) {
        while (!sent.isEmpty() && !sent.peekFirst().isAfter(now.minusSeconds(60))) {
            sent.removeFirst();
        }
        return sent.size() >= limit;
    }

    private static Duration oldest(Deque<Instant> sent, Instant now) {
        return until(sent.getFirst(), now);
    }

    private static Duration until(Instant time, Instant now) {
        return Duration.between(now, time.plusSeconds(60));
    }

    @Test
    void theTighterOfTwoQuotasRules() {
        right(Lesson05.question3((requests, tokens, each) -> Math.min(requests, tokens / each)));
        right(Lesson05.question3(
                (requests, tokens, each) -> (long) Math.floor(Math.min((double) requests, 1.0 * tokens / each))));

        wrong(Lesson05.question3((requests, tokens, each) -> 0), "replace");
        wrong(Lesson05.question3((requests, tokens, each) -> requests), "how many tokens");
        wrong(Lesson05.question3((requests, tokens, each) -> tokens / each), "the other limit holds too");
        wrong(Lesson05.question3((requests, tokens, each) -> Math.max(requests, tokens / each)), "how many tokens");
        wrong(Lesson05.question3((requests, tokens, each) -> requests + tokens / each), "how many such prompts");
        wrong(
                Lesson05.question3(
                        (requests, tokens, each) -> Math.min(requests, Math.round(1.0 * tokens / each + 0.4))),
                "whole prompts");
        wrong(
                Lesson05.question3((requests, tokens, each) -> Math.max(1, Math.min(requests, tokens / each))),
                "never be sent");
        wrong(Lesson05.question3((requests, tokens, each) -> tokens / (each - each)), "ArithmeticException");
    }
}
