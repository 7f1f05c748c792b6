package batchbook;

import batchbook.virtual.Mailbox;
import batchbook.virtual.VirtualClock;
import batchbook.virtual.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The clock that a run goes by: the real one, or that of a simulator, in which time passes faster, or only while nobody
 * works.
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
    private final Optional<VirtualClock> virtual;

    private Time(
            InstantSource wall,
            LongSupplier ticks,
            Instant start,
            long startTicks,
            double speed,
            Optional<VirtualClock> virtual) {
        this.wall = wall;
        this.ticks = ticks;
        this.start = start;
        this.startTicks = startTicks;
        this.speed = speed;
        this.virtual = virtual;
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

    /** A simulator's, which stands still while anybody in this JVM works. */
    public static Time virtual(VirtualClock clock) {
        return new Time(clock::now, () -> 0, clock.now(), 0, clock.speed(), Optional.of(clock));
    }

    /**
     * One that was started then.
     *
     * @param ticks nanoseconds from any origin, which never go back
     */
    static Time of(InstantSource wall, LongSupplier ticks, Instant started, double speed) {
        Instant now = wall.instant();
        long since = Duration.between(started, now).toNanos();
        return new Time(
                wall, ticks, started.plusNanos(Math.round(since * speed)), ticks.getAsLong(), speed, Optional.empty());
    }

    /** What this clock shows. */
    public Instant now() {
        if (virtual.isPresent()) {
            return virtual.get().now();
        }
        long passed = ticks.getAsLong() - startTicks;
        return start.plusNanos(speed == 1 ? passed + slept(passed) : Math.round(passed * speed));
    }

    /**
     * Blocks until so much of this time has passed: what {@link Thread#sleep(long)} is for the real one.
     *
     * @throws InterruptedException when the thread is interrupted before
     */
    public void sleep(Duration time) throws InterruptedException {
        if (virtual.isPresent()) {
            virtual.get().sleep(bounded(time));
        } else {
            TimeUnit.NANOSECONDS.sleep(real(bounded(time)).toNanos());
        }
    }

    /** How many times longer what this machine does takes on it: not at all on one that waits for whoever works. */
    double stretch() {
        return virtual.isPresent() ? 1 : speed;
    }

    /** Where a loop waits for what its workers hand to it, or for a moment of this time. */
    <T> Mailbox<T> mailbox() {
        return virtual.map(VirtualClock::<T>mailbox)
                .orElseGet(() -> Mailbox.real(until -> real(Duration.between(now(), until))));
    }

    /** What somebody begins to do; for the real clock that is nothing. */
    Optional<Work> work() {
        return virtual.map(VirtualClock::work);
    }

    /** What waits are drawn from by lot; on a virtual clock they are the same each time. */
    RandomGenerator random() {
        return virtual.isPresent() ? new SplittableRandom(1) : new SplittableRandom();
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
