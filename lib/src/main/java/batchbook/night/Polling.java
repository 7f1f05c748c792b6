package batchbook.night;

import java.time.Duration;

/** How often one looks at a job: the older it is, the less. */
final class Polling {
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final int LOOKS_IN_ITS_LIFE = 10;

    private Polling() {}

    /** A tenth of what has passed, so that nobody learns much later than at once that it is over. */
    static Duration after(Duration age) {
        Duration part = age.dividedBy(LOOKS_IN_ITS_LIFE);
        if (part.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return part.compareTo(MOST) > 0 ? MOST : part;
    }
}
