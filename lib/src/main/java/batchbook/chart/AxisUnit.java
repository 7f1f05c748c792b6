package batchbook.chart;

import java.time.Duration;
import java.util.Locale;

/** The unit in which an axis counts a time: seconds, minutes from 150 seconds on, hours from five. */
enum AxisUnit {
    SECONDS(Duration.ofSeconds(1)),
    MINUTES(Duration.ofMinutes(1)),
    HOURS(Duration.ofHours(1));

    private static final Duration IN_MINUTES = Duration.ofSeconds(150);
    private static final Duration IN_HOURS = Duration.ofHours(5);

    private final Duration unit;

    AxisUnit(Duration unit) {
        this.unit = unit;
    }

    static AxisUnit of(Duration longest) {
        if (longest.compareTo(IN_HOURS) > 0) {
            return HOURS;
        }
        return longest.compareTo(IN_MINUTES) > 0 ? MINUTES : SECONDS;
    }

    double value(Duration duration) {
        return duration.toNanos() / (double) unit.toNanos();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
