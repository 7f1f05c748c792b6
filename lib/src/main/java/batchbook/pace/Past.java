package batchbook.pace;

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
record Past(Iterable<Sent> recent, Counts counts, Duration near) {
    long amount(Sent sent) {
        return counts == Counts.REQUESTS ? 1 : sent.tokens;
    }

    /** How much was sent in so long a time before this one. What went a moment later may have arrived before it. */
    long before(Sent sent, Duration time, boolean refusedToo) {
        Instant earliest = sent.at().minus(time);
        Instant latest = sent.at().plus(near);
        long sum = 0;
        for (Sent other : recent) {
            boolean counted = other.serial != sent.serial
                    && other.at().isAfter(earliest)
                    && other.at().isBefore(latest);
            if (counted && (refusedToo || !other.refused)) {
                sum += amount(other);
            }
        }
        return sum;
    }

    /** How much had passed in the minute before; of what is just on its way, nobody knows. */
    long surelyPassed(Sent sent, Instant now) {
        long sum = 0;
        for (Sent other : recent) {
            boolean passed = !other.refused && other.at().isBefore(now.minus(near));
            sum += passed && other.at().isAfter(sent.at().minus(Quota.MINUTE)) ? amount(other) : 0;
        }
        return sum;
    }

    /** When the oldest went that a window of a minute still counted when this one was sent. */
    Instant oldest(Sent sent) {
        Instant oldest = sent.at();
        for (Sent other : recent) {
            if (other.at().isBefore(oldest) && other.at().isAfter(sent.at().minus(Quota.MINUTE))) {
                oldest = other.at();
            }
        }
        return oldest;
    }
}
