package batchbook.course;

import java.util.function.LongSupplier;

/**
 * The exercises of lesson 2, several at once.
 *
 * <pre>{@code
 * Lesson02.question3(0, 0)
 * }</pre>
 */
public final class Lesson02 {
    private Lesson02() {}

    /** Whether the pool keeps every row, in its place, after a failure too, and ends. */
    public static Verdict question1(Exercise.Pool pool) {
        return PoolTrial.of(pool);
    }

    /**
     * Whether no tokens are lost, and the requests still overlap.
     *
     * @param total the sum so far
     */
    public static Verdict question2(Exercise.Step step, LongSupplier total) {
        return SumTrial.of(step, total);
    }

    /**
     * How long 24 rows of half a second take.
     *
     * @param sequential seconds, one after another
     * @param parallel seconds, with four workers
     */
    public static Verdict question3(double sequential, double parallel) {
        return Check.begin()
                .mistake(sequential == 0 && parallel == 0, "replace the zeros")
                .mistake(
                        sequential == 12_000 || parallel == 3_000,
                        "those are milliseconds: the question is about seconds")
                .mistake(Check.near(sequential, 3) && Check.near(parallel, 12), "the two are the wrong way round")
                .mistake(
                        !Check.near(sequential, 12), "one after another: begin with the time, which adds up row by row")
                .mistake(
                        Check.near(parallel, 0.5),
                        "that needs a worker for each row: with four, a row may have to wait for a free one")
                .mistake(
                        Check.near(parallel, 6) || Check.near(parallel, 1.5),
                        "how many rows does each of the four workers ask, and how long is each?")
                .right(Check.near(parallel, 3), "four workers share the rows: how many does each of them ask?");
    }
}
