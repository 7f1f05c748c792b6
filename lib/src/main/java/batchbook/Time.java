package batchbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The clock that a run goes by: the real one, or that of a simulator in which time passes faster.
 *
 * <p>Every time and duration of a batch (time-outs, waits, latencies, limits per minute) is told by its model's clock, so
 * on a simulator with {@code speedUp(60)} a learned minute lasts one real second. Get it from {@link Model#time()}.
 *
 * <p>It never goes backwards, even when the system's clock is set back. The real one goes on while the machine sleeps. Safe
 * to share between threads.
 */
public final class Time {
    /** So far ahead of the ticks is no correction of the system's clock: the machine has slept. */
    private static final Duration SLEPT = Duration.ofSeconds(1);

    private static final Duration YEAR = Duration.ofDays(365);

    private final InstantSource wall;
    private final LongSupplier ticks;
    private final Instant start;
    private final long startTicks;
    private final double speed;
    private final AtomicLong asleep = new AtomicLong();

    private Time(InstantSource wall, LongSupplier ticks, Instant start, long startTicks, double speed) {
        this.wall = wall;
        this.ticks = ticks;
        this.start = start;
        this.startTicks = startTicks;
        this.speed = speed;
    }

    /** The system's clock. */
    public static Time real() {
        return of(InstantSource.system(), System::nanoTime, Instant.now(), 1);
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
        return of(InstantSource.system(), System::nanoTime, started, speed);
    }

    /**
     * One that was started then.
     *
     * @param ticks nanoseconds from any origin, which never go back
     */
    static Time of(InstantSource wall, LongSupplier ticks, Instant started, double speed) {
        Instant now = wall.instant();
        long since = Duration.between(started, now).toNanos();
        return new Time(wall, ticks, started.plusNanos(Math.round(since * speed)), ticks.getAsLong(), speed);
    }

    /** What this clock shows. */
    public Instant now() {
        long passed = ticks.getAsLong() - startTicks;
        return start.plusNanos(speed == 1 ? passed + slept(passed) : Math.round(passed * speed));
    }

    /** For how long the machine has slept: the ticks stand still then, the system's clock and the world do not. */
    private long slept(long passed) {
        Duration ahead = Duration.between(start, wall.instant()).minusNanos(passed);
        if (ahead.compareTo(SLEPT) < 0) {
            return asleep.get();
        }
        long seen = bounded(ahead).toNanos();
        return asleep.accumulateAndGet(seen, (known, now) -> now - known > SLEPT.toNanos() ? now : known);
    }

    /** No longer than a year, so that no sum of times overflows: whoever says "forever" means that. Not negative. */
    static Duration bounded(Duration time) {
        if (time.isNegative()) {
            return Duration.ZERO;
        }
        return time.compareTo(YEAR) < 0 ? time : YEAR;
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
    public Duration scaled(Duration real) {
        return scaled(real, speed);
    }

    public static Duration scaled(Duration real, double speed) {
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
