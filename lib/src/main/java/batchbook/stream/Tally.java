package batchbook.stream;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Metrics;
import batchbook.Outcome;
import batchbook.Price;
import batchbook.Result;
import batchbook.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** The figures of results of which none is kept. For one thread. */
public final class Tally {
    private final Latencies latencies = new Latencies();
    private int answered;
    private int failed;
    private int retried;
    private int attempts;
    private int refused;
    private Usage tokens = Usage.NONE;
    private double cost;
    private boolean anyCost;
    private boolean costKnown = true;

    /** One more result, of a row that was asked. */
    public void add(Result row) {
        answered += row.ok() ? 1 : 0;
        failed += row.outcome() instanceof Outcome.Failed ? 1 : 0;
        if (!row.attempts().isEmpty()) {
            latencies.add(row.latency());
            retried += row.retried() ? 1 : 0;
            attempts += row.attempts().size();
            for (Attempt attempt : row.attempts()) {
                refused += attempt.error().filter(ErrorKind::isRefusal).isPresent() ? 1 : 0;
            }
        }
        Usage used = row.usage();
        tokens = tokens.plus(used);
        if (row.cost().isPresent()) {
            anyCost = true;
            cost += row.cost().getAsDouble();
        } else if (!used.equals(Usage.NONE)) {
            costKnown = false;
        }
    }

    /**
     * All of them.
     *
     * @param total how many rows there were, with those that have no result
     */
    public Metrics metrics(int total, Duration took, int mostInFlight, Optional<Price> price) {
        double inFlight = took.isZero() ? 0 : seconds(latencies.sum()) / seconds(took);
        return new Metrics(
                total,
                answered,
                failed,
                total - answered - failed,
                retried,
                attempts,
                refused,
                took,
                latencies.sum(),
                latencies.mean(),
                latencies.percentile(0.50),
                latencies.percentile(0.90),
                latencies.percentile(0.95),
                latencies.percentile(0.99),
                inFlight,
                mostInFlight,
                tokens,
                (price.isPresent() || anyCost) && costKnown ? OptionalDouble.of(cost) : OptionalDouble.empty());
    }

    private static double seconds(Duration duration) {
        // Summed over millions of rows, their nanoseconds need not fit a long.
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
