package batchbook.pace;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the limits of one key and model: one limit per minute of requests and one of tokens, named by the
 * server or guessed, and the quota of the day that is used up.
 *
 * <p>It keeps {@link Limits}, which the user sees, in step.
 */
final class LearnedLimits implements Iterable<WindowLimit> {
    /** For a quota of the day whose start is not known. */
    private static final Duration UNKNOWN_DAY = Duration.ofHours(1);

    private final String account;
    private final RecentRequests recent;
    private final Map<Counts, WindowLimit> perMinute = new EnumMap<>(Counts.class);
    private final Map<String, Limits.Learned> told = new LinkedHashMap<>();
    private Optional<Limit> usedUp = Optional.empty();
    private Instant usedUpUntil = Instant.MIN;

    /** Of the account of this name, with what it sent. */
    LearnedLimits(String account, RecentRequests recent) {
        this.account = account;
        this.recent = recent;
    }

    /** The limits per minute. */
    @Override
    public Iterator<WindowLimit> iterator() {
        return perMinute.values().iterator();
    }

    /** The limit per minute of requests or of tokens; null while none is known. */
    @Nullable
    WindowLimit of(Counts counts) {
        return perMinute.get(counts);
    }

    /** For the user, in the order in which they were learned. */
    Collection<Limits.Learned> told() {
        return told.values();
    }

    /** The server named a limit per minute. Whether it is news. */
    boolean learn(Limit limit, Instant now, Duration slack, String from) {
        long value = limit.value().orElseThrow();
        WindowLimit known = perMinute.get(limit.counts());
        boolean news = known == null || known.share.named(value);
        if (known == null) {
            known = begin(new LimitShare(limit.counts(), value, false), slack);
        }
        if (news) {
            tell(known, now, from);
        }
        return news;
    }

    /** So many requests a minute were seen to pass, and nothing named a limit. Whether it is news. */
    boolean guess(long value, Instant now, Duration slack) {
        WindowLimit known = perMinute.get(Counts.REQUESTS);
        boolean news = known == null || known.share.guessed(value);
        if (known == null) {
            known = begin(new LimitShare(Counts.REQUESTS, value, true), slack);
        }
        if (news) {
            tell(known, now, "a guess: so many requests a minute passed, and refusals (429) named no limit");
        }
        return news;
    }

    private WindowLimit begin(LimitShare share, Duration slack) {
        WindowLimit limit = new WindowLimit(share, slack, recent);
        perMinute.put(share.counts, limit);
        return limit;
    }

    private void tell(WindowLimit limit, Instant now, String from) {
        LimitShare share = limit.share;
        told.put(
                key(share.counts, Window.MINUTE),
                new Limits.Learned(account, share.counts, Window.MINUTE, share.value(), share.allowed(), now, from));
    }

    /** More of it is used, or less. */
    void update(WindowLimit limit, Instant now) {
        Limits.Learned old = told.get(key(limit.share.counts, Window.MINUTE));
        boolean raised = old == null || limit.share.value() != old.value();
        tell(
                limit,
                old == null || raised ? now : old.at(),
                old == null || raised ? "a guess: so many requests a minute passed" : old.from());
    }

    /** A quota of the day is used up: until it starts again, one request is enough to find out. */
    void usedUp(Limit limit, Instant now, String from) {
        usedUp = Optional.of(limit);
        usedUpUntil = limit.startsAgainAt(now).orElse(now.plus(UNKNOWN_DAY));
        limit.value()
                .ifPresent(value -> told.put(
                        key(limit.counts(), Window.DAY),
                        new Limits.Learned(account, limit.counts(), Window.DAY, value, value, now, from)));
    }

    /** Requests pass again. */
    void notUsedUp() {
        usedUp = Optional.empty();
    }

    /** The clock was set back: when the day ends is not known any more. */
    void forgetWhenTheDayEnds() {
        usedUpUntil = Instant.MIN;
    }

    /** The quota of the day that was used up when it was last tried, and has not started again since. */
    Optional<Limit> usedUp(Instant now) {
        return usedUp.filter(limit -> now.isBefore(usedUpUntil));
    }

    private static String key(Counts counts, Window window) {
        return counts + " " + window;
    }
}
