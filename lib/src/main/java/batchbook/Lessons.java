package batchbook;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What refusals teach about limits, and how long to pause for them. Pure: time is a parameter.
 *
 * <p>A refusal that names its quota teaches it at once: its value is the limit, and the log of what was sent says when
 * the next request may go. One that names only a delay is obeyed. One that names nothing first means "too many at once";
 * if refusals go on with few under way, the pauses grow, and what had been accepted in the minute before is the limit.
 */
final class Lessons {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration DAY_DELAY = Duration.ofSeconds(5);
    /** Refusals that name nothing teach a limit only if they lasted at least so long. */
    private static final Duration LASTING = Duration.ofSeconds(15);

    private final Account account;
    private final Pace.Stated stated;
    private final Cap cap;
    private final Recess recess;
    private final Changes changes;
    private final RandomGenerator random;

    private @Nullable Instant refusedSince;
    private int probesRefused;
    private boolean dayRefused;
    private @Nullable Instant unnamedSince;
    private long acceptedBefore;

    Lessons(Account account, Pace.Stated stated, Cap cap, Recess recess, Changes changes, RandomGenerator random) {
        this.account = account;
        this.stated = stated;
        this.cap = cap;
        this.recess = recess;
        this.changes = changes;
        this.random = random;
    }

    /** A request sent since the last refusal was answered. */
    void answered(Instant now) {
        refusedSince = null;
        probesRefused = 0;
        dayRefused = false;
        infer(now);
    }

    /** The first request after a pause was not refused. */
    void passed(Sent first, Instant now) {
        for (Quota quota : account.perMinute()) {
            if (quota.passed(first, recess.until().minus(stated.slack()), account.recent())) {
                changes.add(now, "the server's minute starts anew, it does not roll");
            }
        }
        infer(now);
    }

    /** Refusals that named nothing went on for a while, and are over: what was accepted before them is the limit. */
    private void infer(Instant now) {
        boolean lasting =
                unnamedSince != null && Duration.between(unnamedSince, now).compareTo(LASTING) >= 0;
        unnamedSince = null;
        if (lasting && acceptedBefore > 0) {
            Limit limit = new Limit("", "", OptionalLong.empty(), Window.MINUTE, Counts.REQUESTS, Optional.empty());
            account.learn(
                    limit,
                    acceptedBefore,
                    now,
                    stated.slack(),
                    "refusals (429) that named no limit: so many were accepted in the minute before them");
            cap.restore();
            changes.add(now, "limit found: " + Counts.REQUESTS.of(acceptedBefore) + " a minute");
        }
    }

    /** A request was refused for a limit. Says why the run must end, if it must. */
    Optional<String> refused(Sent sent, Instant now, ModelException problem) {
        boolean late = recess.isLate(sent);
        refusedSince = refusedSince == null ? now : refusedSince;
        probesRefused += sent == recess.probe() ? 1 : 0;
        List<Limit> named = problem.limits().stream()
                .filter(limit -> limit.value().isPresent())
                .toList();
        named.forEach(limit -> learn(limit, sent, late, now, problem));
        if (late && recess.isOver(now)) {
            return Optional.empty();
        }
        Duration delay = problem.retryAfter().orElse(Duration.ZERO);
        Optional<Limit> day =
                named.stream().filter(limit -> limit.window() == Window.DAY).findFirst();
        if (day.isPresent()) {
            return refusedForTheDay(day.get(), late, delay, now);
        }
        Duration patience = stated.patience();
        if (delay.compareTo(patience) > 0 || Duration.between(refusedSince, now).compareTo(patience) > 0) {
            return Optional.of(problem.getMessage() + " -> No longer than " + Format.duration(patience)
                    + " is waited, as .retry(Retry.standard().patience(..)) says.");
        }
        if (named.isEmpty()) {
            refusedWithoutALimit(sent, late, delay, now);
        } else {
            Limit limit = named.get(0);
            pause(now, longest(delay, backOff()), words(limit), limit.tier() + words(limit));
        }
        return Optional.empty();
    }

    private void learn(Limit limit, Sent sent, boolean late, Instant now, ModelException problem) {
        long value = limit.value().orElseThrow();
        String id = limit.quotaId().isEmpty() ? limit.metric() : limit.quotaId();
        String status = problem.httpStatus().isPresent()
                ? "answer " + problem.httpStatus().getAsInt() + ", "
                : "";
        if (account.learn(limit, value, now, stated.slack(), status + id)) {
            changes.add(now, "limit named by the server: " + words(limit));
            return;
        }
        @Nullable Quota quota = account.perMinute(limit.counts());
        if (quota == null || late || limit.window() == Window.DAY) {
            return;
        }
        String why = quota.refused(sent, account.recent());
        if (!why.isEmpty()) {
            account.update(quota);
            changes.add(now, why + ": " + quota.counts.of(quota.allowed()) + " a minute");
        }
    }

    /** A quota of the day may be used up, or seem so for a moment: one wait and one more request tell. */
    private Optional<String> refusedForTheDay(Limit quota, boolean late, Duration delay, Instant now) {
        if (late) {
            return Optional.empty();
        }
        if (dayRefused || delay.compareTo(stated.patience()) > 0) {
            return Optional.of("the quota of the day is used up: " + quota.tier() + words(quota) + " ("
                    + quota.quotaId() + "). " + quota.startsAgain(now));
        }
        dayRefused = true;
        pause(
                now,
                longest(delay, DAY_DELAY),
                "quota of the day",
                quota.tier() + words(quota) + " are used up, says the server; that may be passing, so one more request"
                        + " will tell");
        return Optional.empty();
    }

    private void refusedWithoutALimit(Sent sent, boolean late, Duration delay, Instant now) {
        if (unnamedSince == null && !late) {
            unnamedSince = now;
            acceptedBefore = account.acceptedBefore(sent);
        }
        if (!delay.isZero()) {
            String words = "the server refused a request (429) and asked to wait";
            pause(now, longest(delay, backOff()), "refused for a while", words);
            return;
        }
        int before = cap.value();
        if (cap.refused(sent, account.nextSerial())) {
            changes.add(now, "refused with " + (sent.others + 1) + " at once, after " + before + " were allowed");
        }
        if (!late && (cap.pointless() || sent == recess.probe())) {
            String words = "the server refuses requests (429) and does not say for how long";
            pause(now, backOff(), "refused for a while", words);
        }
    }

    private void pause(Instant now, Duration wait, String why, String words) {
        recess.begin(now.plus(wait).plus(stated.slack()), why, words, account.nextSerial());
    }

    /** Doubles with each refusal after a pause; of full length, less a random tenth so that programs spread. */
    private Duration backOff() {
        long nanos = Math.min(LONGEST_BACK_OFF.toNanos(), SECOND.toNanos() << Math.min(probesRefused, 10));
        return Duration.ofNanos(nanos - random.nextLong(nanos / 10));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String words(Limit limit) {
        String window = limit.window() == Window.DAY ? " a day" : " a minute";
        return limit.counts().of(limit.value().orElse(0)) + window;
    }
}
