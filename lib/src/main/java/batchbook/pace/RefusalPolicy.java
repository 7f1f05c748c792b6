package batchbook.pace;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.ModelException;
import batchbook.Reason;
import batchbook.text.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What refusals teach about limits, and how long to pause for them. Pure: time is a parameter.
 *
 * <p>A refusal that names its quota teaches it at once: its value is the limit, and the log of what was sent says when
 * the next request may go. One that names none is for {@link UnnamedRefusals}. A quota of the day may be used up, or seem so for
 * a moment: one wait and one more request tell, and the next run needs only the request.
 */
final class RefusalPolicy {
    private static final Duration DAY_DELAY = Duration.ofSeconds(5);

    private final Account account;
    private final Pace.Stated stated;
    private final ChangeLog changes;
    private final RandomGenerator random;
    private final UnnamedRefusals unnamedRefusals;

    private @Nullable Instant refusedSince;
    private boolean dayRefused;

    RefusalPolicy(
            Account account,
            Pace.Stated stated,
            ConcurrencyLimit cap,
            RequestSpacing spacing,
            ChangeLog changes,
            RandomGenerator random) {
        this.account = account;
        this.stated = stated;
        this.changes = changes;
        this.random = random;
        this.unnamedRefusals = new UnnamedRefusals(account, stated, cap, spacing, changes, random);
    }

    /** The run begins: a quota of the day that was used up may still be. */
    void begin(Instant now) {
        account.usedUp(now).ifPresent(limit -> {
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
            account.notUsedUp();
        }
        unnamedRefusals.over(now);
    }

    /** The first request after a pause was not refused. */
    void passed(Permit first, Instant now) {
        for (WindowLimit quota : account.perMinute()) {
            if (quota.passed(first, account.sharedPause.until().minus(stated.slack()), account.recent())) {
                changes.add(now, Reason.COUNTING_LEARNED, "the server's minute starts anew, it does not roll");
            }
        }
        unnamedRefusals.over(now);
    }

    /** A request for this prompt was refused for a limit. */
    Verdict refused(Permit permit, Instant now, String prompt, ModelException problem) {
        SharedPause sharedPause = account.sharedPause;
        boolean late = sharedPause.isLate(permit);
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
            held &= learn(limit, permit, late, now, problem);
        }
        Optional<ModelException> hopeless = tooLarge(named, permit, prompt);
        if (hopeless.isPresent()) {
            if (permit == sharedPause.probe()) {
                sharedPause.probeAgain();
            }
            return Verdict.hopeless(hopeless.get());
        }
        if (late && sharedPause.isOver(now)) {
            return Verdict.GOES_ON;
        }
        Duration delay = problem.retryAfter().orElse(Duration.ZERO);
        if (day.isPresent()) {
            return refusedForTheDay(day.get(), late, delay, now, problem);
        }
        Duration patience = stated.patience();
        if (delay.compareTo(patience) > 0 || Duration.between(refusedSince, now).compareTo(patience) > 0) {
            return Verdict.ends(
                    Reason.PATIENCE_IS_OVER,
                    problem.getMessage() + " -> No longer than " + Format.duration(patience)
                            + " is waited, as .retry(Retry.standard().patience(..)) says.");
        }
        if (named.isEmpty()) {
            unnamedRefusals.refused(permit, late, delay, now);
        } else if (!held || sharedPause.probing()) {
            pause(named.get(0), late, delay, now);
        }
        return Verdict.GOES_ON;
    }

    /** A prompt that no minute has room for teaches no pause: the others may fit. */
    private Optional<ModelException> tooLarge(List<Limit> named, Permit permit, String prompt) {
        if (named.stream().noneMatch(limit -> limit.counts() == Counts.TOKENS)) {
            return Optional.empty();
        }
        return OversizedPrompt.of(prompt, permit, account.perMinute(), account.estimates, account.recent());
    }

    /** Whether the window of the limit holds what comes next by itself: our own requests had filled it. */
    private boolean learn(Limit limit, Permit permit, boolean late, Instant now, ModelException problem) {
        long value = limit.value().orElseThrow();
        WindowLimit known = account.perMinute(limit.counts());
        boolean more = known != null && known.allowance.isTry(permit);
        boolean news = account.learn(limit, value, now, stated.slack(), source(limit, problem));
        if (news) {
            changes.add(now, Reason.LIMIT_LEARNED, "limit named by the server: " + words(limit));
        }
        WindowLimit quota = Objects.requireNonNull(account.perMinute(limit.counts()));
        if (more && !news) {
            quota.allowance.refusedTry(permit, now, spread(WindowLimit.MINUTE));
            return quota.holds(permit, now);
        }
        if (late || !account.remembersAll()) {
            return false;
        }
        // Tokens are estimates until answers tell: a system instruction or a picture is not in the text.
        boolean estimated = news && limit.counts() == Counts.TOKENS;
        boolean full = estimated || quota.isFull(permit, account.recent());
        Duration delay = problem.retryAfter().orElse(Duration.ZERO);
        Optional<Cause> lesson =
                full && !quota.fixed() ? Optional.empty() : quota.refused(permit, now, delay, account.recent());
        lesson.ifPresent(cause -> {
            account.update(quota, now);
            changes.add(
                    now,
                    cause.reason(),
                    cause.words() + ": " + limit.counts().of(quota.allowance.allowed()) + " a minute");
        });
        return full && !news && quota.holds(permit, now);
    }

    private static String source(Limit limit, ModelException problem) {
        String id = limit.quotaId().isEmpty() ? limit.metric() : limit.quotaId();
        return (problem.httpStatus().isPresent()
                        ? "answer " + problem.httpStatus().getAsInt() + ", "
                        : "")
                + id;
    }

    /** Until the server's time; where others wait for it too, not all at the same moment. */
    private void pause(Limit limit, boolean late, Duration delay, Instant now) {
        boolean shared = Optional.ofNullable(account.perMinute(limit.counts()))
                .filter(quota -> quota.allowance.shared())
                .isPresent();
        Instant named =
                now.plus(UnnamedRefusals.longer(delay, UnnamedRefusals.guard(account.sharedPause.probesRefused())));
        if (late && !named.isAfter(account.sharedPause.until())) {
            // One of many that were on their way together: the pause it asks for is on.
            return;
        }
        Duration slack = shared ? upTo(stated.slack()) : stated.slack();
        account.sharedPause.begin(
                Gate.perMinute(named.plus(slack), limit.counts(), words(limit), limit.tier() + words(limit)),
                account.nextSerial());
    }

    private void pauseForTheDay(Instant end, String words) {
        account.sharedPause.begin(
                Gate.closed(end, Reason.QUOTA_OF_THE_DAY, "quota of the day", words), account.nextSerial());
    }

    private Verdict refusedForTheDay(Limit quota, boolean late, Duration delay, Instant now, ModelException problem) {
        if (late) {
            return Verdict.GOES_ON;
        }
        account.usedUp(quota, now, source(quota, problem));
        if (dayRefused || delay.compareTo(stated.patience()) > 0) {
            return Verdict.ends(
                    Reason.QUOTA_OF_THE_DAY,
                    "the quota of the day is used up: " + quota.tier() + words(quota) + " (" + quota.quotaId() + "). "
                            + quota.startsAgain(now));
        }
        dayRefused = true;
        pauseForTheDay(
                now.plus(UnnamedRefusals.longer(delay, DAY_DELAY)).plus(stated.slack()),
                quota.tier() + words(quota) + " are used up, says the server; that may be passing, so one more request"
                        + " will tell");
        return Verdict.GOES_ON;
    }

    private Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos())));
    }

    /** From 80 to 120 percent of it, so that programs that learned at the same moment do not try at the same moment. */
    private Duration spread(Duration mean) {
        return mean.multipliedBy(8).dividedBy(10).plus(upTo(mean.multipliedBy(4).dividedBy(10)));
    }

    static String words(Limit limit) {
        String window = limit.window() == Window.DAY ? " a day" : " a minute";
        String number = limit.value().isPresent()
                ? limit.counts().of(limit.value().getAsLong())
                : limit.counts() == Counts.REQUESTS ? "requests" : "tokens";
        return number + window;
    }
}
