package batchbook.pace;

import batchbook.Limits;
import batchbook.Model;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is known of one key and model, by all runs that ask it, for as long as the JVM lives; and the lock for it.
 *
 * <p>Its parts: {@link RecentRequests what was sent}, the {@link LearnedLimits limits} that refusals taught, the {@link
 * ActiveRuns runs} that go on, their {@link SharedPause pause}, and {@link Estimates} of answers. What happens to a
 * request goes through here where all limits must hear of it, the learned ones and those that the users of other runs
 * stated.
 */
public final class Account {
    /** Who is asked least recently is forgotten first. */
    private static final int MOST_ACCOUNTS = 200;

    /** Clocks of two runs may differ by so much; more means that the clock was set back. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final Map<Object, Account> ALL = new LinkedHashMap<>(16, 0.75f, true);

    final RecentRequests recent = new RecentRequests();
    final LearnedLimits limits;
    final ActiveRuns runs = new ActiveRuns();
    final SharedPause sharedPause = new SharedPause();
    final Estimates estimates = new Estimates();

    Account(String name) {
        this.limits = new LearnedLimits(name, recent);
    }

    static Account of(Model model) {
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

    /** What all accounts have learned. */
    public static Limits limits() {
        synchronized (ALL) {
            List<Limits.Learned> all = new ArrayList<>();
            for (Account account : ALL.values()) {
                synchronized (account) {
                    all.addAll(account.limits.told());
                }
            }
            return new Limits(all);
        }
    }

    /** Runs that go on keep theirs. */
    public static void forgetAll() {
        synchronized (ALL) {
            ALL.clear();
        }
    }

    /** After the clock was set back, what was sent lies in the future and would block for as long. */
    void clockShows(Instant now) {
        if (recent.last().isAfter(now.plus(TOLERANCE))) {
            recent.clear();
            forEachLimit(WindowLimit::clear);
            sharedPause.end();
            limits.forgetWhenTheDayEnds();
        }
    }

    /** A run is over: of what it had in flight nothing will be heard. */
    void ends(Object run) {
        Permit probe = sharedPause.probe();
        if (probe != null && probe.run.equals(run)) {
            sharedPause.probeAgain();
        }
        forEachLimit(limit -> limit.share.forget(permit -> permit.run.equals(run)));
        runs.ends(run);
    }

    private void forEachLimit(Consumer<WindowLimit> action) {
        limits.forEach(action);
        runs.forEachStated(action);
    }

    /** The serial of the next request: a pause that begins now is not for those before it. */
    long nextSerial() {
        return recent.nextSerial();
    }

    /** A request of this run goes now, beside so many others of its own. */
    Permit sent(Object run, Instant now, int others, boolean limitUsed, long tokens) {
        Permit permit = recent.add(run, now, others, limitUsed, tokens);
        runs.sent(run);
        forEachLimit(limit -> limit.add(permit));
        return permit;
    }

    /** Its answer told how many tokens its prompt has. */
    void tokens(Permit permit, long tokens) {
        permit.tokens = tokens;
        forEachLimit(limit -> limit.reweigh(permit));
    }

    void refused(Permit permit) {
        permit.refused = true;
        forEachLimit(limit -> limit.reweigh(permit));
    }

    /** Nothing is known of what became of it at the limits: it got no answer. */
    void unanswered(Permit permit) {
        forEachLimit(limit -> limit.share.forget(permit::equals));
    }
}
