package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.Limit.Counts;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Reason;
import batchbook.Reply;
import batchbook.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides when the next request of a run may go. In this order ({@link #gate}); the first that says no, or the latest of
 * rules 3 to 6, is the reason that is told:
 *
 * <ol>
 *   <li>{@link SharedPause}: nothing goes until the time that the server named, or that a back-off has come to; then one
 *       request goes first, the probe of a half-open circuit breaker.
 *   <li>{@link ConcurrencyLimit}: so many may be in flight, by slow start and then additive increase, multiplicative
 *       decrease (RFC 5681), and no more where they only queue ({@link Saturation}: Little's law; Netflix, 2018).
 *   <li>{@link RequestSpacing}: evenly, where the server asks to wait for moments. {@link SearchSpacing}: not all at once
 *       while a limit is looked for.
 *   <li>{@link WindowLimit}: what the user stated for a minute, by a sliding-window log ({@link WindowLog}).
 *   <li>{@link WindowLimit}: what refusals taught of a minute ({@link LearnedLimits}), of which a {@link LimitShare share}
 *       is used where others use the key, and now and then one more is tried. Not for the first request after a pause: the
 *       time that the server itself named goes before what we count.
 *   <li>{@link ActiveRuns}: the runs of one account take turns.
 * </ol>
 *
 * <p>What comes of it teaches:
 *
 * <ul>
 *   <li>an answer: {@link Estimates} of latency and tokens; that more may go (2, 3 and 5); that the pause is over (1),
 *   <li>a refusal ({@link RefusalPolicy}): the limit and the delay that it names (google.rpc.QuotaFailure and RetryInfo);
 *       how the server counts ({@link CountingRule}), or that somebody else uses the key (5); if it names nothing, how many
 *       at once (2), how evenly (3) or how many a minute (5) ({@link UnnamedRefusals}),
 *   <li>a failure for the server's sake ({@link ServerHealth}): many of them stop the growth of 2; nothing else for a while
 *       opens the {@link CircuitBreaker} (Nygard, 2007): pauses (1), each longer than the one before, with {@link Jitter}
 *       (Brooker, 2015), until patience ends.
 * </ul>
 *
 * <p>What a permit is, from when a request counts and who holds the account's lock is told once, in {@link
 * batchbook.pace the package}.
 */
public final class Pace {
    private final Account account;
    private final UserLimits stated;
    private final RunLimits limits;
    private final ConcurrencyLimit concurrency;
    private final RequestSpacing spacing;
    private final SearchSpacing searchSpacing;
    private final SharedPause sharedPause;
    private final ServerHealth health;
    private final RefusalPolicy refusals;
    private final Outlook outlook;
    private final PaceChanges changes;

    /** Of a run that asks this model and has not begun. */
    public Pace(Model model, UserLimits stated, Instant now, RandomGenerator random) {
        Jitter jitter = new Jitter(random);
        this.account = Account.of(model);
        this.stated = stated;
        this.concurrency = ConcurrencyLimit.of(stated);
        this.spacing = new RequestSpacing();
        this.searchSpacing = new SearchSpacing(account, concurrency, stated.reaction());
        this.sharedPause = account.sharedPause;
        this.health = new ServerHealth(account, stated.patience(), jitter);
        synchronized (account) {
            account.clockShows(now);
            this.limits = new RunLimits(concurrency, spacing, windows());
            this.outlook = new Outlook(account, this, limits);
            this.changes = new PaceChanges(concurrency, outlook::perMinute);
            UnnamedRefusals unnamed = new UnnamedRefusals(account, stated, limits, changes, jitter);
            this.refusals = new RefusalPolicy(account, stated, unnamed, changes, jitter);
            changes.begin(now);
        }
    }

    private List<WindowLimit> windows() {
        List<WindowLimit> windows = new ArrayList<>();
        if (stated.perMinute() > 0) {
            windows.add(window(LimitShare.stated(Counts.REQUESTS, stated.perMinute())));
        }
        if (stated.tokensPerMinute() > 0) {
            windows.add(window(LimitShare.stated(Counts.TOKENS, stated.tokensPerMinute())));
        }
        return List.copyOf(windows);
    }

    private WindowLimit window(LimitShare share) {
        return new WindowLimit(share, stated.slack(), account.recent);
    }

    /** The run begins. */
    public void begins(Instant now) {
        synchronized (account) {
            account.runs.begins(this, limits.stated());
            refusals.begin(now);
        }
    }

    /** The run is over. */
    public void ends() {
        synchronized (account) {
            account.ends(this);
        }
    }

    /** When a request with so many tokens may go, if so many others are in flight. */
    Gate gate(Instant now, int inFlight, long tokens) {
        synchronized (account) {
            Gate paused = sharedPause.gate(now, health.outage(), account.estimates.slowestRefusal(), stated.reaction());
            if (!paused.letsGo(now)) {
                account.runs.waits(this, true);
                return paused;
            }
            if (sharedPause.probe() != null) {
                passed(sharedPause.probe(), now);
            }
            if (concurrency.credit(now, !health.muchTrouble())) {
                changes.grown(now);
            }
            if (inFlight >= concurrency.value()) {
                concurrency.full(account.nextSerial());
                return Gate.until(concurrency.creditsNext(now));
            }
            Gate gate = searchSpacing.gate().orLater(spacing.gate(now));
            for (WindowLimit limit : limits.stated()) {
                gate = gate.orLater(limit.gate(now, tokens));
            }
            if (!sharedPause.probing()) {
                for (WindowLimit limit : account.limits) {
                    gate = gate.orLater(limit.gate(now, tokens));
                }
            }
            Gate turn = Gate.until(account.runs.turn(this, account.recent.last()));
            account.runs.waits(this, gate.holds(now) || !turn.letsGo(now));
            return gate.orLater(turn);
        }
    }

    /** A request goes now. */
    Permit sent(Instant now, int inFlight, long tokens) {
        synchronized (account) {
            Permit permit = account.sent(this, now, inFlight, concurrency.used(inFlight), tokens);
            sharedPause.sent(permit);
            concurrency.sent(permit);
            spacing.sent(now);
            searchSpacing.sent(permit, now);
            return permit;
        }
    }

    /** An answer came. */
    void answered(Permit permit, Instant now, Workload prompt, Usage usage) {
        synchronized (account) {
            Duration took = Duration.between(permit.at(), now);
            account.estimates.answered(took, prompt, usage);
            spacing.passed();
            if (usage.in() > 0) {
                account.tokens(permit, usage.in());
            }
            health.answered(permit);
            if (!sharedPause.isLate(permit)) {
                if (sharedPause.probing()) {
                    passed(permit, now);
                }
                refusals.answered(now);
            }
            if (concurrency.answered(permit, now, took, !health.muchTrouble())) {
                changes.grown(now);
            }
            for (WindowLimit limit : account.limits) {
                if (limit.relax(now)) {
                    changes.add(
                            now,
                            Reason.COUNTING_LEARNED,
                            "no refusal for a while: the server's minute is taken as it should be");
                }
                if (limit.share.passed(permit)) {
                    account.limits.update(limit, now);
                    changes.add(
                            now,
                            Reason.LIMIT_RAISED,
                            "one more passed than allowed: " + limit.counts.of(limit.share.allowed()) + " a minute");
                }
            }
        }
    }

    /** The first request after a pause was not refused. */
    private void passed(Permit first, Instant now) {
        refusals.passed(first, now);
        sharedPause.end();
    }

    /** A request failed. */
    Verdict failed(Permit permit, Instant now, int row, Workload prompt, ModelException problem) {
        if (problem.endsRun()) {
            return Verdict.ends(Reason.FATAL_FAILURE, String.valueOf(problem.getMessage()));
        }
        synchronized (account) {
            if (problem.refused()) {
                account.refused(permit);
                account.estimates.refused(Duration.between(permit.at(), now));
                return refusals.refused(permit, now, prompt, problem);
            }
            if (problem.uncounted()) {
                neverArrived(permit);
                return Verdict.GOES_ON;
            }
            if (noAnswer(problem.kind())) {
                account.unanswered(permit);
                return health.failed(permit, now, row, problem);
            }
        }
        // Whatever else it says, the server works.
        answered(permit, now, prompt, problem.partial().map(Reply::usage).orElse(Usage.NONE));
        return Verdict.GOES_ON;
    }

    private void neverArrived(Permit permit) {
        account.refused(permit);
        account.unanswered(permit);
        if (permit == sharedPause.probe()) {
            sharedPause.probeAgain();
        }
    }

    /** Whether the server gave no answer of its own: one that cannot be read is one. */
    private static boolean noAnswer(ErrorKind kind) {
        return kind == ErrorKind.OVERLOADED || kind == ErrorKind.TIMEOUT || kind == ErrorKind.NETWORK;
    }

    /** Whether the server is taken to fail wholly: then a failure says nothing about its row. */
    public boolean outage() {
        return health.outage();
    }

    /** What is wrong with a prompt that no minute has room for. */
    Optional<ModelException> tooLarge(Workload prompt) {
        synchronized (account) {
            return OversizedPrompt.of(prompt, null, outlook.windows(), account.estimates);
        }
    }

    /** The tokens of a prompt, rather too many than too few. */
    long estimate(Workload prompt) {
        synchronized (account) {
            return account.estimates.estimate(prompt);
        }
    }

    /** What is to be expected of the run. */
    public Outlook outlook() {
        return outlook;
    }

    /** What has changed in its pace. */
    public PaceChanges changes() {
        return changes;
    }
}
