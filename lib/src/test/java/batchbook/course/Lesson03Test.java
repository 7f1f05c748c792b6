package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class Lesson03Test {
    @Test
    void requestsUnderWay() {
        right(Lesson03.question1(60));
        wrong(Lesson03.question1(0), "replace the zero");
        wrong(Lesson03.question1(15), "units");
        wrong(Lesson03.question1(30), "one second");
        wrong(Lesson03.question1(60_000), "in seconds");
        wrong(Lesson03.question1(32), "Little's law");
    }

    @Test
    void wavesAreRoundedUp() {
        right(Lesson03.question2((rows, workers, each) -> each.multipliedBy((rows + workers - 1) / workers)));
        right(Lesson03.question2(
                (rows, workers, each) -> each.multipliedBy((long) Math.ceil((double) rows / workers))));
        right(Lesson03.question2((rows, workers, each) -> {
            Duration time = Duration.ZERO;
            for (int left = rows; left > 0; left -= workers) {
                time = time.plus(each);
            }
            return time;
        }));
    }

    @Test
    void wrongWaves() {
        wrong(Lesson03.question2((rows, workers, each) -> Duration.ZERO), "Replace the zero");
        wrong(Lesson03.question2((rows, workers, each) -> null), "nothing");
        wrong(Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows / workers)), "17 / 16 is 1");
        wrong(
                Lesson03.question2(
                        (rows, workers, each) -> each.multipliedBy(rows).dividedBy(workers)),
                "no part of a wave");
        wrong(
                Lesson03.question2((rows, workers, each) -> Duration.ofMillis(each.toMillis() * rows / workers)),
                "no part of a wave");
        wrong(Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows)), "one after another");
        wrong(
                Lesson03.question2((rows, workers, each) -> each.multipliedBy(rows / workers + 1)),
                "17 rows of 2 s each, 17 workers: you say 4.00 s. That is longer");
        wrong(
                Lesson03.question2((rows, workers, each) ->
                        each.multipliedBy(rows <= workers ? rows / workers : (rows + workers - 1) / workers)),
                "No row takes no time");
        wrong(
                Lesson03.question2((rows, workers, each) -> {
                    throw new ArithmeticException("by zero");
                }),
                "by zero");
    }

    @Test
    void aPlanGoesByTheMean() {
        right(Lesson03.question3((latencies, rows, workers) ->
                sum(latencies).dividedBy(latencies.size()).multipliedBy(rows).dividedBy(workers)));
        right(Lesson03.question3((latencies, rows, workers) -> Duration.ofMillis((long)
                (latencies.stream().mapToLong(Duration::toMillis).average().orElse(0)
                        * Math.ceil((double) rows / workers)))));
    }

    @Test
    void wrongPlans() {
        wrong(Lesson03.question3((latencies, rows, workers) -> Duration.ZERO), "replace the zero");
        wrong(Lesson03.question3((latencies, rows, workers) -> null), "replace the zero");
        wrong(
                Lesson03.question3((latencies, rows, workers) -> latencies.stream()
                        .sorted()
                        .toList()
                        .get(latencies.size() / 2)
                        .multipliedBy(rows)
                        .dividedBy(workers)),
                "half of the rows");
        wrong(
                Lesson03.question3((latencies, rows, workers) -> latencies.stream()
                        .max(Duration::compareTo)
                        .orElseThrow()
                        .multipliedBy(rows)
                        .dividedBy(workers)),
                "as slow as the slowest");
        wrong(
                Lesson03.question3((latencies, rows, workers) ->
                        sum(latencies).dividedBy(latencies.size()).multipliedBy(rows)),
                "one after another");
        wrong(Lesson03.question3((latencies, rows, workers) -> sum(latencies).dividedBy(workers)), "were measured");
        wrong(
                Lesson03.question3((latencies, rows, workers) -> Duration.ofSeconds((long)
                        (latencies.stream().mapToLong(Duration::toSeconds).sum()
                                * 1.0
                                / latencies.size()
                                * rows
                                / workers))),
                "coarse");
        wrong(
                Lesson03.question3((latencies, rows, workers) -> Duration.ofHours(1)),
                "100 rows and 4 workers you plan 3600 seconds");
        wrong(Lesson03.question3((latencies, rows, workers) -> latencies.get(99)), "IndexOutOfBounds");
    }

    @Test
    void whichFigureForWhat() {
        right(Lesson03.question4("mean", "p99", "median"));
        right(Lesson03.question4(" Mean", "P99", "p50"));
        wrong(Lesson03.question4("", "", ""), "between the quotes");
        wrong(Lesson03.question4("max", "p99", "median"), "three names");
        wrong(Lesson03.question4("median", "p99", "mean"), "half of the rows");
        wrong(Lesson03.question4("p99", "mean", "median"), "as slow as that");
        wrong(Lesson03.question4("mean", "median", "p99"), "give up on many");
        wrong(Lesson03.question4("mean", "p99", "mean"), "must not move");
    }

    private static Duration sum(List<Duration> latencies) {
        return latencies.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
