package batchbook.pace;

import batchbook.Limit.Counts;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One limit per minute, of requests or of tokens, and what was sent in its window. Pure: time is a parameter.
 *
 * <p>The window is taken to be the last 60 seconds, which is safe for every kind of counting: a fixed minute, a rolling
 * one, a leaky bucket. Only when the server lets a request pass that a rolling window would refuse is it taken for one
 * that starts anew each minute, until a refusal says otherwise. Whatever else a refusal seems to teach (that the server
 * counts a little longer, or counts refused requests too) is forgotten after some quiet minutes, later each time that it
 * was learned anew.
 */
public final class WindowLimit {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FIRST_DOUBT = Duration.ofMinutes(3);
    private static final Duration LAST_DOUBT = Duration.ofHours(1);

    final Counts counts;
    final LimitShare allowance;
    private final Duration leastSlack;
    private final Duration mostSlack;
    /** How long after its minute a request is still counted, as it reached the server later than it was sent. */
    private Duration slack;
    /** A moment at which a fixed window starts, and every minute before and after it; null while it rolls. */
    private @Nullable Instant boundary;

    private boolean countsRefused;
    /** For how long a lesson holds with no refusal that confirms it. */
    private Duration doubt = FIRST_DOUBT;

    private Instant lesson = Instant.MIN;

    /** What was sent, with its weight: in the order in which it was handed over. */
    private final Map<Permit, Long> window = new LinkedHashMap<>();

    private long used;

    WindowLimit(Counts counts, LimitShare allowance, Duration slack, Iterable<Permit> before) {
        this.counts = counts;
        this.allowance = allowance;
        this.slack = slack;
        this.leastSlack = slack;
        this.mostSlack = slack.multipliedBy(8);
        before.forEach(this::count);
    }

    boolean fixed() {
        return boundary != null;
    }

    /** Whether refused requests are taken to count. */
    boolean countsRefused() {
        return countsRefused;
    }

    /** A request goes now. */
    void add(Permit permit) {
        count(permit);
        allowance.sent(permit, used);
    }

    private void count(Permit permit) {
        long weight = weight(permit);
        window.put(permit, weight);
        used += weight;
    }

    void clear() {
        window.clear();
        used = 0;
        boundary = null;
    }

    /** To be called when what a request weighs has changed. */
    void reweigh(Permit permit) {
        Long before = window.get(permit);
        // One that was sent before the window began, or before the limit was known, is not in it.
        if (before != null) {
            long weight = weight(permit);
            window.put(permit, weight);
            used += weight - before;
        }
    }

    private long weight(Permit permit) {
        return permit.refused && !countsRefused ? 0 : amount(permit);
    }

    private long amount(Permit permit) {
        return counts == Counts.REQUESTS ? 1 : permit.tokens;
    }

    /** When the next request that weighs so much may go; {@code now} when it may go at once. */
    Instant opens(Instant now, long amount) {
        roll(now);
        long excess = used + amount - allowance.most(now);
        if (excess <= 0 || used == 0) {
            return now;
        }
        if (boundary != null) {
            return windowStart(now).plus(MINUTE).plus(slack);
        }
        Instant opens = now;
        for (Map.Entry<Permit, Long> counted : window.entrySet()) {
            long weight = counted.getValue();
            excess -= weight;
            if (weight > 0) {
                opens = counted.getKey().at().plus(MINUTE).plus(slack);
            }
            if (excess <= 0) {
                break;
            }
        }
        return opens;
    }

    /** How much of it is in use. */
    long used(Instant now) {
        roll(now);
        return used;
    }

    private void roll(Instant now) {
        Instant from = windowStart(now).minus(slack);
        var oldest = window.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Permit, Long> entry = oldest.next();
            if (entry.getKey().at().isAfter(from)) {
                return;
            }
            used -= entry.getValue();
            oldest.remove();
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
    boolean passed(Permit probe, Instant named, Iterable<Permit> recent) {
        boolean doubted = lesson.isAfter(Instant.MIN) && probe.at().isBefore(lesson.plus(doubt));
        if (boundary != null || doubted || before(probe, MINUTE.minus(slack), recent, false) < allowance.value()) {
            return false;
        }
        boundary = named;
        return true;
    }

    /** Whether our own requests had filled the window when this one was sent. */
    boolean isFull(Permit permit, Iterable<Permit> recent) {
        return inUseBefore(permit, recent) + amount(permit) > allowance.allowed();
    }

    /** Whether it lets the next request like this one wait by itself. */
    boolean holds(Permit permit, Instant now) {
        return opens(now, amount(permit)).isAfter(now);
    }

    /** How much was in use by our own requests when this one was sent. */
    long inUseBefore(Permit permit, Iterable<Permit> recent) {
        return before(permit, MINUTE, recent, countsRefused);
    }

    /**
     * Looks for the reason of a refusal that should not have been; empty when there is nothing to learn.
     *
     * @param delay after which the server welcomes the next request; zero when it does not say
     */
    Optional<Cause> refused(Permit permit, Instant now, Duration delay, Iterable<Permit> recent) {
        if (boundary != null) {
            boundary = null;
            // What a fixed window had let go counts again.
            window.clear();
            used = 0;
            recent.forEach(this::count);
            return learned(now, "its window rolls after all");
        }
        long mine = amount(permit);
        long most = allowance.allowed();
        boolean longer = before(permit, MINUTE.plus(mostSlack), recent, false) + mine > most
                && slack.compareTo(mostSlack) < 0
                && delay.compareTo(mostSlack) <= 0;
        if (longer && !allowance.shared()) {
            Duration wider = slack.multipliedBy(4);
            slack = wider.compareTo(mostSlack) > 0 ? mostSlack : wider;
            return learned(now, "the server counts a little longer than a minute");
        }
        boolean refusedToo = !countsRefused
                && before(permit, MINUTE, recent, true) + mine > most
                && opensWithOldest(permit, now, delay, recent);
        if (refusedToo && !allowance.shared()) {
            countsRefused = true;
            weighAnew();
            return learned(now, "the server seems to count refused requests too");
        }
        // Whatever refused requests may explain, this they do not.
        forget();
        return allowance.contested(past(recent).surelyPassed(permit, now), now)
                ? Optional.of(new Cause(
                        Reason.KEY_IS_SHARED,
                        "somebody else seems to use the same key, so a share of the limit is used"))
                : Optional.empty();
    }

    /** Whether the next request is welcome when the oldest of ours is a minute old; one of somebody else's may be older. */
    private boolean opensWithOldest(Permit permit, Instant now, Duration delay, Iterable<Permit> recent) {
        Instant opens = past(recent).oldest(permit).plus(MINUTE);
        return delay.isZero() || Duration.between(opens, now.plus(delay)).abs().compareTo(mostSlack) <= 0;
    }

    private Optional<Cause> learned(Instant now, String words) {
        doubt = lesson.equals(Instant.MIN) ? FIRST_DOUBT : doubt.multipliedBy(2);
        doubt = doubt.compareTo(LAST_DOUBT) > 0 ? LAST_DOUBT : doubt;
        lesson = now;
        return Optional.of(new Cause(Reason.COUNTING_LEARNED, words));
    }

    /** Whether lessons about how the server counts are old enough to be doubted; they are forgotten then. */
    boolean relax(Instant now) {
        boolean taught = countsRefused || slack.compareTo(leastSlack) > 0;
        if (!taught || now.isBefore(lesson.plus(doubt))) {
            return false;
        }
        forget();
        return true;
    }

    private void forget() {
        slack = leastSlack;
        if (countsRefused) {
            countsRefused = false;
            weighAnew();
        }
    }

    private void weighAnew() {
        List.copyOf(window.keySet()).forEach(this::reweigh);
    }

    private long before(Permit permit, Duration time, Iterable<Permit> recent, boolean refusedToo) {
        return past(recent).before(permit, time, refusedToo);
    }

    private WindowHistory past(Iterable<Permit> recent) {
        return new WindowHistory(recent, counts, leastSlack);
    }

    /**
     * When the last of so many requests may go, if the first of them goes at {@code from} at the earliest. Changes nothing.
     *
     * @param each what one of them weighs, on average
     */
    Instant lastOpens(Instant from, double requests, double each) {
        Instant start = windowStart(from).minus(slack);
        List<Permit> counted = new ArrayList<>();
        long inUse = 0;
        for (Map.Entry<Permit, Long> entry : window.entrySet()) {
            if (entry.getKey().at().isAfter(start) && entry.getValue() > 0) {
                counted.add(entry.getKey());
                inUse += entry.getValue();
            }
        }
        double most = Math.max(each, (double) allowance.allowed());
        long freeNow = (long) (Math.max(0, most - inUse) / each);
        if (requests <= freeNow) {
            return from;
        }
        double later = requests - freeNow - 1;
        // Of weights that differ, half of one stays free in each window, as the next one does not fit.
        double perWindow = Math.max(1, (most - (each - 1) / 2) / each);
        long windows = (long) (later / perWindow);
        if (boundary != null) {
            return windowStart(from).plus(MINUTE.multipliedBy(1 + windows)).plus(slack);
        }
        // The pattern of the last minute repeats; what goes now opens again a minute from now.
        int place = (int) (later - windows * perWindow);
        Instant slot = (place < counted.size() ? counted.get(place).at() : from)
                .plus(MINUTE)
                .plus(slack);
        return slot.plus(MINUTE.plus(slack).multipliedBy(windows));
    }
}
