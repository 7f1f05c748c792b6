package batchbook.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exercises of the lesson on rate limits. */
public final class Lesson05 {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Lesson05() {}

    /** How long to wait before the next request. */
    @FunctionalInterface
    public interface WaitRule {
        /**
         * The wait, none when there is room.
         *
         * @param sent when the requests so far were sent, the oldest first
         * @param limit how many may be sent in any minute
         */
        @Nullable
        Duration before(Deque<Instant> sent, Instant now, int limit) throws Exception;
    }

    /** How many prompts may be sent in a minute. */
    @FunctionalInterface
    public interface MostRule {
        /**
         * How many.
         *
         * @param requests how many a minute may have
         * @param tokens how many a minute may have
         * @param each how many tokens one prompt has
         */
        long inAMinute(long requests, long tokens, long each) throws Exception;
    }

    /** 15 requests a minute, 100 prompts: after how many minutes is the last one sent? In the seventh one, that is. */
    public static Verdict question1(double minutes) {
        return Check.begin()
                .mistake(minutes == 0, "replace the zero")
                .mistake(
                        Check.near(minutes, 100.0 / 15),
                        "so many in a row would be one every four seconds; here 15 go at once, and the next 15 a minute later")
                .mistake(
                        minutes > 60,
                        "the answer is in minutes: write down how many were sent when no minute is over, when one is, when two are")
                .mistake(
                        minutes == 5,
                        "when five minutes are over, the sixth group goes; count how many have been sent then")
                .right(
                        minutes == 6 || minutes == 7,
                        "write down how many were sent at the start, when one minute is over, when two are, and so on");
    }

    /** {@code Duration waitBefore(Deque<Instant> sent, Instant now, int limit)}. */
    public static Verdict question2(WaitRule rule) {
        Optional<String> found = Trial.problem(() -> {
            for (int limit : List.of(3, 5, 1)) {
                Optional<String> mistake = play(rule, limit);
                if (mistake.isPresent()) {
                    return mistake;
                }
            }
            return Optional.empty();
        });
        return Check.begin().mistake(found).right(true, "");
    }

    /** Sends with this rule, and tells the first mistake. What is between two requests differs, as answers do. */
    private static Optional<String> play(WaitRule rule, int limit) throws Exception {
        Deque<Instant> given = new ArrayDeque<>();
        List<Instant> sent = new ArrayList<>();
        Optional<String> mistake = Optional.empty();
        boolean waited = false;
        Instant now = Instant.parse("2026-07-01T12:00:00Z");
        for (int gap : List.of(3, 5, 2, 4, 1, 3, 40, 2, 7, 1, 90, 1, 1, 2, 3, 1, 50, 4, 3)) {
            Duration wait = rule.before(given, now, limit);
            if (wait == null) {
                return Optional.of("it gives null: a wait of nothing is Duration.ZERO");
            }
            wait = wait.isNegative() ? Duration.ZERO : wait;
            waited |= !wait.isZero();
            if (mistake.isEmpty()) {
                mistake = mistake(sent, now, limit, wait);
            }
            now = now.plus(wait);
            sent.add(now);
            given.add(now);
            now = now.plusSeconds(gap);
        }
        return waited ? mistake : Optional.of("it never waits: replace Duration.ZERO where the minute is full");
    }

    private static Optional<String> mistake(List<Instant> sent, Instant now, int limit, Duration wait) {
        List<Instant> counts =
                sent.stream().filter(time -> time.isAfter(now.minus(MINUTE))).toList();
        String when = "limit " + limit + ", " + counts.size() + " sent in the minute before now: ";
        if (counts.size() < limit) {
            return wait.isZero()
                    ? Optional.empty()
                    : Optional.of(
                            counts.size() == sent.size()
                                    ? when + "there is still room, but it waits " + wait.toSeconds() + " s"
                                    : when + "it waits " + wait.toSeconds()
                                            + " s; do requests that are older than a minute still count?");
        }
        Duration right = Duration.between(now, counts.get(counts.size() - limit).plus(MINUTE));
        if (wait.equals(right)) {
            return Optional.empty();
        }
        Duration newest = Duration.between(now, counts.get(counts.size() - 1).plus(MINUTE));
        if (limit > 1 && wait.equals(newest)) {
            return Optional.of(when + "it waits until the newest is a minute old; which one makes room first?");
        }
        if (wait.isZero()) {
            return Optional.of(
                    sent.size() == limit
                            ? when + "it does not wait, so the minute gets one request too many"
                            : when + "it does not wait; does it look at a request that is long out of the minute?");
        }
        return Optional.of(
                wait.compareTo(right) < 0
                        ? when + "after its " + wait.toSeconds()
                                + " s the minute is still full; give the whole wait, not a step of it"
                        : when + "it waits " + wait.toSeconds() + " s, which is longer than it must");
    }

    /** {@code long most(long requests, long tokens, long each)}. */
    public static Verdict question3(MostRule rule) {
        return Check.begin().mistake(Trial.problem(() -> mistake(rule))).right(true, "");
    }

    private static Optional<String> mistake(MostRule rule) throws Exception {
        long tight = rule.inAMinute(10, 250_000, 50_000);
        long loose = rule.inAMinute(10, 250_000, 100);
        String first = "10 requests and 250,000 tokens a minute, 50,000 tokens each: it gives " + tight + "; ";
        if (tight == 0 && loose == 0) {
            return Optional.of("replace the zero");
        }
        if (tight == 10) {
            return Optional.of(first + "how many tokens would those be?");
        }
        if (tight != 5) {
            return Optional.of(first + "how many such prompts fit into the tokens, and how many into the requests?");
        }
        if (loose != 10) {
            return Optional.of("10 requests and 250,000 tokens a minute, 100 tokens each: it gives " + loose
                    + "; the other limit holds too");
        }
        long uneven = rule.inAMinute(100, 1_000, 300);
        if (uneven != 3) {
            return Optional.of(
                    "1,000 tokens a minute, 300 each: it gives " + uneven + "; only whole prompts can be sent");
        }
        return rule.inAMinute(15, 1_000, 2_000) == 0
                ? Optional.empty()
                : Optional.of("a prompt larger than the tokens of a minute can never be sent");
    }
}
