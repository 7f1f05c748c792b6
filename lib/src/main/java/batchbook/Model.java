package batchbook;

/**
 * What answers a prompt: the only seam to a provider.
 *
 * <p>{@code Gemini} is one; a lambda is another, which is how another provider, a cache or a test takes part:
 *
 * <pre>{@code
 * Model shout = prompt -> Reply.of(prompt.text().toUpperCase());
 * Batch.parallel(shout, List.of("hello", "world"), 2);
 * }</pre>
 *
 * <p>A batch calls {@link #ask} from several threads at once, so it must be safe for that. It may block; a batch that
 * is stopped, or whose time-out passes, interrupts the calling thread and no longer waits for it.
 */
@FunctionalInterface
public interface Model {
    /**
     * Answers one prompt.
     *
     * @throws ModelException when the provider said no, with the kind that decides whether to ask again
     * @throws Exception whatever else went wrong: it becomes a failed row, never the end of the batch
     */
    Reply ask(Prompt prompt) throws Exception;

    /**
     * Gets ready, so that the first request is not slower than the others. A batch calls it before each run, on the
     * caller's thread and outside all that is measured. Does nothing by default.
     */
    default void prepare() {}

    /** The name shown for it in summaries and tables; by default {@code "model"}. */
    default String name() {
        return "model";
    }
}
