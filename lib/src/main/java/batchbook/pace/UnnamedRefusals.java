package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Format;
import batchbook.Limit;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What refusals teach that name no limit.
 *
 * <ul>
 *   <li>One with a delay of moments is that of a steady rate ({@link RequestSpacing}).
 *   <li>One with a longer delay ({@link #MOMENTS}), or refusals that go on for a while ({@link #LASTING}), are those of a
 *       limit per minute: as many as had passed in the minute before them, and were not refused later, are the guess.
 *   <li>One with no delay first means "too many at once" and cuts the {@link ConcurrencyLimit}; a second one in a row, with
 *       fewer in flight, means that something else is the reason: all pause, for 1, 4, 15, 40 seconds, then a minute.
 * </ul>
 */
final class UnnamedRefusals {
    /** Waits before the first request goes, by how many of those were refused: a minute in all, as most limits are. */
    private static final int[] SECONDS = {1, 4, 15, 40, 60};
    /** However short a delay is named, the wait is from this on, and doubles with each first request that is refused. */
    private static final Duration LEAST = Duration.ofMillis(250);

    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;
    /** A longer delay is that of a limit per minute. */
    private static final Duration MOMENTS = Duration.ofSeconds(5);
    /** Refusals without a delay teach a limit only if they lasted at least so long. */
    private static final Duration LASTING = Duration.ofSeconds(15);

    private final Account account;
    private final UserLimits stated;
    private final ConcurrencyLimit concurrency;
    private final RequestSpacing spacing;
    private final PaceChanges changes;
    private final Jitter jitter;

    /** The first of the refusals that go on; null when the last request was answered. */
    private @Nullable Permit first;

    private Instant since = Instant.MIN;
    /** Whether one of them had a delay of a limit per minute. */
    private boolean perMinute;
    /** How many had passed in the minute before them. */
    private long passedBefore;

    UnnamedRefusals(Account account, UserLimits stated, RunLimits limits, PaceChanges changes, Jitter jitter) {
        this.account = account;
        this.stated = stated;
        this.concurrency = limits.concurrency();
        this.spacing = limits.spacing();
        this.changes = changes;
        this.jitter = jitter;
    }

    /** A request was refused and no limit was named. */
    void refused(RefusedRequest refusal) {
        Permit permit = refusal.permit();
        Instant now = refusal.at();
        Duration delay = refusal.delay();
        note(refusal);
        perMinute |= delay.compareTo(MOMENTS) >= 0;
        if (!refusal.late() && explained(permit, now)) {
            return;
        }
        if (!delay.isZero()) {
            if (!refusal.late() && delay.compareTo(MOMENTS) < 0 && spacing.refused(now, delay)) {
                changes.add(
                        now,
                        Reason.LIMIT_LEARNED,
                        "asked to wait for moments: about " + Format.count(spacing.perMinute()) + " a minute, evenly");
            }
            String words = "the server refused a request (429) and asked to wait";
            pause(now, Durations.longer(delay, guard(account.sharedPause.probesRefused())), words);
            return;
        }
        int before = concurrency.value();
        if (concurrency.refused(permit, account.nextSerial())) {
            changes.add(
                    now,
                    Reason.TOO_MANY_AT_ONCE,
                    "refused with " + (permit.others + 1) + " at once, after " + before + " were allowed");
        }
        if (!refusal.late() && (concurrency.pointless() || permit == account.sharedPause.probe())) {
            String words = "the server refuses requests (429) and does not say for how long";
            pause(now, backOff(), words);
        }
    }

    /** Keeps what had passed before the first of them; one that was sent before and is refused later had not. */
    private void note(RefusedRequest refusal) {
        Permit permit = refusal.permit();
        if (first != null) {
            passedBefore -= permit.serial < first.serial ? 1 : 0;
        } else if (!refusal.late()) {
            first = permit;
            since = refusal.at();
            passedBefore = account.recent.passedBefore(permit);
        }
    }

    /** Whether a guess from before explains it; one that should have let it pass was too high. */
    private boolean explained(Permit permit, Instant now) {
        WindowLimit known = account.limits.of(Limit.Counts.REQUESTS);
        if (known == null || !known.share.guess()) {
            return false;
        }
        if (known.share.isTry(permit)) {
            known.share.refusedTry(permit, now, MINUTE);
            return known.holds(permit, now);
        }
        if (known.isFull(permit)) {
            return known.holds(permit, now);
        }
        long passed = Math.max(1, account.recent.passedBefore(permit));
        if (passed < known.share.allowed() && account.limits.guess(passed, now, stated.slack())) {
            changes.add(
                    now,
                    Reason.LIMIT_LEARNED,
                    "fewer pass than guessed: about " + Limit.Counts.REQUESTS.of(passed) + " a minute");
        }
        return false;
    }

    /** Requests pass again. If refusals had gone on for a while, what had passed before them is the limit. */
    void over(Instant now) {
        boolean lasting =
                first != null && (perMinute || Duration.between(since, now).compareTo(LASTING) >= 0);
        first = null;
        perMinute = false;
        if (lasting && passedBefore > 0) {
            if (account.limits.guess(passedBefore, now, stated.slack())) {
                changes.add(
                        now,
                        Reason.LIMIT_LEARNED,
                        "limit guessed: about " + Limit.Counts.REQUESTS.of(passedBefore) + " a minute");
            }
            concurrency.restore();
        }
    }

    private void pause(Instant now, Duration wait, String words) {
        Instant end = now.plus(wait).plus(stated.slack());
        account.sharedPause.begin(
                Gate.closed(end, Reason.UNNAMED_LIMIT, "refused for a while", words), account.nextSerial());
    }

    private Duration backOff() {
        int index = Math.min(account.sharedPause.probesRefused(), SECONDS.length - 1);
        return jitter.shortened(Duration.ofSeconds(SECONDS[index]));
    }

    /** However short a delay is named, first requests that are refused again and again come more and more slowly. */
    static Duration guard(int probesRefused) {
        return Durations.shorter(LEAST.multipliedBy(1L << Math.min(probesRefused, MOST_DOUBLINGS)), MOST);
    }
}
