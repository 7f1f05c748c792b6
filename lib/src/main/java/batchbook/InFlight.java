package batchbook;

import batchbook.pace.RequestTimeout;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of one run that wait for their answer, each in a lane of its own. */
final class InFlight implements Iterable<Request> {
    /** Oldest first, so that the first is the next to time out. */
    private final Set<Request> calls = new LinkedHashSet<>();

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

    Request oldest() {
        return calls.iterator().next();
    }

    /** Takes out the oldest, if its time is over; null if it is not. */
    @Nullable
    Request takeOverdue(RequestTimeout rule, Instant now) {
        if (isEmpty() || rule.due(oldest().sent).isAfter(now)) {
            return null;
        }
        Request request = oldest();
        remove(request);
        return request;
    }

    int freeLane() {
        return lanes.nextClearBit(0);
    }

    void add(Request request) {
        calls.add(request);
        lanes.set(request.lane);
        most = Math.max(most, calls.size());
    }

    void remove(Request request) {
        calls.remove(request);
        lanes.clear(request.lane);
    }

    @Override
    public Iterator<Request> iterator() {
        return calls.iterator();
    }
}
