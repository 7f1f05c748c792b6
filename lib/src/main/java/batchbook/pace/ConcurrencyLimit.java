package batchbook.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests of a run may be in flight at once: rule 2 of {@link Pace}.
 *
 * <p>Source: TCP's congestion control, RFC 5681, where requests are segments, and refusals that name neither a limit nor a
 * delay are losses.
 *
 * <ul>
 *   <li><b>Slow start.</b> Without a stated number it starts with {@value #FIRST}. Each request that passed beside {@code
 *       others} makes it {@code 2 * (others + 1)}: so it doubles each round, while it is really used. A round is as long as
 *       an answer, but at most as long as {@link UserLimits#reaction}, after which a request that was not refused has
 *       passed.
 *   <li><b>Multiplicative decrease.</b> A refusal cuts it to {@value #CUT} of what was in flight beside it, once an
 *       episode: requests that were sent before the cut say nothing about it. A second one in a row cuts to {@value
 *       #AGAIN}; with clearly fewer in flight than at the first it shows that their number is not the reason.
 *   <li><b>Additive increase.</b> After a cut each request that passed adds {@code 1 / (2 * limit)}: one more in two rounds.
 *   <li><b>Saturation.</b> It does not grow where more at once only makes answers slower ({@link Saturation}), nor while
 *       many requests fail.
 * </ul>
 */
final class ConcurrencyLimit {
    /** The lowest limit per minute that was seen, so not even that one is refused at once. */
    private static final int FIRST = 5;
    /** Slow start ends here: each is a connection on HTTP/1.1, and a file handle. */
    private static final int MOST_AUTOMATIC = 1_000;
    /** A limit is used when this part of it is in flight: only then does a request that passes say that more would. */
    private static final double USED = 0.6;
    /** A limit on requests at once is a wall and no queue: just below it is best. */
    private static final double CUT = 0.95;
    /** After a second refusal in a row so much of what was in flight is left. */
    private static final double AGAIN = 0.8;
    /** Refused twice with about as many in flight says that these are too many, and no more. */
    private static final double CLOSE = 0.9;
    /** Slow start goes no further than so many times what answers have come from. */
    private static final double AHEAD = 4;
    /** Slow start doubles no more than so often within the time after which a request has passed. */
    private static final int DOUBLINGS = 4;

    private final Saturation saturation = new Saturation();
    /** Sent, and not yet counted as passed. */
    private final Deque<Permit> uncredited = new ArrayDeque<>();

    private final int most;
    /** A request that was not refused for so long has passed. */
    private final Duration passed;

    private final boolean automatic;
    private double limit;
    /** When the limit may have doubled once more, and how high it may be until then. */
    private Instant doubles = Instant.MIN;

    private double mostNow;
    /** The most in flight of which an answer has come. */
    private int answeredWith;

    private boolean slowStart;
    /** Requests sent before the last cut say nothing about the limit since. */
    private long cutAt;
    /** The value before the first of several cuts with no answer between them. */
    private double beforeCuts;
    /** How many others were in flight at the first of several cuts. */
    private int firstCut;

    private boolean pointless;
    /** Requests sent before had the limit fill up after them. */
    private long fullAt;

    ConcurrencyLimit(int start, int most, Duration passed) {
        this.passed = passed;
        this.limit = Math.min(start, most);
        this.most = most;
        this.answeredWith = (int) limit;
        this.automatic = start < most;
        this.slowStart = automatic;
    }

    static ConcurrencyLimit of(UserLimits stated) {
        return stated.automatic()
                ? new ConcurrencyLimit(FIRST, MOST_AUTOMATIC, stated.reaction())
                : new ConcurrencyLimit(stated.workers(), stated.workers(), stated.reaction());
    }

    int value() {
        return (int) limit;
    }

    /** The highest value it can take. */
    int most() {
        return most;
    }

    boolean slowStart() {
        return slowStart;
    }

    /** Whether it has not grown yet. */
    boolean isFirst() {
        return value() <= FIRST;
    }

    /** Whether a request sent beside so many others uses the limit. */
    boolean used(int others) {
        return others + 1 >= USED * limit;
    }

    /** No more may be in flight. */
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
     * When the next request may count as passed though its answer is not there: refusals come quickly. One that has not left
     * yet, on a busy machine, cannot have been refused.
     *
     * @return never when none is waited for
     */
    Instant creditsNext(Instant now) {
        return uncredited.isEmpty()
                ? Instant.MAX
                : uncredited.getFirst().leftBy(now).plus(passed);
    }

    /** Counts the requests that have passed by now. Whether the value changed. */
    boolean credit(Instant now, boolean mayGrow) {
        int before = value();
        while (!uncredited.isEmpty()
                && (uncredited.getFirst().credited || !creditsNext(now).isAfter(now))) {
            grow(uncredited.removeFirst(), now, mayGrow && !saturation.found());
        }
        return value() != before;
    }

    private void grow(Permit permit, Instant now, boolean mayGrow) {
        boolean used = permit.limitUsed || permit.serial < fullAt;
        if (!permit.credited && !permit.refused && used && mayGrow && permit.serial >= cutAt) {
            limit = Math.min(most, slowStart ? doubled(permit, now) : limit + 1 / (2 * limit));
        }
        permit.credited = true;
    }

    /**
     * As many as were in flight beside it are fine, so twice as many are worth a try: but not twice within a moment, as
     * a quick server would be full of them before it has said no, and not far beyond what answers have come from.
     */
    private double doubled(Permit permit, Instant now) {
        if (!now.isBefore(doubles)) {
            doubles = now.plus(passed.dividedBy(DOUBLINGS));
            mostNow = 2 * limit;
        }
        double more = Math.min(2.0 * (permit.others + 1), Math.min(mostNow, AHEAD * answeredWith));
        return Math.max(limit, more);
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
            limit = Math.min(most, enough);
            slowStart = !saturation.found();
            uncredited.clear();
        } else {
            grow(permit, now, mayGrow && !saturation.found());
        }
        return value() != before;
    }

    /** Whether the server is known to let requests wait when more are in flight. */
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
        beforeCuts = Math.max(beforeCuts, limit);
        limit = Math.max(1, Math.min(limit, Math.floor((again ? AGAIN : CUT) * permit.others)));
        slowStart = false;
        uncredited.clear();
        cutAt = nextSerial;
        return value() != before;
    }

    /** Whether requests are refused although fewer are in flight: then that is not the reason. */
    boolean pointless() {
        return pointless;
    }

    /** The cuts were for nothing: something else was the reason. */
    void restore() {
        limit = Math.max(limit, beforeCuts);
        beforeCuts = 0;
        pointless = false;
    }
}
