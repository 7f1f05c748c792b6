package batchbook.stream;

import java.time.Duration;

/**
 * Times, counted in classes each of which is 2 % longer than the one before: a percentile is off by a hundredth at most,
 * and the memory is the same for ten times and for a billion.
 */
public final class Latencies {
    private static final double STEP = Math.log(1.02);

    /** Up to a year from a microsecond; what is shorter than that is in the first class. */
    private final long[] counts = new long[classOf(Duration.ofDays(366).toNanos()) + 1];

    private long count;
    private Duration sum = Duration.ZERO;

    /** One more. */
    public void add(Duration latency) {
        long nanos = Math.max(0, latency.toNanos());
        counts[Math.min(classOf(nanos), counts.length - 1)]++;
        count++;
        sum = sum.plusNanos(nanos);
    }

    private static int classOf(long nanos) {
        return nanos <= 1_000 ? 0 : (int) Math.ceil(Math.log(nanos / 1_000.0) / STEP);
    }

    /** All added up, exactly. */
    public Duration sum() {
        return sum;
    }

    /** Their mean, exactly; zero without any. */
    public Duration mean() {
        return count == 0 ? Duration.ZERO : sum.dividedBy(count);
    }

    /** By nearest rank, to within a hundredth; zero without any. */
    public Duration percentile(double share) {
        long rank = (long) Math.ceil(share * count);
        int place = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[place]) {
            place++;
        }
        // In the middle of its class.
        return place == 0 ? Duration.ZERO : Duration.ofNanos(Math.round(1_000 * Math.exp(STEP * (place - 0.5))));
    }
}
