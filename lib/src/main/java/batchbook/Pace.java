package batchbook;

import batchbook.Limit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the next request may go. Pure: it never sleeps and reads no clock.
 *
 * <p>In order: a shared pause, until the time the server named, after which one request goes first; a cap on requests
 * under way; the limits per minute that the user stated and those that refusals taught. What is learned belongs to the
 * {@link Account} and outlives the run.
 */
final class Pace {
    private static final int MOST_AUTOMATIC = 500;
    private static final int FIRST_CAP = 5;
    /** After a failure of the server the cap does not grow for so long. */
    private static final Duration CAUTION = Duration.ofSeconds(5);

    /**
     * What the user's plan says about it.
     *
     * @param workers the most requests under way; 0 to find out
     * @param perMinute requests a minute; 0 to find out
     * @param tokensPerMinute tokens a minute; 0 to find out
     * @param patience the longest pause, and the longest time with nothing but refusals or errors
     * @param slack how long after its minute a request is still counted
     */
    record Stated(int workers, long perMinute, long tokensPerMinute, Duration patience, Duration slack) {
        /** After so long without a refusal a request has passed. */
        Duration reaction() {
            return slack.multipliedBy(4);
        }
    }

    /** A quarter of a second for the network; when simulated time flies, what this machine does takes longer in it. */
    static Duration slack(double speed) {
        return Duration.ofMillis(250 + (speed > 1 ? Math.round(10 * speed) : 0));
    }

    private final Account account;
    private final Stated stated;
    private final RandomGenerator random;
    private final Cap cap;
    private final Breaker breaker;
    private final Recess recess;
    private final Changes changes;
    private final Lessons lessons;
    private final List<Quota> statedQuotas = new ArrayList<>();

    private int capShown = FIRST_CAP;
    private Instant spreadUntil = Instant.MIN;
    private Instant growsFrom = Instant.MIN;

    Pace(Account account, Stated stated, Instant now, RandomGenerator random) {
        this.account = account;
        this.stated = stated;
        this.random = random;
        boolean automatic = stated.workers() == 0;
        this.cap = new Cap(
                automatic ? FIRST_CAP : stated.workers(),
                automatic ? MOST_AUTOMATIC : stated.workers(),
                stated.reaction());
        this.recess = new Recess(stated.reaction());
        this.breaker = new Breaker(stated.patience());
        this.changes = new Changes(cap, this::perMinute);
        this.lessons = new Lessons(account, stated, cap, recess, changes, random);
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

    private Quota quota(Counts counts, long value) {
        return new Quota(counts, value, stated.slack(), account.recent());
    }

    /** When a request with so many tokens may go, if so many others are under way. */
    Gate gate(Instant now, int underWay, long tokens) {
        synchronized (account) {
            Gate paused = recess.gate(now, breaker.open(), account.experience.slowestRefusal());
            if (!paused.letsGo(now)) {
                return paused;
            }
            if (recess.probe() != null) {
                passed(recess.probe(), now);
            }
            if (cap.credit(now, mayGrow(now))) {
                grown(now);
            }
            if (underWay >= cap.value()) {
                cap.full(account.nextSerial());
                return Gate.until(cap.creditsNext());
            }
            Gate gate = Gate.until(spreadUntil);
            for (Quota quota : statedQuotas) {
                gate = gate.orLater(gate(quota, now, tokens, "as .perMinute(..) or .tokensPerMinute(..) says"));
            }
            // The time that the server itself named goes before what we count.
            if (!recess.probing()) {
                for (Quota quota : account.perMinute()) {
                    gate = gate.orLater(gate(quota, now, tokens, "as the server said"));
                }
            }
            return gate;
        }
    }

    private static Gate gate(Quota quota, Instant now, long tokens, String source) {
        Instant opens = quota.opens(now, quota.counts == Counts.REQUESTS ? 1 : tokens);
        String limit = quota.counts.of(quota.allowed()) + " a minute";
        return opens.isAfter(now) ? new Gate(opens, limit, limit + ", " + source) : Gate.open(now);
    }

    /** A request goes now. */
    Sent sent(Instant now, int underWay, long tokens) {
        synchronized (account) {
            Sent sent = account.sent(now, underWay, cap.used(underWay), tokens);
            statedQuotas.forEach(quota -> quota.add(sent));
            recess.sent(sent);
            cap.sent(sent);
            if (cap.slowStart() && cap.value() > FIRST_CAP && account.perMinute(Counts.REQUESTS) == null) {
                spreadUntil = now.plus(spread());
            }
            return sent;
        }
    }

    /** Until a limit is known, a round's requests are spread: few are on their way when the first is refused. */
    private Duration spread() {
        Duration latency = account.experience.latency();
        Duration round = latency.compareTo(stated.reaction()) < 0 ? latency : stated.reaction();
        return round.dividedBy(2L * cap.value());
    }

    /** An answer came. */
    void answered(Sent sent, Instant now, String prompt, Usage usage) {
        synchronized (account) {
            account.experience.answered(Duration.between(sent.at, now), prompt, usage);
            if (usage.in() > 0) {
                statedQuotas.forEach(quota -> quota.book(sent, -1));
                account.tokens(sent, usage.in());
                statedQuotas.forEach(quota -> quota.book(sent, 1));
            }
            breaker.answered(recess.isLate(sent));
            if (!recess.isLate(sent)) {
                if (recess.probing()) {
                    passed(sent, now);
                }
                lessons.answered(now);
            }
            if (cap.answered(sent, mayGrow(now))) {
                grown(now);
            }
            for (Quota quota : account.perMinute()) {
                if (quota.answered()) {
                    account.update(quota);
                    changes.add(now, "no refusal for a while: " + quota.counts.of(quota.allowed()) + " a minute");
                }
            }
        }
    }

    /** The first request after a pause was not refused. */
    private void passed(Sent first, Instant now) {
        lessons.passed(first, now);
        recess.end();
    }

    private boolean mayGrow(Instant now) {
        return !now.isBefore(growsFrom);
    }

    /** In slow start only each doubling is news. */
    private void grown(Instant now) {
        if (!cap.slowStart()) {
            changes.add(now, "all goes well: one more at once");
        } else if (cap.value() >= 2 * capShown || cap.value() == cap.most()) {
            capShown = cap.value();
            changes.add(now, "all goes well: up to " + capShown + " at once");
        }
    }

    /** A request failed. Says why the run must end, if it must. */
    Optional<String> failed(Sent sent, Instant now, int row, String prompt, ModelException problem) {
        if (problem.endsRun()) {
            return Optional.of(String.valueOf(problem.getMessage()));
        }
        synchronized (account) {
            if (problem.refused()) {
                return refused(sent, now, problem);
            }
            if (problem.kind().worthRetrying()) {
                return troubled(sent, now, row, problem);
            }
        }
        // Whatever else it says, the server works.
        answered(sent, now, prompt, problem.partial().map(Reply::usage).orElse(Usage.NONE));
        return Optional.empty();
    }

    private Optional<String> refused(Sent sent, Instant now, ModelException problem) {
        statedQuotas.forEach(quota -> quota.book(sent, -1));
        account.refused(sent);
        statedQuotas.forEach(quota -> quota.book(sent, 1));
        account.experience.refused(Duration.between(sent.at, now));
        return lessons.refused(sent, now, problem);
    }

    private Optional<String> troubled(Sent sent, Instant now, int row, ModelException problem) {
        growsFrom = now.plus(CAUTION);
        boolean first = sent == recess.probe();
        if (first) {
            recess.probeAgain();
        }
        if (!breaker.failed(row, first, now)) {
            return Optional.empty();
        }
        Instant since = breaker.since(now);
        if (breaker.givesUp(now)) {
            return Optional.of("the server has answered nothing but errors since " + Format.time(since) + " ("
                    + Format.duration(Duration.between(since, now)) + "). The last one: " + problem.getMessage());
        }
        String words = "nothing but errors since " + Format.time(since) + " (the last: " + problem.kind()
                + "), so one request at a time tries again, until " + Format.time(since.plus(breaker.patience()));
        recess.begin(now.plus(breaker.nextWait(random)), "server in trouble", words, account.nextSerial());
        return Optional.empty();
    }

    /** Whether the server is taken to fail wholly: then a failure says nothing about its row. */
    boolean outage() {
        return breaker.open();
    }

    /** The lowest number of requests a minute that is stated or learned. */
    OptionalLong perMinute() {
        @Nullable Quota learned = account.perMinute(Counts.REQUESTS);
        long lowest = learned == null ? Long.MAX_VALUE : learned.allowed();
        lowest = stated.perMinute() > 0 ? Math.min(lowest, stated.perMinute()) : lowest;
        return lowest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowest);
    }

    int cap() {
        return cap.value();
    }

    /** The tokens of a prompt, rather too many than too few. */
    long estimate(String prompt) {
        synchronized (account) {
            return account.experience.estimate(prompt);
        }
    }

    /** How many requests went out in the last minute. */
    long inLastMinute(Instant now) {
        synchronized (account) {
            return account.inLastMinute(now);
        }
    }

    /** How long a run of so many requests would take from now on; before the first answer, if one took 2 seconds. */
    Duration forecast(Instant now, long requests) {
        synchronized (account) {
            return requests == 0 ? Duration.ZERO : forecast(now, now, requests, 0);
        }
    }

    private Duration forecast(Instant now, Instant from, long requests, int underWay) {
        List<Quota> quotas = new ArrayList<>(statedQuotas);
        account.perMinute().forEach(quotas::add);
        return Forecast.remaining(now, from, requests, underWay, cap, quotas, account.experience);
    }

    /** The time until so many more requests are answered; empty before the first answer. */
    Optional<Duration> remaining(Instant now, long requests, int underWay) {
        synchronized (account) {
            if (account.experience.isEmpty()) {
                return Optional.empty();
            }
            Instant from = recess.isOver(now) ? now : recess.until();
            return Optional.of(forecast(now, from, requests, underWay));
        }
    }

    Changes changes() {
        return changes;
    }
}
