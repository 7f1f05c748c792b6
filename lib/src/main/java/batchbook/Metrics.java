package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures of a run. Pure and immutable; get one from {@link Run#metrics()}.
 *
 * <p>Latency is a row's time on the network, all its requests together, without the waits between them. Percentiles are
 * exact, by nearest rank, over the rows that were sent; rows of a job have no latency and count in none of these figures. The sum of all latencies divided by the time the run took is how
 * many requests were under way on average (Little's law: concurrency = rate x latency). That is no speed-up: a server
 * that chokes on many requests raises it. A speed-up is {@link Run#speedUp(Run)}, a ratio of wall times.
 *
 * @param total prompts
 * @param answered prompts with a complete answer
 * @param failed prompts that were sent and have none
 * @param notRun prompts without a result because the run ended before
 * @param retried prompts that were asked once more after a try had failed; {@code refused} requests are no tries
 * @param attempts requests sent, retries included
 * @param refused the requests that the provider refused for a limit (429)
 * @param took wall time of the run
 * @param latencySum latencies of all rows added up
 * @param meanLatency mean latency of the rows that were sent
 * @param p50 median latency
 * @param p90 90th percentile of latency
 * @param p95 95th percentile of latency
 * @param p99 99th percentile of latency
 * @param meanInFlight requests under way on average, {@code latencySum / took}
 * @param mostInFlight requests that were under way at once at most
 * @param tokens tokens of all requests that told them, also of replies that could not be used; a reply that several rows
 *     share counts once
 * @param cost what these tokens cost, in US dollars, each at the price of the model that was asked; empty when one of the
 *     prices is not known
 */
public record Metrics(
        int total,
        int answered,
        int failed,
        int notRun,
        int retried,
        int attempts,
        int refused,
        Duration took,
        Duration latencySum,
        Duration meanLatency,
        Duration p50,
        Duration p90,
        Duration p95,
        Duration p99,
        double meanInFlight,
        int mostInFlight,
        Usage tokens,
        OptionalDouble cost) {

    static Metrics of(List<Result> results, Duration took, Optional<Price> price) {
        List<Duration> latencies = results.stream()
                .filter(Result::wasTimed)
                .map(Result::latency)
                .sorted()
                .toList();
        Duration sum = latencies.stream().reduce(Duration.ZERO, Duration::plus);
        int answered = count(results, Outcome.Answered.class);
        int failed = count(results, Outcome.Failed.class);
        return new Metrics(
                results.size(),
                answered,
                failed,
                results.size() - answered - failed,
                (int) results.stream().filter(Result::retried).count(),
                results.stream().mapToInt(row -> row.attempts().size()).sum(),
                (int) results.stream()
                        .flatMap(row -> row.attempts().stream())
                        .flatMap(attempt -> attempt.error().stream())
                        .filter(ErrorKind::isRefusal)
                        .count(),
                took,
                sum,
                latencies.isEmpty() ? Duration.ZERO : sum.dividedBy(latencies.size()),
                percentile(latencies, 0.50),
                percentile(latencies, 0.90),
                percentile(latencies, 0.95),
                percentile(latencies, 0.99),
                ratio(sum, took),
                mostInFlight(results),
                results.stream().map(Result::usage).reduce(Usage.NONE, Usage::plus),
                cost(results, price));
    }

    /** Of a run that was read from a file, only when each of its rows tells what it cost. */
    private static OptionalDouble cost(List<Result> results, Optional<Price> price) {
        List<OptionalDouble> costs = results.stream()
                .filter(row -> row.cost().isPresent() || !row.usage().equals(Usage.NONE))
                .map(Result::cost)
                .toList();
        boolean known = price.isPresent() || !costs.isEmpty();
        return known && costs.stream().allMatch(OptionalDouble::isPresent)
                ? OptionalDouble.of(
                        costs.stream().mapToDouble(cost -> cost.orElse(0)).sum())
                : OptionalDouble.empty();
    }

    /** Answered prompts as a share of all, from 0 to 1; 0 for an empty run. */
    public double successRate() {
        return total == 0 ? 0 : (double) answered / total;
    }

    /** Finished prompts, answered or failed, per second of wall time; 0 when the run took no time. */
    public double perSecond() {
        return took.isZero() ? 0 : (answered + failed) / seconds(took);
    }

    /**
     * Wall time divided by the number of finished prompts, answered or failed: what one more cost in waiting; zero when none
     * is finished.
     */
    public Duration perPrompt() {
        return answered + failed == 0 ? Duration.ZERO : took.dividedBy(answered + failed);
    }

    private static int mostInFlight(List<Result> results) {
        Instant[] sent = sorted(results, Attempt::sent);
        Instant[] finished = sorted(results, Attempt::finished);
        // One that ended at the moment it began was under way all the same.
        int most = sent.length == 0 ? 0 : 1;
        int ended = 0;
        for (int begun = 0; begun < sent.length; begun++) {
            boolean more = begun + 1 < sent.length && sent[begun + 1].equals(sent[begun]);
            // An answer makes room for the request that is sent at the same moment.
            while (!more && ended < finished.length && !finished[ended].isAfter(sent[begun])) {
                ended++;
            }
            most = Math.max(most, more ? 0 : begun + 1 - ended);
        }
        return most;
    }

    private static Instant[] sorted(List<Result> results, Function<Attempt, Instant> time) {
        List<Instant> times = new ArrayList<>(results.size());
        for (Result row : results) {
            for (Attempt attempt : row.attempts()) {
                if (!attempt.inAJob()) {
                    times.add(time.apply(attempt));
                }
            }
        }
        Instant[] sorted = times.toArray(Instant[]::new);
        // They are nearly in order already, which this makes use of.
        Arrays.sort(sorted);
        return sorted;
    }

    private static int count(List<Result> results, Class<? extends Outcome> type) {
        return (int)
                results.stream().filter(row -> type.isInstance(row.outcome())).count();
    }

    private static Duration percentile(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static double ratio(Duration part, Duration whole) {
        return whole.isZero() ? 0 : seconds(part) / seconds(whole);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
