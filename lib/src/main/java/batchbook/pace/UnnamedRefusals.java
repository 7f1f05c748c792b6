package batchbook.pace;

import batchbook.Limit;
import batchbook.Reason;
import batchbook.text.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What refusals teach that name no limit. Pure: time is a parameter.
 *
 * <p>One with a delay of moments is that of a steady rate ({@link RequestSpacing}). One with a longer delay, or refusals that go on
 * for a while, are those of a limit per minute: as many as had passed in the minute before are the guess. One with no delay
 * first means "too many at once" and cuts the cap; a second in a row means that something else is the reason.
 */
final class UnnamedRefusals {
    /** Waits before the first request goes, by how many of those were refused: a minute in all, as most limits are. */
    private static final int[] SECONDS = {1, 4, 15, 40, 60};

    private static final Duration LEAST = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofMinutes(1);
    /** A longer delay is that of a limit per minute. */
    private static final Duration MOMENTS = Duration.ofSeconds(5);
    /** Refusals without a delay teach a limit only if they lasted at least so long. */
    private static final Duration LASTING = Duration.ofSeconds(15);

    private final Account account;
    private final Pace.Stated stated;
    private final ConcurrencyLimit cap;
    private final ChangeLog changes;
    private final RandomGenerator random;
    private final RequestSpacing spacing;

    private @Nullable Permit first;
    private Instant since = Instant.MIN;
    private boolean perMinute;
    private long passedBefore;

    UnnamedRefusals(
            Account account,
            Pace.Stated stated,
            ConcurrencyLimit cap,
            RequestSpacing spacing,
            ChangeLog changes,
            RandomGenerator random) {
        this.account = account;
        this.stated = stated;
        this.cap = cap;
        this.spacing = spacing;
        this.changes = changes;
        this.random = random;
    }

    /** A request was refused and no limit was named. */
    void refused(Permit permit, boolean late, Duration delay, Instant now) {
        note(permit, late, now);
        perMinute |= delay.compareTo(MOMENTS) >= 0;
        if (!late && explained(permit, now)) {
            return;
        }
        if (!delay.isZero()) {
            if (!late && delay.compareTo(MOMENTS) < 0 && spacing.refused(now, delay)) {
                changes.add(
                        now,
                        Reason.LIMIT_LEARNED,
                        "asked to wait for moments: about " + Format.count(spacing.perMinute()) + " a minute, evenly");
            }
            String words = "the server refused a request (429) and asked to wait";
            pause(now, longer(delay, guard(account.sharedPause.probesRefused())), words);
            return;
        }
        int before = cap.value();
        if (cap.refused(permit, account.nextSerial())) {
            changes.add(
                    now,
                    Reason.TOO_MANY_AT_ONCE,
                    "refused with " + (permit.others + 1) + " at once, after " + before + " were allowed");
        }
        if (!late && (cap.pointless() || permit == account.sharedPause.probe())) {
            String words = "the server refuses requests (429) and does not say for how long";
            pause(now, backOff(), words);
        }
    }

    /** Keeps what had passed before the first of them; one that was sent before and is refused later had not. */
    private void note(Permit permit, boolean late, Instant now) {
        if (first != null) {
            passedBefore -= permit.serial < first.serial ? 1 : 0;
        } else if (!late) {
            first = permit;
            since = now;
            passedBefore = account.passedBefore(permit, WindowLimit.MINUTE);
        }
    }

    /** Whether a guess from before explains it; one that should have let it pass was too high. */
    private boolean explained(Permit permit, Instant now) {
        WindowLimit known = account.perMinute(Limit.Counts.REQUESTS);
        if (known == null || !known.allowance.guess()) {
            return false;
        }
        if (known.allowance.isTry(permit)) {
            known.allowance.refusedTry(permit, now, WindowLimit.MINUTE);
            return known.holds(permit, now);
        }
        if (known.isFull(permit, account.recent())) {
            return known.holds(permit, now);
        }
        long passed = Math.max(1, account.passedBefore(permit, WindowLimit.MINUTE));
        if (passed < known.allowance.allowed() && account.guess(passed, now, stated.slack())) {
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
            if (account.guess(passedBefore, now, stated.slack())) {
                changes.add(
                        now,
                        Reason.LIMIT_LEARNED,
                        "limit guessed: about " + Limit.Counts.REQUESTS.of(passedBefore) + " a minute");
            }
            cap.restore();
        }
    }

    private void pause(Instant now, Duration wait, String words) {
        Instant end = now.plus(wait).plus(stated.slack());
        account.sharedPause.begin(
                Gate.closed(end, Reason.UNNAMED_LIMIT, "refused for a while", words), account.nextSerial());
    }

    /** Of full length, less a random tenth so that programs spread. */
    private Duration backOff() {
        int index = Math.min(account.sharedPause.probesRefused(), SECONDS.length - 1);
        long nanos = Duration.ofSeconds(SECONDS[index]).toNanos();
        return Duration.ofNanos(nanos - random.nextLong(nanos / 10));
    }

    /** However short a delay is named, first requests that are refused again and again come more and more slowly. */
    static Duration guard(int probesRefused) {
        Duration wait = LEAST.multipliedBy(1L << Math.min(probesRefused, 10));
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
