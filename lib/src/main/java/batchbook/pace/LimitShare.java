package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Format;
import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How much of a limit is used: rule 5 of {@link Pace}. All of it, less while somebody else uses the same key, and now and
 * then a little more, to see whether it still holds.
 *
 * <p><b>A share.</b> Nobody tells how many use a key. A refusal that our own requests do not explain shows that somebody
 * does; then {@code value / sharers} is fair, half of it at first. Who has more goes half of the way down to it, who has
 * less takes it, at most once a minute; who gets clearly less than the fair share counts one neighbour more. Once a minute
 * one request more is tried: when it passes, two more are, then four, so a share that was left is found within seconds.
 *
 * <p><b>The whole limit.</b> It is tried too, as it may have been raised, but only after {@value #FIRST_TRY} requests that
 * passed, and after twice as many each time that was in vain. A value that the server names is believed at once.
 */
final class LimitShare {
    /** So many requests at least go between two tries above a limit: a refusal for each is the price, 0.02 a request. */
    private static final int FIRST_TRY = 50;
    /** After at most 50 &middot; 2<sup>7</sup> requests a try is due, however many were in vain. */
    private static final int MOST_DOUBLINGS = 7;
    /** So many are reckoned with at most. */
    private static final int MOST_SHARERS = 10;
    /** Who gets less than this part of a fair share has more neighbours than thought. */
    private static final double FEW = 0.7;
    /** A try at a limit of tokens is for this part of it; one at a limit of requests is for one request. */
    private static final int TOKENS_PART = 20;

    final Counts counts;
    /** Whether the user stated the limit: then it is kept to, and no more is tried. */
    private final boolean stated;
    /** Requests in flight that went to see if more is allowed. */
    private final Set<Permit> tries = new HashSet<>();

    private long value;
    /** The value that the server named last; 0 when it named none. */
    private long named;

    private long allowed;
    /** How much more the next try is for. */
    private long step;
    /** How many programs seem to use the key, with us. */
    private int sharers = 1;

    /** Whether a try has gone and not been refused. */
    private boolean trying;
    /** The last try passed: the next is due at once. */
    private boolean rising;

    /** Tries above the whole limit that were refused, one after the other. */
    private int inVain;
    /** Requests that passed since the last try. */
    private long passedSince;
    /** When the next try may go. */
    private Instant notBefore = Instant.MIN;
    /** When somebody else was last seen to use the key. */
    private Instant contestedAt = Instant.MIN;

    /** Of a limit with this value, named by the server or guessed. */
    LimitShare(Counts counts, long value, boolean guess) {
        this(counts, value, guess, false);
    }

    private LimitShare(Counts counts, long value, boolean guess, boolean stated) {
        this.counts = counts;
        this.stated = stated;
        this.named = guess ? 0 : value;
        begin(value);
        // What had passed before it was known counts too.
        this.passedSince = counts == Counts.REQUESTS ? Math.min(value, FIRST_TRY / 2) : 0;
    }

    /** Of a limit that the user stated: kept to, and no more. */
    static LimitShare stated(Counts counts, long value) {
        return new LimitShare(counts, value, false, true);
    }

    private void begin(long newValue) {
        value = newValue;
        allowed = newValue;
        sharers = 1;
        restart();
    }

    private long unit() {
        return counts == Counts.REQUESTS ? 1 : Math.max(1, value / TOKENS_PART);
    }

    /** The limit. */
    long value() {
        return value;
    }

    /** Whether nobody named this value: it is what was seen to pass. */
    boolean guess() {
        return value != named;
    }

    /** How much of it may be used, tries aside. */
    long allowed() {
        return allowed;
    }

    /** Whether somebody else seems to use the same key. */
    boolean shared() {
        return sharers > 1;
    }

    /** Who says so, for a person. */
    String source() {
        if (stated) {
            return "as .perMinute(..) or .tokensPerMinute(..) says";
        }
        if (shared()) {
            return "our share of " + Format.count(value) + ", as somebody else seems to use the same key";
        }
        return guess() ? "a guess from what has passed so far" : "as the server said";
    }

    /** The server named this value. Whether it is news. */
    boolean named(long newValue) {
        if (newValue == value && !guess()) {
            return false;
        }
        // More had passed for a while, and still the limit is the old one.
        inVain = newValue == named ? inVain + 1 : 0;
        named = newValue;
        begin(newValue);
        return true;
    }

    /** So much and no more was seen to pass: a guess, as nothing was named. Whether it is news. */
    boolean guessed(long newValue) {
        if (newValue == value) {
            return false;
        }
        named = 0;
        begin(newValue);
        return true;
    }

    /** How much may be used now. */
    long most(Instant now) {
        return trying || isDue(now) ? allowed + step : allowed;
    }

    private boolean isDue(Instant now) {
        boolean earned = shared() || rising || passedSince >= (long) FIRST_TRY << Math.min(inVain, MOST_DOUBLINGS);
        return !stated && earned && tries.isEmpty() && !now.isBefore(notBefore);
    }

    /**
     * A request goes beside so much in the window, its own weight included. More than is allowed is no try by itself: after
     * a pause the server's time goes before what is counted here.
     */
    void sent(Permit permit, long used) {
        if (used > allowed && most(permit.at()) > allowed) {
            trying = true;
            tries.add(permit);
        }
    }

    /** Whether it went to see if more is allowed. */
    boolean isTry(Permit permit) {
        return tries.contains(permit);
    }

    /** A request was not refused. Whether more is allowed from now on. */
    boolean passed(Permit permit) {
        passedSince++;
        if (!tries.remove(permit) || !tries.isEmpty()) {
            return false;
        }
        trying = false;
        allowed += step;
        step *= 2;
        if (!shared()) {
            value = allowed;
            rising = true;
        } else if (allowed >= value) {
            // What lies above the limit is another question.
            begin(value);
        }
        return true;
    }

    /** A try was refused: no more than what those before it have shown. */
    void refusedTry(Permit permit, Instant now, Duration pause) {
        if (shared() && counts == Counts.REQUESTS) {
            long passed =
                    tries.stream().filter(other -> other.serial < permit.serial).count();
            allowed = Math.min(value, allowed + passed);
        }
        inVain += shared() ? 0 : 1;
        restart();
        notBefore = now.plus(pause);
    }

    /** Of these nobody will know whether they passed. */
    void forget(Predicate<Permit> lost) {
        if (tries.removeIf(lost) && tries.isEmpty()) {
            trying = false;
        }
    }

    private void restart() {
        rising = false;
        tries.clear();
        trying = false;
        step = unit();
        passedSince = 0;
    }

    /**
     * A request was refused though so much was ours that there should have been room: somebody else took it. At most one
     * lesson a minute, as what was sent before counts for as long. Whether less is allowed from now on.
     */
    boolean contested(long ours, Instant now) {
        if (shared() && now.isBefore(contestedAt.plus(MINUTE))) {
            return false;
        }
        contestedAt = now;
        if (sharers == 1) {
            sharers = 2;
        } else if (ours < FEW * Math.min(allowed, fair())) {
            sharers = Math.min(MOST_SHARERS, sharers + 1);
        }
        long before = allowed;
        allowed = Math.min(allowed, ours > fair() ? (ours + fair() + 1) / 2 : fair());
        restart();
        notBefore = now.plus(MINUTE);
        return allowed < before;
    }

    private long fair() {
        return Math.max(1, (value + sharers - 1) / sharers);
    }
}
