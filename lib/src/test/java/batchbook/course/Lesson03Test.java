package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson03Test {
    @Test
    void requestsUnderWay() {
        assertRight(Lesson03.question1(60));
        assertHint(Lesson03.question1(0), "replace the zero");
        assertHint(Lesson03.question1(15), "units");
        assertHint(Lesson03.question1(30), "one second");
        assertHint(Lesson03.question1(60_000), "in seconds");
        assertHint(Lesson03.question1(32), "Little's law");
    }

    @Test
    void wavesAreRoundedUp() {
        assertRight(Lesson03.question2((rows, workers, each) -> each.multipliedBy((rows + workers - 1) / workers)));
        assertRight(Lesson03.question2(
                (rows, workers, each) -> each.multipliedBy((long) Math.ceil((double) rows / workers))));
        assertRight(Lesson03.question2((rows, workers, each) -> {
            Duration time = Duration.ZERO;
            for (int left = rows; left > 0; left -= workers) {
                time = time.plus(each);
            }
            return time;
        }));
    }

    @Test
    void wrongWaves() {
        assertHint(Lesson03.question2((rows, workers, each) -> Duration.ZERO), "Replace the zero");
        assertHint(Lesson03.question2((rows, workers, each) -> null), "nothing");
        assertHint(Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows / workers)), "17 / 16 is 1");
        assertHint(
                Lesson03.question2(
                        (rows, workers, each) -> each.multipliedBy(rows).dividedBy(workers)),
                "no part of a wave");
        assertHint(
                Lesson03.question2((rows, workers, each) -> Duration.ofMillis(each.toMillis() * rows / workers)),
                "no part of a wave");
        assertHint(Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows)), "one after another");
        assertHint(
                Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows / workers + 1)),
                "17 rows of 2 s each, 17 workers: you say 4.00 s. That is longer");
        assertHint(
                Lesson03.question2((rows, workers, each) ->
                        each.multipliedBy(rows <= workers ? rows / workers : (rows + workers - 1) / workers)),
                "No row takes no time");
        assertHint(
                Lesson03.question2((rows, workers, each) -> {
                    throw new ArithmeticException("by zero");
                }),
                "by zero");
    }

    @Test
    void aPlanGoesByTheMean() {
        assertRight(Lesson03.question3((latencies, rows, workers) ->
                sum(latencies).dividedBy(latencies.size()).multipliedBy(rows).dividedBy(workers)));
        assertRight(Lesson03.question3((latencies, rows, workers) -> Duration.ofMillis((long)
                (latencies.stream().mapToLong(Duration::toMillis).average().orElse(0)
                        * Math.ceil((double) rows / workers)))));
    }

    @Test
    void wrongPlans() {
        assertHint(Lesson03.question3((latencies, rows, workers) -> Duration.ZERO), "replace the zero");
        assertHint(Lesson03.question3((latencies, rows, workers) -> null), "replace the zero");
        assertHint(
                Lesson03.question3((latencies, rows, workers) -> latencies.stream()
                        .sorted()
                        .toList()
                        .get(latencies.size() / 2)
                        .multipliedBy(rows)
                        .dividedBy(workers)),
                "half of the rows");
        assertHint(
                Lesson03.question3((latencies, rows, workers) -> latencies.stream()
                        .max(Duration::compareTo)
                        .orElseThrow()
                        .multipliedBy(rows)
                        .dividedBy(workers)),
                "as slow as the slowest");
        assertHint(
                Lesson03.question3((latencies, rows, workers) ->
                        sum(latencies).dividedBy(latencies.size()).multipliedBy(rows)),
                "one after another");
        assertHint(
                Lesson03.question3((latencies, rows, workers) -> sum(latencies).dividedBy(workers)), "were measured");
        assertHint(
                Lesson03.question3((latencies, rows, workers) -> Duration.ofSeconds((long)
                        (latencies.stream().mapToLong(Duration::toSeconds).sum()
                                * 1.0
                                / latencies.size()
                                * rows
                                / workers))),
                "coarse");
        assertHint(
                Lesson03.question3((latencies, rows, workers) -> Duration.ofHours(1)),
                "100 rows and 4 workers you plan 3600 seconds");
        assertHint(Lesson03.question3((latencies, rows, workers) -> latencies.get(99)), "IndexOutOfBounds");
    }

    @Test
    void whichFigureForWhat() {
        assertRight(Lesson03.question4("mean", "p99", "median"));
        assertRight(Lesson03.question4(" Mean", "P99", "p50"));
        assertHint(Lesson03.question4("", "", ""), "between the quotes");
        assertHint(Lesson03.question4("max", "p99", "median"), "three names");
        assertHint(Lesson03.question4("median", "p99", "mean"), "half of the rows");
        assertHint(Lesson03.question4("p99", "mean", "median"), "as slow as that");
        assertHint(Lesson03.question4("mean", "median", "p99"), "give up on many");
        assertHint(Lesson03.question4("mean", "p99", "mean"), "must not move");
    }

    private static Duration sum(List<Duration> latencies) {
        return latencies.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static void assertRight(Verdict verdict) {
        assertThat(verdict.right()).as(verdict.words()).isTrue();
    }

    private static void assertHint(Verdict verdict, String words) {
        assertThat(verdict.right()).isFalse();
        assertThat(verdict.words()).contains(words);
    }
}
