package batchbook.pace;

import java.time.Duration;

/** The one window that limits are kept to in, and the longer and the shorter of two times. */
final class Durations {
    /** The window of every limit that is kept to: those of a day are only remembered when they are used up. */
    static final Duration MINUTE = Duration.ofMinutes(1);

    private Durations() {}

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
