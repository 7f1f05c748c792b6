package batchbook.view;

import java.time.Duration;

/** Durations as the numbers of tables and axes. */
final class DurationValues {
    private DurationValues() {}

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
