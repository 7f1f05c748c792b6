package batchbook.journal;

import batchbook.Result;
import batchbook.Time;
import java.time.Duration;
import java.time.Instant;

/** Looks after a file, and makes sure that the device has it, once a second of the run. */
final class RegularForce {
    /** A power failure loses no more than the rows of so long a time; a killed process loses none. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final JournalFile file;
    private final Duration between;
    private Instant forced;

    RegularForce(JournalFile file, Time time, Instant now) {
        this.file = file;
        this.between = Time.scaled(BETWEEN, time.speed());
        this.forced = now;
    }

    /** A row was written. */
    void after(Result result) {
        if (result.attempts().isEmpty()) {
            return;
        }
        Instant last = result.attempts().get(result.attempts().size() - 1).finished();
        if (last.isAfter(forced.plus(between))) {
            file.check(false);
            file.force();
            forced = last;
        }
    }
}
