package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests may be under way at once. Pure.
 *
 * <p>Without a stated number it starts low and doubles each round of answers while it is really used (slow start). A
 * refusal that names no quota and no delay means "too many at once": it is cut to just below what was under way, once
 * for each episode, and grows slowly from then on (additive increase, multiplicative decrease; TCP's congestion control,
 * RFC 5681).
 */
final class Cap {
    private static final double USED = 0.6;
    private static final double CUT = 0.95;
    /** Refused again with less than this of what was once under way: it is not how many are under way. */
    private static final double POINTLESS = 0.5;

    private final Deque<Sent> uncredited = new ArrayDeque<>();
    private final int most;
    /** A request that was not refused for so long has passed. */
    private final Duration passed;

    private double cap;
    private boolean slowStart;
    /** Requests sent before the last cut say nothing about the cap since. */
    private long cutAt;

    /** The value before the first of several cuts with no answer between them. */
    private double beforeCuts;

    private boolean pointless;
    /** Requests sent before had the cap fill up after them. */
    private long fullAt;

    Cap(int start, int most, Duration passed) {
        this.passed = passed;
        this.cap = Math.min(start, most);
        this.most = most;
        this.slowStart = start < most;
    }

    int value() {
        return (int) cap;
    }

    /** The highest value it can take. */
    int most() {
        return most;
    }

    boolean slowStart() {
        return slowStart;
    }

    /** Whether a request sent beside so many others uses the cap. */
    boolean used(int others) {
        return others + 1 >= USED * cap;
    }

    /** No more may be under way. */
    void full(long nextSerial) {
        fullAt = nextSerial;
    }

    /** A request went. */
    void sent(Sent sent) {
        if (slowStart) {
            uncredited.addLast(sent);
        }
    }

    /**
     * When the next request may count as passed though its answer is not there: refusals come quickly.
     *
     * @return never when none is waited for
     */
    Instant creditsNext() {
        return uncredited.isEmpty() ? Instant.MAX : uncredited.getFirst().at.plus(passed);
    }

    /** Counts the requests that have passed by now. Whether the value changed. */
    boolean credit(Instant now, boolean mayGrow) {
        int before = value();
        while (!uncredited.isEmpty()
                && (uncredited.getFirst().credited || !creditsNext().isAfter(now))) {
            grow(uncredited.removeFirst(), mayGrow);
        }
        return value() != before;
    }

    private void grow(Sent sent, boolean mayGrow) {
        boolean used = sent.capUsed || sent.serial < fullAt;
        if (!sent.credited && !sent.refused && used && mayGrow && sent.serial >= cutAt) {
            cap = Math.min(most, cap + (slowStart ? 1 : 1 / (2 * cap)));
        }
        sent.credited = true;
    }

    /** A request was answered. Whether the value changed. */
    boolean answered(Sent sent, boolean mayGrow) {
        if (sent.serial < cutAt) {
            return false;
        }
        beforeCuts = 0;
        pointless = false;
        int before = value();
        grow(sent, mayGrow);
        return value() != before;
    }

    /** A request was refused with nothing named. Whether the value changed. */
    boolean refused(Sent sent, long nextSerial) {
        if (sent.serial < cutAt) {
            return false;
        }
        int before = value();
        pointless = sent.others < POINTLESS * beforeCuts || sent.others == 0;
        beforeCuts = Math.max(beforeCuts, cap);
        cap = Math.max(1, Math.min(cap, Math.floor(CUT * sent.others)));
        slowStart = false;
        uncredited.clear();
        cutAt = nextSerial;
        return value() != before;
    }

    /** Whether requests are refused with few others under way: then it is not how many are under way. */
    boolean pointless() {
        return pointless;
    }

    /** The cuts were for nothing: something else was the reason. */
    void restore() {
        cap = Math.max(cap, beforeCuts);
        beforeCuts = 0;
        pointless = false;
    }
}
