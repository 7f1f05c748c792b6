package batchbook.course;

import batchbook.Model;
import batchbook.Prompt;
import java.util.List;
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

    /** Asks all prompts, several at once, and gives a text for each, in the order of the prompts. */
    @FunctionalInterface
    public interface Pool {
        List<String> askAll(Model model, List<Prompt> prompts, int workers) throws Exception;
    }

    /** Asks one prompt and adds the tokens of its answer to a sum. Many threads do it at once. */
    @FunctionalInterface
    public interface Step {
        void add(Model model, Prompt prompt) throws Exception;
    }

    /** Whether the pool keeps every row, in its place, after a failure too, and ends. */
    public static Verdict question1(Pool pool) {
        return PoolTrial.of(pool);
    }

    /**
     * Whether no tokens are lost, and the requests still overlap.
     *
     * @param total the sum so far
     */
    public static Verdict question2(Step step, LongSupplier total) {
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
