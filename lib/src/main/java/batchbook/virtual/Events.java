package batchbook.virtual;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen when, in the order of time; at the same moment by a number that is the same in every run. */
final class Events {
    private final PriorityQueue<Event> queue = new PriorityQueue<>(
            Comparator.comparing(Event::at).thenComparingLong(Event::order).thenComparingLong(Event::serial));
    private long serial;

    /** @param known since when, in real nanoseconds */
    record Event(Instant at, long order, long serial, Runnable action, long known) {}

    Event add(Instant at, long order, Runnable action) {
        Event event = new Event(at, order, serial++, action, System.nanoTime());
        queue.add(event);
        return event;
    }

    void remove(Event event) {
        queue.remove(event);
    }

    @Nullable
    Event first() {
        return queue.peek();
    }
}
