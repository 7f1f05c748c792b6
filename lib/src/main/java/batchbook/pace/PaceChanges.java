package batchbook.pace;

import batchbook.Change;
import batchbook.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The changes of a run's pace, as they come. */
public final class PaceChanges {
    /** A run of days must not fill the memory with them. */
    private static final int MOST = 5_000;

    private final ConcurrencyLimit concurrency;
    private final Supplier<OptionalLong> perMinute;
    private final List<Change> all = new ArrayList<>();
    private Optional<Change> last = Optional.empty();
    /** The last number of requests at once that was told. */
    private int told;

    PaceChanges(ConcurrencyLimit concurrency, Supplier<OptionalLong> perMinute) {
        this.concurrency = concurrency;
        this.perMinute = perMinute;
        this.told = concurrency.value();
    }

    /** What a run begins with: kept, but no news. */
    void begin(Instant now) {
        all.add(change(now, Reason.RUN_BEGINS, "the run begins"));
    }

    void add(Instant now, Reason reason, String why) {
        Change change = change(now, reason, why);
        last = Optional.of(change);
        if (all.size() < MOST) {
            all.add(change);
        }
    }

    /** The number of requests at once has changed without a refusal. In slow start only each doubling is news. */
    void grown(Instant now) {
        int atOnce = concurrency.value();
        if (concurrency.saturated()) {
            if (atOnce < told) {
                add(now, Reason.SATURATED, "more at once only made answers slower: up to " + atOnce + " at once");
            }
            told = atOnce;
        } else if (!concurrency.slowStart()) {
            add(now, Reason.ALL_GOES_WELL, "all goes well: one more at once");
        } else if (atOnce >= 2 * told || atOnce == concurrency.most()) {
            told = atOnce;
            add(now, Reason.ALL_GOES_WELL, "all goes well: up to " + told + " at once");
        }
    }

    private Change change(Instant now, Reason reason, String why) {
        return new Change(now, concurrency.value(), perMinute.get(), reason, why);
    }

    public Optional<Change> last() {
        return last;
    }

    public List<Change> all() {
        return all;
    }
}
