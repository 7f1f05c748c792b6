package batchbook;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key and model, by all runs that ask it, for as long as the JVM lives.
 *
 * <p>Two runs may ask the same model at the same time, so every method is for one thread at a time: {@link Pace} holds
 * the account's lock.
 */
final class Account {
    private static final int MOST_ACCOUNTS = 200;
    private static final int MOST_RECENT = 20_000;
    private static final Duration RECENT = Quota.MINUTE.plusSeconds(5);
    private static final Map<Object, Account> ALL = new LinkedHashMap<>(16, 0.75f, true);

    private final String name;
    final Experience experience = new Experience();
    private final Deque<Sent> recent = new ArrayDeque<>();
    private final Map<Counts, Quota> perMinute = new EnumMap<>(Counts.class);
    private final Map<String, Limits.Learned> learned = new LinkedHashMap<>();
    private long nextSerial;

    Account(String name) {
        this.name = name;
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

    static Limits limits() {
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

    static void forgetAll() {
        synchronized (ALL) {
            ALL.clear();
        }
    }

    /** After the clock was set back, what was sent lies in the future and would block for as long. */
    void clockShows(Instant now) {
        if (!recent.isEmpty() && recent.getLast().at.isAfter(now)) {
            recent.clear();
            perMinute.values().forEach(Quota::clear);
        }
    }

    long nextSerial() {
        return nextSerial;
    }

    /** What was sent in the last minute and a little more, oldest first. */
    Iterable<Sent> recent() {
        return recent;
    }

    /** How many requests went out in the last minute. */
    long inLastMinute(Instant now) {
        Instant from = now.minus(Quota.MINUTE);
        return recent.stream().filter(sent -> sent.at.isAfter(from)).count();
    }

    /** How many requests were accepted in the minute before this one was sent. */
    long acceptedBefore(Sent sent) {
        Instant from = sent.at.minus(Quota.MINUTE);
        return recent.stream()
                .filter(other -> other.serial < sent.serial && !other.refused && other.at.isAfter(from))
                .count();
    }

    Sent sent(Instant now, int others, boolean capUsed, long tokens) {
        Sent sent = new Sent(nextSerial++, now, others, capUsed, tokens);
        recent.addLast(sent);
        perMinute.values().forEach(quota -> quota.add(sent));
        while (recent.size() > MOST_RECENT || recent.getFirst().at.plus(RECENT).isBefore(now)) {
            recent.removeFirst();
        }
        return sent;
    }

    void tokens(Sent sent, long tokens) {
        perMinute.values().forEach(quota -> quota.book(sent, -1));
        sent.tokens = tokens;
        perMinute.values().forEach(quota -> quota.book(sent, 1));
    }

    void refused(Sent sent) {
        perMinute.values().forEach(quota -> quota.book(sent, -1));
        sent.refused = true;
        perMinute.values().forEach(quota -> quota.book(sent, 1));
    }

    @Nullable
    Quota perMinute(Counts counts) {
        return perMinute.get(counts);
    }

    Iterable<Quota> perMinute() {
        return perMinute.values();
    }

    /** A limit was named. Whether it is news. */
    boolean learn(Limit limit, long value, Instant now, Duration slack, String from) {
        boolean day = limit.window() == Window.DAY;
        Quota known = perMinute.get(limit.counts());
        boolean news = day ? !learned.containsKey(key(limit.counts(), Window.DAY)) : known == null || known.set(value);
        if (!day && known == null) {
            perMinute.put(limit.counts(), new Quota(limit.counts(), value, slack, recent));
        }
        if (news) {
            Window window = day ? Window.DAY : Window.MINUTE;
            learned.put(
                    key(limit.counts(), window),
                    new Limits.Learned(name, limit.counts(), window, value, value, now, from));
        }
        return news;
    }

    /** Keeps {@link Limits} in step with what is allowed now. */
    void update(Quota quota) {
        learned.computeIfPresent(
                key(quota.counts, Window.MINUTE),
                (key, old) -> new Limits.Learned(
                        old.account(), old.counts(), old.window(), old.value(), quota.allowed(), old.at(), old.from()));
    }

    Optional<Limits.Learned> perDay() {
        return Optional.ofNullable(learned.get(key(Counts.REQUESTS, Window.DAY)));
    }

    private static String key(Counts counts, Window window) {
        return counts + " " + window;
    }
}
