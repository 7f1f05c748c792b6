package batchbook.pace;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.Limits;
import batchbook.Model;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key and model, by all runs that ask it, for as long as the JVM lives.
 *
 * <p>Two runs may ask the same model at the same time, so every method is for one thread at a time: {@link Pace} holds
 * the account's lock.
 */
public final class Account {
    private static final int MOST_ACCOUNTS = 200;
    /** More than any key may send in a minute; beyond it, what a refusal teaches is not looked for. */
    private static final int MOST_RECENT = 200_000;
    /** For a quota of the day whose start is not known. */
    private static final Duration UNKNOWN_DAY = Duration.ofHours(1);

    private static final Duration RECENT = WindowLimit.MINUTE.plusSeconds(5);
    /** Clocks of two runs may differ by so much; more means that the clock was set back. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** For so long a run leaves a slot to another one that waits. */
    private static final Duration TURN = Duration.ofMillis(20);

    private static final Map<Object, Account> ALL = new LinkedHashMap<>(16, 0.75f, true);

    private final String name;
    public final Estimates estimates = new Estimates();
    final SharedPause sharedPause = new SharedPause();
    private final Deque<Permit> recent = new ArrayDeque<>();
    private final Map<Counts, WindowLimit> perMinute = new EnumMap<>(Counts.class);
    /** The runs that go on, each with the limits that its user stated. */
    private final Map<Object, List<WindowLimit>> running = new LinkedHashMap<>();
    /** How much the other runs have to do, so that none counts on the whole limit. */
    private final Map<Object, Workload> remaining = new HashMap<>();

    /** Runs that a limit lets wait. */
    private final Set<Object> waiting = new HashSet<>();

    private @Nullable Object lastSender;
    private final Map<String, Limits.Learned> learned = new LinkedHashMap<>();
    private Optional<Limit> usedUp = Optional.empty();
    private Instant usedUpUntil = Instant.MIN;
    private boolean cut;
    private long nextSerial;

    public Account(String name) {
        this.name = name;
    }

    public static Account of(Model model) {
        synchronized (ALL) {
            Object key = model.account();
            Account account =
                    ALL.computeIfAbsent(key, k -> new Account(k.equals(model) ? model.name() : String.valueOf(k)));
            if (ALL.size() > MOST_ACCOUNTS) {
                ALL.remove(ALL.keySet().iterator().next());
            }
            return account;
        }
    }

    public static Limits limits() {
        synchronized (ALL) {
            List<Limits.Learned> all = new ArrayList<>();
            for (Account account : ALL.values()) {
                synchronized (account) {
                    all.addAll(account.learned.values());
                }
            }
            return new Limits(all);
        }
    }

    public static void forgetAll() {
        synchronized (ALL) {
            ALL.clear();
        }
    }

    /** After the clock was set back, what was sent lies in the future and would block for as long. */
    void clockShows(Instant now) {
        if (!recent.isEmpty() && recent.getLast().at().isAfter(now.plus(TOLERANCE))) {
            recent.clear();
            forEachQuota(WindowLimit::clear);
            sharedPause.end();
            usedUpUntil = Instant.MIN;
        }
    }

    /** A run begins, with these limits of its user. */
    void begins(Object run, List<WindowLimit> stated) {
        running.put(run, stated);
    }

    void ends(Object run) {
        // Of what it had under way nothing will be heard.
        Permit probe = sharedPause.probe();
        if (probe != null && probe.run.equals(run)) {
            sharedPause.probeAgain();
        }
        forEachQuota(quota -> quota.allowance.forget(permit -> permit.run.equals(run)));
        running.remove(run);
        remaining.remove(run);
        waiting.remove(run);
    }

    /** Whether a limit lets this run wait. */
    void waits(Object run, boolean forALimit) {
        if (forALimit) {
            waiting.add(run);
        } else {
            waiting.remove(run);
        }
    }

    /** When this run may send again if another one waits too: not twice in a row, but no longer than for a moment. */
    Instant turn(Object run) {
        boolean others = run.equals(lastSender) && waiting.stream().anyMatch(other -> !other.equals(run));
        return others && !recent.isEmpty() ? recent.getLast().at().plus(TURN) : Instant.MIN;
    }

    /** So much of a run is still to be asked. */
    void remains(Object run, Workload load) {
        remaining.put(run, load);
    }

    /** What other runs ask before the last of so much is, when all take turns. */
    Workload others(Object run, Workload load) {
        return remaining.entrySet().stream()
                .filter(other -> !other.getKey().equals(run))
                .map(other -> other.getValue()
                        .times(Math.min(
                                1,
                                load.requests() / Math.max(1, other.getValue().requests()))))
                .reduce(Workload.NONE, Workload::plus);
    }

    private void forEachQuota(Consumer<WindowLimit> action) {
        perMinute.values().forEach(action);
        running.values().forEach(stated -> stated.forEach(action));
    }

    long nextSerial() {
        return nextSerial;
    }

    /** What was sent in the last minute and a little more, oldest first. */
    Iterable<Permit> recent() {
        return recent;
    }

    /** Whether {@link #recent} is all that was sent in the last minute. */
    boolean remembersAll() {
        return !cut;
    }

    /** How many requests went out in the last minute. */
    long inLastMinute(Instant now) {
        Instant from = now.minus(WindowLimit.MINUTE);
        return recent.stream().filter(permit -> permit.at().isAfter(from)).count();
    }

    /** How many requests had been let pass in so long a time before this one was sent. */
    long passedBefore(Permit permit, Duration time) {
        Instant from = permit.at().minus(time);
        return recent.stream()
                .filter(other -> other.serial < permit.serial
                        && !other.refused
                        && other.at().isAfter(from))
                .count();
    }

    Permit sent(Object run, Instant now, int others, boolean capUsed, long tokens) {
        lastSender = run;
        Permit permit = new Permit(run, nextSerial++, now, others, capUsed, tokens);
        recent.addLast(permit);
        forEachQuota(quota -> quota.add(permit));
        while (recent.getFirst().at().plus(RECENT).isBefore(now)) {
            recent.removeFirst();
            cut = false;
        }
        if (recent.size() > MOST_RECENT) {
            recent.removeFirst();
            cut = true;
        }
        return permit;
    }

    void tokens(Permit permit, long tokens) {
        permit.tokens = tokens;
        forEachQuota(quota -> quota.reweigh(permit));
    }

    void refused(Permit permit) {
        permit.refused = true;
        forEachQuota(quota -> quota.reweigh(permit));
    }

    /** Nothing is known of what became of it at the limits: it got no answer. */
    void unanswered(Permit permit) {
        forEachQuota(quota -> quota.allowance.forget(permit::equals));
    }

    @Nullable
    WindowLimit perMinute(Counts counts) {
        return perMinute.get(counts);
    }

    Iterable<WindowLimit> perMinute() {
        return perMinute.values();
    }

    /** The server named a limit per minute. Whether it is news. */
    boolean learn(Limit limit, long value, Instant now, Duration slack, String from) {
        WindowLimit known = perMinute.get(limit.counts());
        boolean news = known == null || known.allowance.named(value);
        if (known == null) {
            known = quota(limit.counts(), new LimitShare(limit.counts(), value, false), slack);
        }
        if (news) {
            note(known, now, from);
        }
        return news;
    }

    /** So many requests a minute were seen to pass, and nothing named a limit. Whether it is news. */
    boolean guess(long value, Instant now, Duration slack) {
        WindowLimit known = perMinute.get(Counts.REQUESTS);
        boolean news = known == null || known.allowance.guessed(value);
        if (known == null) {
            known = quota(Counts.REQUESTS, new LimitShare(Counts.REQUESTS, value, true), slack);
        }
        if (news) {
            note(known, now, "a guess: so many requests a minute passed, and refusals (429) named no limit");
        }
        return news;
    }

    private WindowLimit quota(Counts counts, LimitShare allowance, Duration slack) {
        WindowLimit quota = new WindowLimit(counts, allowance, slack, recent);
        perMinute.put(counts, quota);
        return quota;
    }

    private void note(WindowLimit quota, Instant now, String from) {
        LimitShare use = quota.allowance;
        learned.put(
                key(quota.counts, Window.MINUTE),
                new Limits.Learned(name, quota.counts, Window.MINUTE, use.value(), use.allowed(), now, from));
    }

    /** More of it is used, or less: keeps {@link Limits} in step. */
    void update(WindowLimit quota, Instant now) {
        Limits.Learned old = learned.get(key(quota.counts, Window.MINUTE));
        boolean raised = old == null || quota.allowance.value() != old.value();
        note(
                quota,
                old == null || raised ? now : old.at(),
                old == null || raised ? "a guess: so many requests a minute passed" : old.from());
    }

    /** A quota of the day is used up: until it starts again, one request is enough to find out. */
    void usedUp(Limit limit, Instant now, String from) {
        usedUp = Optional.of(limit);
        usedUpUntil = limit.startsAgainAt(now).orElse(now.plus(UNKNOWN_DAY));
        limit.value()
                .ifPresent(value -> learned.put(
                        key(limit.counts(), Window.DAY),
                        new Limits.Learned(name, limit.counts(), Window.DAY, value, value, now, from)));
    }

    /** Requests pass again. */
    void notUsedUp() {
        usedUp = Optional.empty();
    }

    /** The quota of the day that was used up when it was last tried, and has not started again since. */
    Optional<Limit> usedUp(Instant now) {
        return usedUp.filter(limit -> now.isBefore(usedUpUntil));
    }

    private static String key(Counts counts, Window window) {
        return counts + " " + window;
    }
}
