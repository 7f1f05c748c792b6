package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * The requests of the last minute in the eyes of one limit: how much of it was ours when one of them was refused.
 *
 * @param recent what was sent, oldest first
 * @param counts what the limit counts
 * @param near what is sent within so short a time may arrive in another order, and what came of it is not known yet
 */
record WindowHistory(Iterable<Permit> recent, Counts counts, Duration near) {

    /** How much was sent in so long a time before this one. What went a moment later may have arrived before it. */
    long before(Permit permit, Duration time, boolean refusedToo) {
        Instant earliest = permit.at().minus(time);
        Instant latest = permit.at().plus(near);
        long sum = 0;
        for (Permit other : recent) {
            boolean counted = other.serial != permit.serial
                    && other.at().isAfter(earliest)
                    && other.at().isBefore(latest);
            if (counted && (refusedToo || !other.refused)) {
                sum += other.amount(counts);
            }
        }
        return sum;
    }

    /** How much had passed in the minute before; of what is just on its way, nobody knows. */
    long surelyPassed(Permit permit, Instant now) {
        long sum = 0;
        for (Permit other : recent) {
            boolean passed = !other.refused && other.at().isBefore(now.minus(near));
            sum += passed && other.at().isAfter(permit.at().minus(MINUTE)) ? other.amount(counts) : 0;
        }
        return sum;
    }

    /** When the oldest went that a window of a minute still counted when this one was sent. */
    Instant oldest(Permit permit) {
        Instant oldest = permit.at();
        for (Permit other : recent) {
            if (other.at().isBefore(oldest) && other.at().isAfter(permit.at().minus(MINUTE))) {
                oldest = other.at();
            }
        }
        return oldest;
    }
}
