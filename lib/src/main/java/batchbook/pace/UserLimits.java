package batchbook.pace;

import java.time.Duration;

/**
 * What the user's plan says about the pace. Immutable.
 *
 * @param workers the most requests in flight; 0 to find out
 * @param perMinute requests a minute; 0 to find out
 * @param tokensPerMinute tokens a minute; 0 to find out
 * @param patience the longest pause, and the longest time with nothing but refusals or errors
 * @param stretch how many times longer what this machine does takes on the model's clock
 */
public record UserLimits(int workers, long perMinute, long tokensPerMinute, Duration patience, double stretch) {
    /** A request reaches the server a little later than it was sent, and that may differ from one to the next. */
    private static final int NETWORK_MILLIS = 250;
    /** When simulated time flies, what this machine does takes longer in it. */
    private static final int MILLIS_OF_WORK = 10;
    /** Refusals come quickly: within so many of such times. */
    private static final int ROUND_TRIPS = 4;

    /** How long after its minute a request is still counted. */
    Duration slack() {
        return Duration.ofMillis(NETWORK_MILLIS + (stretch > 1 ? Math.round(MILLIS_OF_WORK * stretch) : 0));
    }

    /** After so long without a refusal a request has passed, though its answer is not there. */
    Duration reaction() {
        return slack().multipliedBy(ROUND_TRIPS);
    }

    /** Whether the number of requests in flight is found out. */
    boolean automatic() {
        return workers == 0;
    }
}
