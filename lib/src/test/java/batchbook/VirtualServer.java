package batchbook;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.VirtualWorkers.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** A provider with limits, in virtual time: what it refuses and how it says so is set by the test. */
final class VirtualServer implements VirtualWorkers.Script {
    /** How a refusal names its reason. */
    enum Naming {
        ALL,
        DELAY_ONLY,
        NOTHING
    }

    long perMinute = Long.MAX_VALUE;
    long tokensPerMinute = Long.MAX_VALUE;
    long perDay = Long.MAX_VALUE;
    int mostAtOnce = Integer.MAX_VALUE;
    /** How far a token is from four bytes, at most: 0.03 is 3 % up or down. */
    double tokenNoise = 0.03;
    /** One way through the network. */
    Duration network = Duration.ofMillis(30);
    /** Start of a fixed minute; null for a window that rolls. */
    Duration phase;

    boolean refusedCount;
    /** Requests that somebody else sends with the same key, each minute. */
    long othersPerMinute;

    Duration latency = Duration.ofSeconds(2);
    double spread = 0.3;
    Naming naming = Naming.ALL;
    /** From when to when every request fails. */
    Duration outageFrom = Duration.ofDays(9);

    Duration outageTo = Duration.ofDays(9);

    int requests;
    int refused;
    long mostInAMinute;
    long mostTokensInAMinute;

    private final SplittableRandom random;
    private final Deque<long[]> window = new ArrayDeque<>();
    private final Deque<long[]> accepted = new ArrayDeque<>();
    private final PriorityQueue<Instant> underWay = new PriorityQueue<>();
    private long othersDone;
    private VirtualWorkers workers;

    VirtualServer(long seed) {
        random = new SplittableRandom(seed);
    }

    VirtualWorkers workers() {
        workers = new VirtualWorkers(this);
        return workers;
    }

    @Override
    public Step step(Prompt prompt, int number) {
        requests++;
        Instant arrives = workers.now().plusNanos((long) (network.toNanos() * (0.5 + random.nextDouble())));
        long mine = tokens(prompt);
        long at = Duration.between(VirtualWorkers.START, arrives).toMillis();
        if (at >= outageFrom.toMillis() && at < outageTo.toMillis()) {
            return Step.fail(60, ModelException.of(ErrorKind.OVERLOADED, "busy").httpStatus(503));
        }
        othersUntil(at);
        long start = phase == null
                ? at - 60_000
                : Math.floorDiv(at - phase.toMillis(), 60_000L) * 60_000 + phase.toMillis() - 1;
        window.removeIf(entry -> entry[0] <= start);
        while (!underWay.isEmpty() && !underWay.peek().isAfter(arrives)) {
            underWay.remove();
        }
        long used = window.size();
        long tokens = window.stream().mapToLong(entry -> entry[1]).sum();
        List<Limit> broken = new ArrayList<>();
        if (used + 1 > perMinute) {
            broken.add(limit("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", perMinute, Counts.REQUESTS));
        }
        if (tokens + mine > tokensPerMinute) {
            broken.add(limit("GenerateContentInputTokensPerModelPerMinute-FreeTier", tokensPerMinute, Counts.TOKENS));
        }
        if (accepted.size() >= perDay) {
            broken.add(limit("GenerateRequestsPerDayPerProjectPerModel-FreeTier", perDay, Counts.REQUESTS));
        }
        if (!broken.isEmpty() || underWay.size() >= mostAtOnce) {
            return refuse(at, start, mine, broken);
        }
        window.add(new long[] {at, mine});
        accepted.add(new long[] {at, mine});
        measure(at);
        double factor = Math.exp(spread * random.nextGaussian());
        Duration takes = Duration.ofNanos(Math.round(latency.toNanos() * factor));
        underWay.add(arrives.plus(takes));
        Reply reply = new Reply("ok", new Usage(mine, 20, 0, 0), "STOP", "virtual");
        return new Step(takes.plus(network), reply, null);
    }

    long tokens(Prompt prompt) {
        double noise = new SplittableRandom(prompt.text().hashCode()).nextDouble(-1, 1) * tokenNoise;
        return Math.max(1, Math.round(prompt.text().length() / 4.0 * (1 + noise)));
    }

    private Step refuse(long at, long start, long mine, List<Limit> broken) {
        refused++;
        if (refusedCount) {
            window.add(new long[] {at, mine});
        }
        ModelException refusal = ModelException.of(ErrorKind.RATE_LIMITED, "You exceeded your current quota")
                .httpStatus(429);
        boolean day = broken.stream().anyMatch(limit -> limit.window() == Window.DAY);
        if (day) {
            refusal = ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "used up").httpStatus(429);
        }
        if (broken.isEmpty()) {
            return Step.fail(30 + random.nextInt(50), refusal);
        }
        long opens = window.isEmpty()
                ? 1_000
                : phase == null ? window.peekFirst()[0] + 60_000 - at : start + 1 + 60_000 - at;
        Duration delay = Duration.ofMillis(day ? 36_000 : Math.max(1, opens));
        if (naming != Naming.NOTHING) {
            refusal = refusal.retryAfter(delay);
        }
        if (naming == Naming.ALL) {
            refusal = refusal.limits(broken);
        }
        return Step.fail(30 + random.nextInt(50), refusal);
    }

    /** Somebody else's requests, evenly spread. */
    private void othersUntil(long at) {
        while (othersPerMinute > 0 && othersDone * 60_000 / othersPerMinute <= at) {
            window.add(new long[] {othersDone * 60_000 / othersPerMinute, 100});
            othersDone++;
        }
    }

    private void measure(long at) {
        long inMinute = 0;
        long tokens = 0;
        for (var newest = accepted.descendingIterator(); newest.hasNext(); ) {
            long[] entry = newest.next();
            if (entry[0] <= at - 60_000) {
                break;
            }
            inMinute++;
            tokens += entry[1];
        }
        mostInAMinute = Math.max(mostInAMinute, inMinute);
        mostTokensInAMinute = Math.max(mostTokensInAMinute, tokens);
    }

    private static Limit limit(String id, long value, Counts counts) {
        Window window = id.contains("PerDay") ? Window.DAY : Window.MINUTE;
        return new Limit(
                id,
                "",
                OptionalLong.of(value),
                window,
                counts,
                window == Window.DAY ? Optional.of(ZoneId.of("America/Los_Angeles")) : Optional.empty());
    }
}
