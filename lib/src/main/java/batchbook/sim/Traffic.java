package batchbook.sim;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests for content that come and go. Thread-safe. */
final class Traffic {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    void enter() {
        requests.incrementAndGet();
        peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    long requests() {
        return requests.get();
    }

    int inFlight() {
        return inFlight.get();
    }

    int peak() {
        return peak.get();
    }
}
