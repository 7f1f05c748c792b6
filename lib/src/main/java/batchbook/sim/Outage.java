package batchbook.sim;

import java.time.Duration;

/**
 * A time in which no request for content is answered.
 *
 * @param from when it begins, after the start of the simulator, in simulated time
 * @param to when it is over; later than {@code from}
 * @param cut whether connections are closed with nothing sent; otherwise every answer is a quick 503 UNAVAILABLE
 */
public record Outage(Duration from, Duration to, boolean cut) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the values that are out of order
     */
    public Outage {
        if (from.isNegative() || to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("an outage must begin at zero or later and end after it has begun,"
                    + " but was from " + from + " to " + to);
        }
    }

    boolean covers(Duration now) {
        return now.compareTo(from) >= 0 && now.compareTo(to) < 0;
    }
}
