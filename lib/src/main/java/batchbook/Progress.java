package batchbook;

/**
 * Watches a run.
 *
 * <p>One of your own is called on the thread that called {@link Batch#run} (of {@link Batch#start}, on the batch's own),
 * at most five times a second, and always once at the end. It should return quickly: while it works, no further request
 * is sent. What it throws is logged and ends the watching, not the run. The ones below work on a thread of their own;
 * {@code run} returns when their last state is out, at the latest 10 seconds after its end.
 *
 * <pre>{@code
 * Batch.of(gemini).progress(s -> System.out.println(s.done() + "/" + s.total())).run(prompts);
 * }</pre>
 */
@FunctionalInterface
public interface Progress {
    /** The run has come this far. */
    void update(Snapshot snapshot);

    /** Shows nothing. */
    static Progress none() {
        return snapshot -> {};
    }

    /** One line for each request of a small batch, a line every two seconds for a large one, and a summary. */
    static Progress console() {
        return new DisplayThread(new ConsoleProgress(System.out));
    }

    /** What a batch uses when nothing is said: a display in the cell inside a notebook, the console elsewhere. */
    static Progress automatic() {
        return Displays.found()
                .flatMap(display -> display.open().stream())
                .findFirst()
                .<Progress>map(DisplayThread::new)
                .orElseGet(Progress::console);
    }
}
