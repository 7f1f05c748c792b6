package batchbook.sim;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;

/** A server that works on so many requests at once and lets the others wait, in the order in which they came. */
final class Lanes {
    private final long most;
    private final Queue<Duration> busyUntil = new PriorityQueue<>();

    Lanes(long most) {
        this.most = most;
    }

    /** How long a request that comes now takes: until a lane is free, and then its own time. Time never goes back. */
    Duration take(Duration now, Duration work) {
        while (!busyUntil.isEmpty() && busyUntil.element().compareTo(now) <= 0) {
            busyUntil.remove();
        }
        Duration begins = busyUntil.size() < most ? now : busyUntil.remove();
        Duration ends = begins.plus(work);
        busyUntil.add(ends);
        return ends.minus(now);
    }
}
