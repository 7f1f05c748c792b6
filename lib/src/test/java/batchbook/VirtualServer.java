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
    /** What {@link #perMinute} is from a later time on. */
    long perMinuteLater;

    Duration later = Duration.ofDays(9);
    long tokensPerMinute = Long.MAX_VALUE;
    long perDay = Long.MAX_VALUE;
    int mostAtOnce = Integer.MAX_VALUE;
    /** A bucket of so many requests that fills up by so many a second; 0 for none. */
    double bucket;

    double bucketPerSecond;
    /** So many requests are worked on at once, each for {@link #latency}, and the others wait; 0 for all. */
    int lanes;
    /** Share of the requests that fail with 503. */
    double errors;
    /** How far a token is from four bytes, at most: 0.03 is 3 % up or down. */
    double tokenNoise = 0.03;
    /** One way through the network. */
    Duration network = Duration.ofMillis(30);
    /** So many requests of a new client leave late, up to this long after they were handed over. */
    int coldRequests;

    Duration cold = Duration.ofSeconds(2);
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

    final VirtualTime time = new VirtualTime();
    private final SplittableRandom random;
    private final Deque<long[]> window = new ArrayDeque<>();
    private final Deque<long[]> accepted = new ArrayDeque<>();
    private final Deque<long[]> lastMinute = new ArrayDeque<>();
    private long tokensInLastMinute;
    private final PriorityQueue<Instant> underWay = new PriorityQueue<>();
    private final PriorityQueue<Instant> busyLanes = new PriorityQueue<>();
    private double inBucket = Double.NaN;
    private long bucketAt;
    private long othersDone;

    VirtualServer(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A new client of it. */
    VirtualWorkers workers() {
        return new VirtualWorkers(this, time);
    }

    @Override
    public Step step(Prompt prompt, int number) {
        Duration leaving = requests < coldRequests
                ? Duration.ofNanos((long) (cold.toNanos() * random.nextDouble()))
                : Duration.ZERO;
        requests++;
        Step step = answer(prompt, time.now().plus(leaving));
        return new Step(step.latency(), step.reply(), step.thrown(), leaving);
    }

    private Step answer(Prompt prompt, Instant left) {
        Instant arrives = left.plusNanos((long) (network.toNanos() * (0.5 + random.nextDouble())));
        long mine = tokens(prompt);
        long at = Duration.between(VirtualWorkers.START, arrives).toMillis();
        boolean out = at >= outageFrom.toMillis() && at < outageTo.toMillis();
        if (out || (errors > 0 && random.nextDouble() < errors)) {
            return Step.fail(60, ModelException.of(ErrorKind.OVERLOADED, "busy").httpStatus(503));
        }
        if (at >= later.toMillis()) {
            perMinute = perMinuteLater;
        }
        othersUntil(at);
        long start = phase == null
                ? at - 60_000
                : Math.floorDiv(at - phase.toMillis(), 60_000L) * 60_000 + phase.toMillis() - 1;
        if (!window.isEmpty() && window.getFirst()[0] <= start) {
            window.removeIf(entry -> entry[0] <= start);
        }
        while (!underWay.isEmpty() && !underWay.peek().isAfter(arrives)) {
            underWay.remove();
        }
        List<Limit> broken = broken(mine);
        double missing = missingInBucket(at);
        if (!broken.isEmpty() || underWay.size() >= mostAtOnce || missing > 0) {
            return refuse(at, start, mine, broken, missing);
        }
        inBucket--;
        window.add(new long[] {at, mine});
        accepted.add(new long[] {at, mine});
        measure(at);
        double factor = Math.exp(spread * random.nextGaussian());
        Duration takes =
                Duration.ofNanos(Math.round(latency.toNanos() * factor)).plus(waitsForALane(arrives, factor));
        underWay.add(arrives.plus(takes));
        Reply reply = new Reply("ok", new Usage(mine, 20, 0, 0), "STOP", "virtual");
        return new Step(takes.plus(network), reply, null);
    }

    private List<Limit> broken(long mine) {
        long tokens = tokensPerMinute == Long.MAX_VALUE
                ? 0
                : window.stream().mapToLong(entry -> entry[1]).sum();
        List<Limit> broken = new ArrayList<>();
        if (window.size() + 1 > perMinute) {
            broken.add(limit("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", perMinute, Counts.REQUESTS));
        }
        if (tokensPerMinute < Long.MAX_VALUE && tokens + mine > tokensPerMinute) {
            broken.add(limit("GenerateContentInputTokensPerModelPerMinute-FreeTier", tokensPerMinute, Counts.TOKENS));
        }
        if (accepted.size() >= perDay) {
            broken.add(limit("GenerateRequestsPerDayPerProjectPerModel-FreeTier", perDay, Counts.REQUESTS));
        }
        return broken;
    }

    private double missingInBucket(long at) {
        if (bucket == 0) {
            return 0;
        }
        double filled = Math.max(0, at - bucketAt) / 1_000.0 * bucketPerSecond;
        inBucket = Double.isNaN(inBucket) ? bucket : Math.min(bucket, inBucket + filled);
        bucketAt = Math.max(at, bucketAt);
        return Math.max(0, 1 - inBucket);
    }

    private Duration waitsForALane(Instant arrives, double factor) {
        if (lanes == 0) {
            return Duration.ZERO;
        }
        Instant begins = busyLanes.size() < lanes ? arrives : busyLanes.remove();
        begins = begins.isAfter(arrives) ? begins : arrives;
        busyLanes.add(begins.plusNanos(Math.round(latency.toNanos() * factor)));
        return Duration.between(arrives, begins);
    }

    long tokens(Prompt prompt) {
        double noise = new SplittableRandom(prompt.text().hashCode()).nextDouble(-1, 1) * tokenNoise;
        return Math.max(1, Math.round(prompt.text().length() / 4.0 * (1 + noise)));
    }

    private Step refuse(long at, long start, long mine, List<Limit> broken, double missing) {
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
        if (broken.isEmpty() && missing == 0) {
            return Step.fail(30 + random.nextInt(50), refusal);
        }
        long opens = window.isEmpty()
                ? 1_000
                : phase == null ? window.peekFirst()[0] + 60_000 - at : start + 1 + 60_000 - at;
        long millis = missing > 0 ? Math.round(missing / bucketPerSecond * 1_000) : day ? 36_000 : opens;
        if (naming != Naming.NOTHING) {
            refusal = refusal.retryAfter(Duration.ofMillis(Math.max(1, millis)));
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
        lastMinute.addLast(accepted.getLast());
        tokensInLastMinute += accepted.getLast()[1];
        while (lastMinute.getFirst()[0] <= at - 60_000) {
            tokensInLastMinute -= lastMinute.removeFirst()[1];
        }
        mostInAMinute = Math.max(mostInAMinute, lastMinute.size());
        mostTokensInAMinute = Math.max(mostTokensInAMinute, tokensInLastMinute);
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
