package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a server counts its minute, as far as we know.
 *
 * <p>Taken for granted is the last 60 seconds and a little, of requests that were not refused: that is safe for every kind
 * of counting, be it a fixed minute, a rolling one or a leaky bucket. Three lessons ({@link WindowLimit#passed} and {@link
 * WindowLimit#refused} draw them) say otherwise: its minute is a fixed one; it is a little longer; refused requests count
 * too. A fixed minute is believed until a refusal contradicts it. The other two are doubted after {@link #FIRST_DOUBT}
 * with no refusal that confirms them, later each time that one was learned anew, up to {@link #LAST_DOUBT}; so is that a
 * minute rolls after all.
 */
final class CountingRule {
    private static final Duration FIRST_DOUBT = Duration.ofMinutes(3);
    private static final Duration LAST_DOUBT = Duration.ofHours(1);
    /** A minute that is longer than the usual slack by more than this factor has another reason. */
    private static final int MOST_SLACK = 8;
    /** Each lesson of a longer minute makes it longer by this factor: two of them reach the most. */
    private static final int MORE_SLACK = 4;

    private final Duration leastSlack;
    private final Duration mostSlack;
    /** How long after its minute a request is still counted, as it reached the server later than it was sent. */
    private Duration slack;
    /** A moment at which a fixed minute starts, and every minute before and after it; null while it rolls. */
    private @Nullable Instant boundary;

    private boolean countsRefused;
    /** For how long a lesson holds with no refusal that confirms it. */
    private Duration doubt = FIRST_DOUBT;
    /** When the last lesson was learned. */
    private Instant lesson = Instant.MIN;

    CountingRule(Duration slack) {
        this.leastSlack = slack;
        this.slack = slack;
        this.mostSlack = slack.multipliedBy(MOST_SLACK);
    }

    boolean fixed() {
        return boundary != null;
    }

    boolean countsRefused() {
        return countsRefused;
    }

    Duration slack() {
        return slack;
    }

    Duration mostSlack() {
        return mostSlack;
    }

    /** What was sent up to then does not count any more. */
    Instant countsFrom(Instant now) {
        return windowStart(now).minus(slack);
    }

    /** When a request does not count any more that was sent then, if the minute rolls. */
    Instant expires(Instant sent) {
        return sent.plus(MINUTE).plus(slack);
    }

    /** When the next minute starts, if it is a fixed one. */
    Instant nextStart(Instant now) {
        return windowStart(now).plus(MINUTE).plus(slack);
    }

    private Instant windowStart(Instant now) {
        if (boundary == null) {
            return now.minus(MINUTE);
        }
        long since = Duration.between(boundary, now).toNanos();
        return boundary.plus(MINUTE.multipliedBy(Math.floorDiv(since, MINUTE.toNanos())));
    }

    /** Whether a request that passed then may show that the minute is a fixed one: not while the contrary is fresh. */
    boolean mayBeFixed(Instant passed) {
        boolean doubted = lesson.isAfter(Instant.MIN) && passed.isBefore(lesson.plus(doubt));
        return !fixed() && !doubted;
    }

    void startsAt(Instant start) {
        boundary = start;
    }

    /** Nothing says any more when a minute starts. */
    void rolls() {
        boundary = null;
    }

    /** Whether a refusal that asks to wait for so long may mean a longer minute: only one for moments does. */
    boolean mayBeLonger(Duration delay) {
        return slack.compareTo(mostSlack) < 0 && delay.compareTo(mostSlack) <= 0;
    }

    void isLonger() {
        slack = Durations.shorter(slack.multipliedBy(MORE_SLACK), mostSlack);
    }

    void countsRefusedToo() {
        countsRefused = true;
    }

    /** A refusal taught one of these just now. */
    void learned(Instant now) {
        doubt = lesson.equals(Instant.MIN) ? FIRST_DOUBT : Durations.shorter(doubt.multipliedBy(2), LAST_DOUBT);
        lesson = now;
    }

    /** Whether it was learned that more counts than is taken for granted, and is old enough to be doubted. */
    boolean isDoubtful(Instant now) {
        boolean taught = countsRefused || slack.compareTo(leastSlack) > 0;
        return taught && !now.isBefore(lesson.plus(doubt));
    }

    /** Forgets that more counts than is taken for granted. Whether refused requests weigh less from now on. */
    boolean forget() {
        boolean counted = countsRefused;
        slack = leastSlack;
        countsRefused = false;
        return counted;
    }
}
