package batchbook;

import batchbook.thread.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of one run. Whatever they do, the run goes on. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    private final List<RunListener> all;
    private final Stop stop;
    private final List<RunListener.OfRun> ofRun = new ArrayList<>();
    private boolean told;

    Listeners(List<RunListener> all, Stop stop) {
        this.all = all;
        this.stop = stop;
    }

    void begin(RunListener.Start start) {
        all.forEach(listener -> safely(() -> ofRun.add(Objects.requireNonNull(listener.begins(start), "of one run"))));
    }

    void ended(RunListener.Call call) {
        each(listener -> listener.ended(call));
    }

    void over(RunListener.End end) {
        each(listener -> listener.over(end));
    }

    private void each(Consumer<RunListener.OfRun> news) {
        for (RunListener.OfRun listener : ofRun) {
            safely(() -> news.accept(listener));
        }
    }

    private void safely(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            // An interrupt that it swallowed before it failed is no fault of its own.
            if (!stop.toldBy(e) && !stop.wished() && !told) {
                told = true;
                LOG.warn("a listener of the run failed, and the run goes on: {}", e.toString());
            }
        }
    }
}
