package batchbook.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The server's own time: zero at its start, and as many times faster than real time as the scenario says.
 *
 * <p>The library tells the same time from {@code started} and {@code speed}: neither side may know the other's clock.
 *
 * @param nanos real time from any origin, which never goes back
 */
record SimulatedClock(Instant started, LongSupplier nanos, long origin, double speed) {

    static SimulatedClock start(double speed) {
        return start(Instant.now(), System::nanoTime, speed);
    }

    static SimulatedClock start(Instant now, LongSupplier nanos, double speed) {
        return new SimulatedClock(now, nanos, nanos.getAsLong(), speed);
    }

    /** The simulated time since the start. */
    Duration now() {
        return Duration.ofNanos(Math.round((nanos.getAsLong() - origin) * speed));
    }

    /** How long a simulated wait really takes. */
    Duration real(Duration simulated) {
        return Duration.ofNanos(Math.round(simulated.toNanos() / speed));
    }
}
