package batchbook.chart;

import java.time.Duration;

/** Durations as the numbers of tables and axes. */
public final class DurationValues {
    private DurationValues() {}

    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    public static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
