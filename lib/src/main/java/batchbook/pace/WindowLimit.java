package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Limit.Counts;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One limit per minute, of requests or of tokens: rules 4 and 5 of {@link Pace}.
 *
 * <p>A request may go when the {@link WindowLog window}, with it, stays within the {@link LimitShare share} that is used.
 * What the server does all the same teaches how it counts ({@link CountingRule}). A refusal that our own requests do not
 * explain is explained in this order: its minute rolls after all; it is a little longer; refused requests count too;
 * somebody else uses the key. An explanation must fit the delay that the server names.
 */
final class WindowLimit {
    final Counts counts;
    final LimitShare share;
    private final Iterable<Permit> recent;
    private final WindowHistory history;
    private final CountingRule rule;
    private final WindowLog window;

    /**
     * Of which so much is used.
     *
     * @param slack how long after its minute a request is still counted
     * @param recent what was sent lately; looked at again to explain a refusal
     */
    WindowLimit(LimitShare share, Duration slack, Iterable<Permit> recent) {
        this.counts = share.counts;
        this.share = share;
        this.recent = recent;
        this.history = new WindowHistory(recent, counts, slack);
        this.rule = new CountingRule(slack);
        this.window = new WindowLog(counts, rule);
        recent.forEach(window::add);
    }

    /** A request goes now. */
    void add(Permit permit) {
        window.add(permit);
        share.sent(permit, window.used());
    }

    /** To be called when what a request weighs has changed. */
    void reweigh(Permit permit) {
        window.reweigh(permit);
    }

    /** The clock was set back. */
    void clear() {
        window.clear();
        rule.rolls();
    }

    /** When the next request that weighs so much may go; {@code now} when it may go at once. */
    Instant opens(Instant now, long amount) {
        return window.opens(now, amount, share.most(now));
    }

    /** When a request with so many tokens may go, and why not now. */
    Gate gate(Instant now, long tokens) {
        Instant opens = opens(now, counts == Counts.REQUESTS ? 1 : tokens);
        if (!opens.isAfter(now)) {
            return Gate.open(now);
        }
        String limit = counts.of(share.allowed()) + " a minute";
        return Gate.perMinute(opens, counts, limit, limit + ", " + share.source());
    }

    /** Whether it lets the next request like this one wait by itself. */
    boolean holds(Permit permit, Instant now) {
        return opens(now, permit.amount(counts)).isAfter(now);
    }

    /**
     * When the last of so many requests may go, if the first of them goes at {@code from} at the earliest. Changes nothing.
     *
     * @param each what one of them weighs, on average
     */
    Instant lastOpens(Instant from, double requests, double each) {
        return window.lastOpens(from, requests, each, share.allowed());
    }

    /** How much was in use by our own requests when this one was sent. */
    long inUseBefore(Permit permit) {
        return history.before(permit, MINUTE, rule.countsRefused());
    }

    /** Whether our own requests had filled the window when this one was sent. */
    boolean isFull(Permit permit) {
        return inUseBefore(permit) + permit.amount(counts) > share.allowed();
    }

    /** Whether the server is taken to count fixed minutes. */
    boolean fixed() {
        return rule.fixed();
    }

    /**
     * The server let a request pass at the moment it had named. When the last 60 seconds were full, its window does not
     * roll: a new one began. Whether that is news.
     */
    boolean passed(Permit probe, Instant named) {
        if (!rule.mayBeFixed(probe.at()) || history.before(probe, MINUTE.minus(rule.slack()), false) < share.value()) {
            return false;
        }
        rule.startsAt(named);
        return true;
    }

    /**
     * Looks for the reason of a refusal that should not have been; empty when there is nothing to learn.
     *
     * @param delay after which the server welcomes the next request; zero when it does not say
     */
    Optional<Cause> refused(Permit permit, Instant now, Duration delay) {
        if (rule.fixed()) {
            rule.rolls();
            rule.learned(now);
            // What a fixed window had let go counts again.
            window.clear();
            recent.forEach(window::add);
            return lesson("its window rolls after all");
        }
        long room = share.allowed() - permit.amount(counts);
        if (!share.shared()
                && rule.mayBeLonger(delay)
                && history.before(permit, MINUTE.plus(rule.mostSlack()), false) > room) {
            rule.isLonger();
            rule.learned(now);
            return lesson("the server counts a little longer than a minute");
        }
        if (!share.shared()
                && !rule.countsRefused()
                && history.before(permit, MINUTE, true) > room
                && opensWithOldest(permit, now.plus(delay), delay)) {
            rule.countsRefusedToo();
            rule.learned(now);
            window.reweighAll();
            return lesson("the server seems to count refused requests too");
        }
        // Whatever refused requests may explain, this they do not.
        forget();
        return share.contested(history.surelyPassed(permit, now), now)
                ? Optional.of(new Cause(
                        Reason.KEY_IS_SHARED,
                        "somebody else seems to use the same key, so a share of the limit is used"))
                : Optional.empty();
    }

    private static Optional<Cause> lesson(String words) {
        return Optional.of(new Cause(Reason.COUNTING_LEARNED, words));
    }

    /** Whether the next request is welcome when the oldest of ours is a minute old; one of somebody else's may be older. */
    private boolean opensWithOldest(Permit permit, Instant welcome, Duration delay) {
        Instant opens = history.oldest(permit).plus(MINUTE);
        return delay.isZero() || Duration.between(opens, welcome).abs().compareTo(rule.mostSlack()) <= 0;
    }

    /** Whether lessons about how the server counts are old enough to be doubted; they are forgotten then. */
    boolean relax(Instant now) {
        if (!rule.isDoubtful(now)) {
            return false;
        }
        forget();
        return true;
    }

    private void forget() {
        if (rule.forget()) {
            window.reweighAll();
        }
    }
}
