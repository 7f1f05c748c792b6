package batchbook.course;

import batchbook.thread.Threads;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A pool of threads in one line, for lessons that are not about threads.
 *
 * <pre>{@code
 * Pool.each(prompts, 12, prompt -> gemini.ask(prompt));
 * }</pre>
 */
public final class Pool {
    private Pool() {}

    /** What is done for each row. May throw anything. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it for this row. */
        void on(T row) throws Exception;
    }

    /**
     * Does the work for each row on so many threads of its own, and returns when all is done. What one row throws stops
     * no other.
     *
     * @param workers how many threads, at least 1
     * @throws Exception what the work for the first row that failed threw
     */
    public static <T> void each(List<? extends T> rows, int workers, Work<T> work) throws Exception {
        ExecutorService pool = Threads.several(workers, "worker");
        try {
            for (Future<Boolean> row : pool.invokeAll(
                    rows.stream().map(row -> Pool.<T>task(work, row)).toList())) {
                row.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Callable<Boolean> task(Work<T> work, T row) {
        return () -> {
            work.on(row);
            return true;
        };
    }
}
