package batchbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that a run goes by: the real one, or that of a simulator in which time passes faster.
 *
 * <p>Every time and duration of a batch (time-outs, waits, latencies, limits per minute) is told by its model's clock, so
 * on a simulator with {@code speedUp(60)} a learned minute lasts one real second. Get it from {@link Model#time()}.
 *
 * <p>It never goes backwards, even when the system's clock is set back. Immutable and safe to share between threads.
 */
public final class Time {
    private final Instant start;
    private final long startNanos;
    private final double speed;

    private Time(Instant start, long startNanos, double speed) {
        this.start = start;
        this.startNanos = startNanos;
        this.speed = speed;
    }

    /** The system's clock. */
    public static Time real() {
        return new Time(Instant.now(), System.nanoTime(), 1);
    }

    /**
     * A clock that showed the real time when it was started, and has gone {@code speed} times as fast since.
     *
     * @param started when it was started, in real time
     * @param speed 1 or more; at 1 this is {@link #real()}
     * @throws IllegalArgumentException when {@code speed} is below 1
     */
    public static Time scaled(Instant started, double speed) {
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("speed is " + speed + ": it must be 1 or more");
        }
        Time real = real();
        long since = Duration.between(started, real.start).toNanos();
        return new Time(started.plusNanos(Math.round(since * speed)), real.startNanos, speed);
    }

    /** What this clock shows. */
    public Instant now() {
        return start.plusNanos(Math.round((System.nanoTime() - startNanos) * speed));
    }

    /** How many times faster than real time it goes; 1 for the real clock. */
    public double speed() {
        return speed;
    }

    /** How long a time of this clock lasts in real time. */
    Duration real(Duration time) {
        return speed == 1 ? time : Duration.ofNanos(Math.round(time.toNanos() / speed));
    }

    /** How long a real time lasts on this clock. */
    Duration scaled(Duration real) {
        return scaled(real, speed);
    }

    static Duration scaled(Duration real, double speed) {
        return speed == 1 ? real : Duration.ofNanos(Math.round(real.toNanos() * speed));
    }

    /** {@code simulated time, 60x}: what to write beside times of a clock of this speed; empty for the real clock. */
    public static String label(double speed) {
        return speed == 1
                ? ""
                : "simulated time, "
                        + BigDecimal.valueOf(speed).stripTrailingZeros().toPlainString() + "x";
    }

    @Override
    public String toString() {
        return speed == 1 ? "real time" : label(speed);
    }
}
