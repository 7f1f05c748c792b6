package batchbook;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit per minute, of requests or of tokens, and what was sent in its window. Pure: time is a parameter.
 *
 * <p>The window is taken to be the last 60 seconds, which is safe for every kind of counting: a fixed minute, a rolling
 * one, a leaky bucket. Only when the server lets a request pass that a rolling window would refuse is it taken for one
 * that starts anew each minute, until a refusal says otherwise.
 */
final class Quota {
    static final Duration MINUTE = Duration.ofMinutes(1);
    /** What is left to us at least, of what we had, each time somebody else seems to use the same key. */
    private static final double KEPT = 0.7;

    final Counts counts;
    private long value;
    private long allowed;
    /** How long after its minute a request is still counted, as it reached the server later than it was sent. */
    private Duration slack;

    private final Duration mostSlack;
    /** A moment at which a fixed window starts, and every minute before and after it; null while it rolls. */
    private @Nullable Instant boundary;

    private boolean alwaysRolling;
    private boolean countsRefused;

    private final Deque<Sent> window = new ArrayDeque<>();
    private long used;
    private Instant from = Instant.MIN;
    private long quiet;

    Quota(Counts counts, long value, Duration slack, Iterable<Sent> before) {
        this.counts = counts;
        this.value = value;
        this.allowed = value;
        this.slack = slack;
        this.mostSlack = slack.multipliedBy(8);
        before.forEach(this::add);
    }

    long value() {
        return value;
    }

    /** How much of it may be used: less than its value while somebody else uses the same key. */
    long allowed() {
        return allowed;
    }

    boolean fixed() {
        return boundary != null;
    }

    /** Whether the value is news. */
    boolean set(long newValue) {
        if (newValue == value) {
            return false;
        }
        value = newValue;
        allowed = newValue;
        return true;
    }

    void add(Sent sent) {
        window.addLast(sent);
        used += weight(sent);
    }

    void clear() {
        window.clear();
        used = 0;
        from = Instant.MIN;
        boundary = null;
    }

    /** To be called before and after a change of what a request weighs, with -1 and 1. */
    void book(Sent sent, int sign) {
        if (sent.at.isAfter(from)) {
            used += sign * weight(sent);
        }
    }

    private long weight(Sent sent) {
        if (sent.refused && !countsRefused) {
            return 0;
        }
        return counts == Counts.REQUESTS ? 1 : sent.tokens;
    }

    /** When the next request that weighs so much may go; {@code now} when it may go at once. */
    Instant opens(Instant now, long amount) {
        roll(now);
        long excess = used + amount - allowed;
        if (excess <= 0 || used == 0) {
            return now;
        }
        if (boundary != null) {
            return windowStart(now).plus(MINUTE).plus(slack);
        }
        Instant opens = now;
        for (Sent sent : window) {
            long weight = weight(sent);
            excess -= weight;
            if (weight > 0) {
                opens = sent.at.plus(MINUTE).plus(slack);
            }
            if (excess <= 0) {
                break;
            }
        }
        return opens;
    }

    private void roll(Instant now) {
        Instant earliest = windowStart(now).minus(slack);
        if (earliest.isAfter(from)) {
            from = earliest;
        }
        while (!window.isEmpty() && !window.getFirst().at.isAfter(from)) {
            used -= weight(window.removeFirst());
        }
    }

    private Instant windowStart(Instant now) {
        if (boundary == null) {
            return now.minus(MINUTE);
        }
        long since = Duration.between(boundary, now).toNanos();
        return boundary.plus(MINUTE.multipliedBy(Math.floorDiv(since, MINUTE.toNanos())));
    }

    /**
     * The server let a request pass at the moment it had named. When the last 60 seconds were full, its window does not
     * roll: a new one began.
     */
    boolean passed(Sent probe, Instant named, Iterable<Sent> recent) {
        if (boundary != null || alwaysRolling || before(probe, MINUTE.minus(slack), recent, false) < value) {
            return false;
        }
        boundary = named;
        return true;
    }

    /** Looks for the reason of a refusal that should not have been; in words. */
    String refused(Sent sent, Iterable<Sent> recent) {
        quiet = 0;
        long mine = counts == Counts.REQUESTS ? 1 : sent.tokens;
        if (boundary != null) {
            boundary = null;
            alwaysRolling = true;
            return "its window rolls after all";
        }
        if (before(sent, MINUTE, recent, false) + mine > allowed) {
            return "";
        }
        if (before(sent, MINUTE.plus(mostSlack), recent, false) + mine > allowed && slack.compareTo(mostSlack) < 0) {
            Duration wider = slack.multipliedBy(4);
            slack = wider.compareTo(mostSlack) > 0 ? mostSlack : wider;
            return "the server counts a little longer than a minute";
        }
        if (!countsRefused && before(sent, MINUTE, recent, true) + mine > allowed) {
            countsRefused = true;
            used = 0;
            window.forEach(counted -> used += weight(counted));
            return "the server counts refused requests too";
        }
        long known = before(sent, MINUTE, recent, false);
        allowed = Math.max(1, Math.max(known, (long) (KEPT * allowed)));
        return "somebody else seems to use the same key";
    }

    private long before(Sent sent, Duration time, Iterable<Sent> recent, boolean refusedToo) {
        Instant earliest = sent.at.minus(time);
        long sum = 0;
        for (Sent other : recent) {
            if (other.serial < sent.serial && other.at.isAfter(earliest) && (refusedToo || !other.refused)) {
                sum += counts == Counts.REQUESTS ? 1 : other.tokens;
            }
        }
        return sum;
    }

    /** A request was answered. After three windows without a refusal a little more is tried. */
    boolean answered() {
        quiet++;
        if (allowed >= value || (counts == Counts.REQUESTS && quiet < 3 * allowed)) {
            return false;
        }
        quiet = 0;
        allowed = Math.min(value, allowed + Math.max(1, allowed / 10));
        return true;
    }

    /**
     * When the last of so many requests may go, if each weighs so much and the first goes at {@code from} at the earliest.
     * Changes nothing.
     */
    Instant lastOpens(Instant from, long requests, double each) {
        Instant start = windowStart(from).minus(slack);
        List<Sent> counted = window.stream()
                .filter(sent -> sent.at.isAfter(start) && weight(sent) > 0)
                .toList();
        double weight = Math.max(each, 1e-9);
        double perWindow = Math.max(1, allowed / weight);
        long inUse = counted.stream().mapToLong(this::weight).sum();
        long freeNow = (long) (Math.max(0, allowed - inUse) / weight);
        if (requests <= freeNow) {
            return from;
        }
        long later = requests - freeNow - 1;
        long windows = (long) (later / perWindow);
        if (boundary != null) {
            return windowStart(from).plus(MINUTE.multipliedBy(1 + windows)).plus(slack);
        }
        // The pattern of the last minute repeats; what goes now opens again a minute from now.
        int place = (int) (later - windows * perWindow);
        Instant slot = (place < counted.size() ? counted.get(place).at : from)
                .plus(MINUTE)
                .plus(slack);
        return slot.plus(MINUTE.plus(slack).multipliedBy(windows));
    }
}
