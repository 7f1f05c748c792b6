package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Format;
import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.ModelException;
import batchbook.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What refusals (429) teach about limits, and how long to pause for them.
 *
 * <ul>
 *   <li>A refusal that names its limit teaches it at once ({@link LearnedLimits}): its value is the limit, and the log of
 *       what was sent says when the next request may go. When that alone does not explain the refusal, {@link
 *       WindowLimit#refused} looks for the reason, and all pause for as long as the server says.
 *   <li>One of a try above a limit ends the try ({@link LimitShare#refusedTry}).
 *   <li>One that names no limit is for {@link UnnamedRefusals}.
 *   <li>One for a prompt that no minute has room for fails only its row ({@link OversizedPrompt}).
 *   <li>A quota of the day may be used up, or seem so for a moment: one wait, of {@link #DAY_DELAY} at least, and one more
 *       request tell, and the next run needs only the request.
 *   <li>Nothing but refusals for longer than the user's patience, or a delay that is longer, ends the run.
 * </ul>
 *
 * <p>Source: Gemini names the limit as {@code google.rpc.QuotaFailure} and the delay as {@code google.rpc.RetryInfo}.
 */
final class RefusalPolicy {
    private static final Duration DAY_DELAY = Duration.ofSeconds(5);

    private final Account account;
    private final UserLimits stated;
    private final UnnamedRefusals unnamedRefusals;
    private final PaceChanges changes;
    private final Jitter jitter;

    /** Since when nothing but refusals came; null when the last request was answered. */
    private @Nullable Instant refusedSince;
    /** Whether the quota of the day was used up when it was last tried. */
    private boolean dayRefused;

    RefusalPolicy(
            Account account, UserLimits stated, UnnamedRefusals unnamedRefusals, PaceChanges changes, Jitter jitter) {
        this.account = account;
        this.stated = stated;
        this.unnamedRefusals = unnamedRefusals;
        this.changes = changes;
        this.jitter = jitter;
    }

    /** The run begins: a quota of the day that was used up may still be. */
    void begin(Instant now) {
        account.limits.usedUp(now).ifPresent(limit -> {
            dayRefused = true;
            pauseForTheDay(
                    now, limit.tier() + words(limit) + " were used up when last tried, so one request finds out");
        });
    }

    /** A request sent since the last refusal was answered. */
    void answered(Instant now) {
        refusedSince = null;
        account.sharedPause.answered();
        if (dayRefused) {
            dayRefused = false;
            account.limits.notUsedUp();
        }
        unnamedRefusals.over(now);
    }

    /** The first request after a pause was not refused. */
    void passed(Permit first, Instant now) {
        Instant named = account.sharedPause.until().minus(stated.slack());
        for (WindowLimit limit : account.limits) {
            if (limit.passed(first, named)) {
                changes.add(now, Reason.COUNTING_LEARNED, "the server's minute starts anew, it does not roll");
            }
        }
        unnamedRefusals.over(now);
    }

    /** A request for this prompt was refused for a limit. */
    Verdict refused(Permit permit, Instant now, Workload prompt, ModelException problem) {
        SharedPause sharedPause = account.sharedPause;
        RefusedRequest refusal = new RefusedRequest(permit, now, sharedPause.isLate(permit), problem);
        refusedSince = refusedSince == null ? now : refusedSince;
        sharedPause.refused(permit);
        Optional<Limit> day = problem.limits().stream()
                .filter(limit -> limit.window() == Window.DAY)
                .findFirst();
        List<Limit> named = problem.limits().stream()
                .filter(limit -> limit.window() != Window.DAY && limit.value().isPresent())
                .toList();
        boolean held = !named.isEmpty() && day.isEmpty();
        for (Limit limit : named) {
            held &= learn(limit, refusal);
        }
        Optional<ModelException> hopeless = tooLarge(named, permit, prompt);
        if (hopeless.isPresent()) {
            if (permit == sharedPause.probe()) {
                sharedPause.probeAgain();
            }
            return Verdict.hopeless(hopeless.get());
        }
        if (refusal.late() && sharedPause.isOver(now)) {
            return Verdict.GOES_ON;
        }
        if (day.isPresent()) {
            return refusedForTheDay(day.get(), refusal);
        }
        Duration patience = stated.patience();
        if (refusal.delay().compareTo(patience) > 0
                || Duration.between(refusedSince, now).compareTo(patience) > 0) {
            return Verdict.ends(
                    Reason.PATIENCE_IS_OVER,
                    problem.getMessage() + " -> No longer than " + Format.duration(patience)
                            + " is waited, as .retry(Retry.standard().patience(..)) says.");
        }
        if (named.isEmpty()) {
            unnamedRefusals.refused(refusal);
        } else if (!held || sharedPause.probing()) {
            pause(named.get(0), refusal);
        }
        return Verdict.GOES_ON;
    }

    /** A prompt that no minute has room for teaches no pause: the others may fit. */
    private Optional<ModelException> tooLarge(List<Limit> named, Permit permit, Workload prompt) {
        if (named.stream().noneMatch(limit -> limit.counts() == Counts.TOKENS)) {
            return Optional.empty();
        }
        return OversizedPrompt.of(prompt, permit, account.limits, account.estimates);
    }

    /** Whether the window of the limit holds what comes next by itself: our own requests had filled it. */
    private boolean learn(Limit limit, RefusedRequest refusal) {
        Permit permit = refusal.permit();
        Instant now = refusal.at();
        WindowLimit known = account.limits.of(limit.counts());
        boolean more = known != null && known.share.isTry(permit);
        boolean news = account.limits.learn(limit, now, stated.slack(), source(limit, refusal.problem()));
        if (news) {
            changes.add(now, Reason.LIMIT_LEARNED, "limit named by the server: " + words(limit));
        }
        WindowLimit window = Objects.requireNonNull(account.limits.of(limit.counts()));
        if (more && !news) {
            window.share.refusedTry(permit, now, jitter.around(MINUTE));
            return window.holds(permit, now);
        }
        if (refusal.late() || !account.recent.areAll()) {
            return false;
        }
        // Tokens are estimates until answers tell: a system instruction or a picture is not in the text.
        boolean estimated = news && limit.counts() == Counts.TOKENS;
        boolean full = estimated || window.isFull(permit);
        Optional<Cause> lesson =
                full && !window.fixed() ? Optional.empty() : window.refused(permit, now, refusal.delay());
        lesson.ifPresent(cause -> {
            account.limits.update(window, now);
            changes.add(
                    now,
                    cause.reason(),
                    cause.words() + ": " + limit.counts().of(window.share.allowed()) + " a minute");
        });
        return full && !news && window.holds(permit, now);
    }

    private static String source(Limit limit, ModelException problem) {
        String id = limit.quotaId().isEmpty() ? limit.metric() : limit.quotaId();
        return (problem.httpStatus().isPresent()
                        ? "answer " + problem.httpStatus().getAsInt() + ", "
                        : "")
                + id;
    }

    /** Until the server's time; where others wait for it too, not all at the same moment. */
    private void pause(Limit limit, RefusedRequest refusal) {
        boolean shared = Optional.ofNullable(account.limits.of(limit.counts()))
                .filter(window -> window.share.shared())
                .isPresent();
        Instant named = refusal.at()
                .plus(Durations.longer(refusal.delay(), UnnamedRefusals.guard(account.sharedPause.probesRefused())));
        if (refusal.late() && !named.isAfter(account.sharedPause.until())) {
            // One of many that were on their way together: the pause it asks for is on.
            return;
        }
        Duration slack = shared ? jitter.upTo(stated.slack()) : stated.slack();
        account.sharedPause.begin(
                Gate.perMinute(named.plus(slack), limit.counts(), words(limit), limit.tier() + words(limit)),
                account.nextSerial());
    }

    private void pauseForTheDay(Instant end, String words) {
        account.sharedPause.begin(
                Gate.closed(end, Reason.QUOTA_OF_THE_DAY, "quota of the day", words), account.nextSerial());
    }

    private Verdict refusedForTheDay(Limit quota, RefusedRequest refusal) {
        if (refusal.late()) {
            return Verdict.GOES_ON;
        }
        Instant now = refusal.at();
        account.limits.usedUp(quota, now, source(quota, refusal.problem()));
        if (dayRefused || refusal.delay().compareTo(stated.patience()) > 0) {
            return Verdict.ends(
                    Reason.QUOTA_OF_THE_DAY,
                    "the quota of the day is used up: " + quota.tier() + words(quota) + " (" + quota.quotaId() + "). "
                            + quota.startsAgain(now));
        }
        dayRefused = true;
        pauseForTheDay(
                now.plus(Durations.longer(refusal.delay(), DAY_DELAY)).plus(stated.slack()),
                quota.tier() + words(quota) + " are used up, says the server; that may be passing, so one more request"
                        + " will tell");
        return Verdict.GOES_ON;
    }

    static String words(Limit limit) {
        String window = limit.window() == Window.DAY ? " a day" : " a minute";
        String number = limit.value().isPresent()
                ? limit.counts().of(limit.value().getAsLong())
                : limit.counts() == Counts.REQUESTS ? "requests" : "tokens";
        return number + window;
    }
}
