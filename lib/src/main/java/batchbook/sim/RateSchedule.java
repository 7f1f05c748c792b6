package batchbook.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A number of requests or tokens per minute, and what becomes of it in the course of time.
 *
 * @param first the number at the start
 * @param later other numbers, by the simulated time since the start from which they hold
 */
record RateSchedule(long first, NavigableMap<Duration, Long> later) {

    RateSchedule {
        later = Collections.unmodifiableNavigableMap(new TreeMap<>(later));
    }

    static RateSchedule of(long first) {
        return of(first, Map.of());
    }

    static RateSchedule of(long first, Map<Duration, Long> later) {
        return new RateSchedule(first, new TreeMap<>(later));
    }

    long at(Duration now) {
        Map.Entry<Duration, Long> step = later.floorEntry(now);
        return step == null ? first : step.getValue();
    }

    long most() {
        return Math.max(
                first, later.values().stream().mapToLong(Long::longValue).max().orElse(first));
    }

    Optional<Duration> changesAfter(Duration now) {
        return Optional.ofNullable(later.higherKey(now));
    }
}
