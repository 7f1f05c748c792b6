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
public final class ChangeLog {
    /** A run of days must not fill the memory with them. */
    private static final int MOST = 5_000;

    private final ConcurrencyLimit cap;
    private final Supplier<OptionalLong> perMinute;
    private final List<Change> all = new ArrayList<>();
    private Optional<Change> last = Optional.empty();

    ChangeLog(ConcurrencyLimit cap, Supplier<OptionalLong> perMinute) {
        this.cap = cap;
        this.perMinute = perMinute;
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

    private Change change(Instant now, Reason reason, String why) {
        return new Change(now, cap.value(), perMinute.get(), reason, why);
    }

    public Optional<Change> last() {
        return last;
    }

    public List<Change> all() {
        return all;
    }
}
