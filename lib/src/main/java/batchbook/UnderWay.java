package batchbook;

import batchbook.pace.Overdue;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of one run that wait for their answer, each in a lane of its own. */
final class UnderWay implements Iterable<Call> {
    /** Oldest first, so that the first is the next to time out. */
    private final Set<Call> calls = new LinkedHashSet<>();

    private final BitSet lanes = new BitSet();
    /** Written by the loop, read by whoever asks what there is so far. */
    private volatile int most;

    int size() {
        return calls.size();
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** The most that there ever were. */
    int most() {
        return most;
    }

    Call oldest() {
        return calls.iterator().next();
    }

    /** Takes out the oldest, if its time is over; null if it is not. */
    @Nullable
    Call takeOverdue(Overdue rule, Instant now) {
        if (isEmpty() || rule.due(oldest().sent).isAfter(now)) {
            return null;
        }
        Call call = oldest();
        remove(call);
        return call;
    }

    int freeLane() {
        return lanes.nextClearBit(0);
    }

    void add(Call call) {
        calls.add(call);
        lanes.set(call.lane);
        most = Math.max(most, calls.size());
    }

    void remove(Call call) {
        calls.remove(call);
        lanes.clear(call.lane);
    }

    @Override
    public Iterator<Call> iterator() {
        return calls.iterator();
    }
}
