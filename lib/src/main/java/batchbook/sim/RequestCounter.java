package batchbook.sim;

import batchbook.sim.reply.Response;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests for content that come and go. Thread-safe. */
final class RequestCounter {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    void enter() {
        requests.incrementAndGet();
        peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    /** Counts a request as answered. */
    void leave(Response response) {
        if (response instanceof Response.Message message && message.status() == 429) {
            refused.incrementAndGet();
        }
        inFlight.decrementAndGet();
    }

    long refused() {
        return refused.get();
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
