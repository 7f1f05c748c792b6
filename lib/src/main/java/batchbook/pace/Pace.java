package batchbook.pace;

import batchbook.ErrorKind;
import batchbook.Limit.Counts;
import batchbook.ModelException;
import batchbook.Reason;
import batchbook.Reply;
import batchbook.Usage;
import batchbook.text.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides when the next request may go. Pure: it never sleeps and reads no clock.
 *
 * <p>In order: a shared pause, until the time the server named, after which one request goes first; a cap on requests
 * under way; an even rhythm, where the server asked for one; the limits per minute that the user stated and those that
 * refusals taught. What is learned belongs to the {@link Account} and outlives the run.
 */
public final class Pace {
    private static final int MOST_AUTOMATIC = 1_000;
    private static final int FIRST_CAP = 5;

    /**
     * What the user's plan says about it.
     *
     * @param workers the most requests under way; 0 to find out
     * @param perMinute requests a minute; 0 to find out
     * @param tokensPerMinute tokens a minute; 0 to find out
     * @param patience the longest pause, and the longest time with nothing but refusals or errors
     * @param slack how long after its minute a request is still counted
     */
    public record Stated(int workers, long perMinute, long tokensPerMinute, Duration patience, Duration slack) {
        /** After so long without a refusal a request has passed. */
        Duration reaction() {
            return slack.multipliedBy(4);
        }
    }

    /** A quarter of a second for the network; when simulated time flies, what this machine does takes longer in it. */
    public static Duration slack(double speed) {
        return Duration.ofMillis(250 + (speed > 1 ? Math.round(10 * speed) : 0));
    }

    private final Account account;
    private final Stated stated;
    private final ConcurrencyLimit cap;
    private final ServerHealth health;
    private final SharedPause sharedPause;
    private final ChangeLog changes;
    private final RefusalPolicy refusals;
    private final RequestSpacing spacing = new RequestSpacing();
    private final Outlook outlook;
    private final List<WindowLimit> statedQuotas = new ArrayList<>();

    private int capShown = FIRST_CAP;
    private Instant spreadUntil = Instant.MIN;

    public Pace(Account account, Stated stated, Instant now, RandomGenerator random) {
        this.account = account;
        this.stated = stated;
        this.sharedPause = account.sharedPause;
        boolean automatic = stated.workers() == 0;
        this.cap = new ConcurrencyLimit(
                automatic ? FIRST_CAP : stated.workers(),
                automatic ? MOST_AUTOMATIC : stated.workers(),
                stated.reaction());
        this.health = new ServerHealth(account, stated.patience(), random);
        this.outlook = new Outlook(account, this, cap, spacing, statedQuotas);
        this.changes = new ChangeLog(cap, outlook::perMinute);
        this.refusals = new RefusalPolicy(account, stated, cap, spacing, changes, random);
        synchronized (account) {
            account.clockShows(now);
            if (stated.perMinute() > 0) {
                statedQuotas.add(quota(Counts.REQUESTS, stated.perMinute()));
            }
            if (stated.tokensPerMinute() > 0) {
                statedQuotas.add(quota(Counts.TOKENS, stated.tokensPerMinute()));
            }
            changes.begin(now);
        }
    }

    /** The run begins. */
    public void begins(Instant now) {
        synchronized (account) {
            account.begins(this, statedQuotas);
            refusals.begin(now);
        }
    }

    private WindowLimit quota(Counts counts, long value) {
        return new WindowLimit(counts, LimitShare.stated(counts, value), stated.slack(), account.recent());
    }

    /** The run is over. */
    public void ends() {
        synchronized (account) {
            account.ends(this);
        }
    }

    /** When a request with so many tokens may go, if so many others are under way. */
    Gate gate(Instant now, int underWay, long tokens) {
        synchronized (account) {
            Gate paused = sharedPause.gate(now, health.whole(), account.estimates.slowestRefusal(), stated.reaction());
            if (!paused.letsGo(now)) {
                account.waits(this, true);
                return paused;
            }
            if (sharedPause.probe() != null) {
                passed(sharedPause.probe(), now);
            }
            if (cap.credit(now, !health.muchTrouble())) {
                grown(now);
            }
            if (underWay >= cap.value()) {
                cap.full(account.nextSerial());
                return Gate.until(cap.creditsNext());
            }
            Gate gate = Gate.until(spreadUntil).orLater(rhythm(now));
            for (WindowLimit quota : statedQuotas) {
                gate = gate.orLater(gate(quota, now, tokens, "as .perMinute(..) or .tokensPerMinute(..) says"));
            }
            // The time that the server itself named goes before what we count.
            if (!sharedPause.probing()) {
                for (WindowLimit quota : account.perMinute()) {
                    gate = gate.orLater(gate(quota, now, tokens, source(quota.allowance)));
                }
            }
            Gate turn = Gate.until(account.turn(this));
            account.waits(this, gate.holds(now) || !turn.letsGo(now));
            return gate.orLater(turn);
        }
    }

    private Gate rhythm(Instant now) {
        Instant opens = spacing.opens();
        String limit = "about " + Counts.REQUESTS.of(spacing.perMinute()) + " a minute";
        return opens.isAfter(now)
                ? Gate.perMinute(
                        opens, Counts.REQUESTS, limit, limit + ", evenly, a guess from refusals that named no limit")
                : Gate.open(now);
    }

    private static String source(LimitShare use) {
        if (use.shared()) {
            return "our share of " + Format.count(use.value()) + ", as somebody else seems to use the same key";
        }
        return use.guess() ? "a guess from what has passed so far" : "as the server said";
    }

    private static Gate gate(WindowLimit quota, Instant now, long tokens, String source) {
        Instant opens = quota.opens(now, quota.counts == Counts.REQUESTS ? 1 : tokens);
        if (!opens.isAfter(now)) {
            return Gate.open(now);
        }
        String limit = quota.counts.of(quota.allowance.allowed()) + " a minute";
        return Gate.perMinute(opens, quota.counts, limit, limit + ", " + source);
    }

    /** A request goes now. */
    Permit sent(Instant now, int underWay, long tokens) {
        synchronized (account) {
            Permit permit = account.sent(this, now, underWay, cap.used(underWay), tokens);
            sharedPause.sent(permit);
            cap.sent(permit);
            spacing.sent(now);
            spreadUntil = RequestSpacing.next(spreadUntil, now, spread(permit));
            return permit;
        }
    }

    /** While a limit is looked for, requests are spread: few are on their way when the first is refused. */
    private Duration spread(Permit permit) {
        for (WindowLimit quota : account.perMinute()) {
            if (quota.allowance.isTry(permit)) {
                return account.estimates.slowestRefusal().dividedBy(Math.max(1, quota.allowance.value() / 50));
            }
        }
        if (!cap.slowStart() || cap.value() <= FIRST_CAP || account.perMinute(Counts.REQUESTS) != null) {
            return Duration.ZERO;
        }
        Duration latency = account.estimates.latency();
        Duration round = latency.compareTo(stated.reaction()) < 0 ? latency : stated.reaction();
        return round.dividedBy(2L * cap.value());
    }

    /** An answer came. */
    public void answered(Permit permit, Instant now, String prompt, Usage usage) {
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
            if (cap.answered(permit, now, took, !health.muchTrouble())) {
                grown(now);
            }
            for (WindowLimit quota : account.perMinute()) {
                if (quota.relax(now)) {
                    changes.add(
                            now,
                            Reason.COUNTING_LEARNED,
                            "no refusal for a while: the server's minute is taken as it should be");
                }
                if (quota.allowance.passed(permit)) {
                    account.update(quota, now);
                    changes.add(
                            now,
                            Reason.LIMIT_RAISED,
                            "one more passed than allowed: " + quota.counts.of(quota.allowance.allowed())
                                    + " a minute");
                }
            }
        }
    }

    /** The first request after a pause was not refused. */
    private void passed(Permit first, Instant now) {
        refusals.passed(first, now);
        sharedPause.end();
    }

    /** In slow start only each doubling is news. */
    private void grown(Instant now) {
        if (cap.saturated()) {
            if (cap.value() < capShown) {
                changes.add(
                        now,
                        Reason.SATURATED,
                        "more at once only made answers slower: up to " + cap.value() + " at once");
            }
            capShown = cap.value();
        } else if (!cap.slowStart()) {
            changes.add(now, Reason.ALL_GOES_WELL, "all goes well: one more at once");
        } else if (cap.value() >= 2 * capShown || cap.value() == cap.most()) {
            capShown = cap.value();
            changes.add(now, Reason.ALL_GOES_WELL, "all goes well: up to " + capShown + " at once");
        }
    }

    /** A request failed. */
    public Verdict failed(Permit permit, Instant now, int row, String prompt, ModelException problem) {
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
        return health.whole();
    }

    /** What is wrong with a prompt that no minute has room for. */
    Optional<ModelException> tooLarge(String prompt) {
        synchronized (account) {
            return OversizedPrompt.of(prompt, null, outlook.quotas(), account.estimates, account.recent());
        }
    }

    /** What is to be expected of it. */
    public Outlook outlook() {
        return outlook;
    }

    public int cap() {
        return cap.value();
    }

    /** The tokens of a prompt, rather too many than too few. */
    long estimate(String prompt) {
        synchronized (account) {
            return account.estimates.estimate(prompt);
        }
    }

    public ChangeLog changes() {
        return changes;
    }
}
