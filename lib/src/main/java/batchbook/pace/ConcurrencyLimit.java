package batchbook.pace;

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
final class ConcurrencyLimit {
    private static final double USED = 0.6;
    private static final double CUT = 0.95;
    /** So many times what answers have come from. */
    private static final double AHEAD = 4;
    /** After a second refusal in a row so much of what was under way is left. */
    private static final double AGAIN = 0.8;
    /** Refused twice with about as many under way says that these are too many, and no more. */
    private static final double CLOSE = 0.9;

    private final Saturation saturation = new Saturation();
    private final Deque<Permit> uncredited = new ArrayDeque<>();
    private final int most;
    /** A request that was not refused for so long has passed. */
    private final Duration passed;

    private final boolean automatic;
    private double cap;
    /** When the cap may have doubled once more, and how high it may be until then. */
    private Instant doubles = Instant.MIN;

    private double mostNow;
    /** The most under way of which an answer has come. */
    private int answeredWith;

    private boolean slowStart;
    /** Requests sent before the last cut say nothing about the cap since. */
    private long cutAt;

    /** The value before the first of several cuts with no answer between them. */
    private double beforeCuts;

    /** How many others were under way at the first of several cuts. */
    private int firstCut;

    private boolean pointless;
    /** Requests sent before had the cap fill up after them. */
    private long fullAt;

    ConcurrencyLimit(int start, int most, Duration passed) {
        this.passed = passed;
        this.cap = Math.min(start, most);
        this.most = most;
        this.answeredWith = (int) cap;
        this.automatic = start < most;
        this.slowStart = automatic;
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
    void sent(Permit permit) {
        if (slowStart) {
            uncredited.addLast(permit);
        }
    }

    /**
     * When the next request may count as passed though its answer is not there: refusals come quickly.
     *
     * @return never when none is waited for
     */
    Instant creditsNext() {
        // One that has not left yet, on a busy machine, can not have been refused.
        return uncredited.isEmpty() || !uncredited.getFirst().hasLeft()
                ? Instant.MAX
                : uncredited.getFirst().at().plus(passed);
    }

    /** Counts the requests that have passed by now. Whether the value changed. */
    boolean credit(Instant now, boolean mayGrow) {
        int before = value();
        while (!uncredited.isEmpty()
                && (uncredited.getFirst().credited || !creditsNext().isAfter(now))) {
            grow(uncredited.removeFirst(), now, mayGrow && !saturation.found());
        }
        return value() != before;
    }

    private void grow(Permit permit, Instant now, boolean mayGrow) {
        boolean used = permit.capUsed || permit.serial < fullAt;
        if (!permit.credited && !permit.refused && used && mayGrow && permit.serial >= cutAt) {
            cap = Math.min(most, slowStart ? doubled(permit, now) : cap + 1 / (2 * cap));
        }
        permit.credited = true;
    }

    /**
     * As many as were under way beside it are fine, so twice as many are worth a try: but not twice within a moment, as
     * a quick server would be full of them before it has said no, and not far beyond what answers have come from.
     */
    private double doubled(Permit permit, Instant now) {
        if (!now.isBefore(doubles)) {
            doubles = now.plus(passed.dividedBy(4));
            mostNow = 2 * cap;
        }
        double more = Math.min(2.0 * (permit.others + 1), Math.min(mostNow, AHEAD * answeredWith));
        return Math.max(cap, more);
    }

    /** A request was answered after so long. Whether the value changed. */
    boolean answered(Permit permit, Instant now, Duration time, boolean mayGrow) {
        if (permit.serial < cutAt) {
            return false;
        }
        beforeCuts = 0;
        pointless = false;
        answeredWith = Math.max(answeredWith, permit.others + 1);
        int before = value();
        int enough = automatic ? saturation.answered(permit.others + 1, time) : 0;
        if (enough > 0) {
            cap = Math.min(most, enough);
            slowStart = !saturation.found();
            uncredited.clear();
        } else {
            grow(permit, now, mayGrow && !saturation.found());
        }
        return value() != before;
    }

    /** Whether the server is known to let requests wait when more are under way. */
    boolean saturated() {
        return saturation.found();
    }

    /** A request was refused with nothing named. Whether the value changed. */
    boolean refused(Permit permit, long nextSerial) {
        if (permit.serial < cutAt) {
            return false;
        }
        int before = value();
        boolean again = beforeCuts > 0;
        firstCut = again ? firstCut : permit.others;
        pointless = (again && permit.others < CLOSE * firstCut) || permit.others == 0;
        beforeCuts = Math.max(beforeCuts, cap);
        cap = Math.max(1, Math.min(cap, Math.floor((again ? AGAIN : CUT) * permit.others)));
        slowStart = false;
        uncredited.clear();
        cutAt = nextSerial;
        return value() != before;
    }

    /** Whether requests are refused although fewer are under way: then that is not the reason. */
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
