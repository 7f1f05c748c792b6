package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a batch: one result per prompt, in the order of the prompts. Immutable.
 *
 * <p>Get one from {@link Batch#run}, or from {@link Batch#last()} after a cell that was stopped. As the last expression
 * of a notebook cell it shows as a summary; {@code Tables.of(run)} and {@code Charts} show the rest.
 *
 * <pre>{@code
 * var run = Batch.parallel(gemini, prompts, 5);
 * run.get(0).text();
 * run.failed().forEach(row -> System.out.println(row.kind() + " " + row.error()));
 * run.metrics().speedUp();
 * }</pre>
 */
public final class Run implements Iterable<Result> {
    private final String model;
    private final int workers;
    private final List<Result> results;
    private final Instant started;
    private final Metrics metrics;
    private final Optional<String> stopped;

    Run(String model, int workers, List<Result> results, Instant started, Duration took, Optional<String> stopped) {
        this.model = model;
        this.workers = workers;
        this.results = List.copyOf(results);
        this.started = started;
        this.metrics = Metrics.of(this.results, took, workers);
        this.stopped = stopped;
    }

    /** Every prompt's result, in the order of the prompts. */
    public List<Result> results() {
        return results;
    }

    /**
     * The result of one prompt.
     *
     * @throws IndexOutOfBoundsException when there is no such prompt
     */
    public Result get(int index) {
        return results.get(index);
    }

    /** How many prompts there were. */
    public int size() {
        return results.size();
    }

    /** The rows with a complete answer. */
    public List<Result> answered() {
        return results.stream().filter(Result::ok).toList();
    }

    /** The rows that were sent and have no answer. */
    public List<Result> failed() {
        return results.stream().filter(row -> row.kind().isPresent()).toList();
    }

    /** The rows that were never sent, or stopped before their answer came. */
    public List<Result> notRun() {
        return results.stream()
                .filter(row -> row.outcome() instanceof Outcome.NotRun)
                .toList();
    }

    /** Latency, speed-up, success rate and tokens. */
    public Metrics metrics() {
        return metrics;
    }

    /** Name of the model that was asked. */
    public String model() {
        return model;
    }

    /** How many requests were allowed to be under way at once. */
    public int workers() {
        return workers;
    }

    /** When the run began. */
    public Instant started() {
        return started;
    }

    /** Wall time of the run. */
    public Duration took() {
        return metrics.took();
    }

    /** Why the run ended before its last prompt; empty when it went to the end. */
    public Optional<String> stopped() {
        return stopped;
    }

    @Override
    public Iterator<Result> iterator() {
        return results.iterator();
    }

    /** The run in a few lines, as a plain {@code jshell} shows it. */
    @Override
    public String toString() {
        if (results.isEmpty()) {
            return "Run of 0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.";
        }
        StringBuilder text = new StringBuilder()
                .append("Run of ")
                .append(Format.plural(size(), "prompt"))
                .append(" to ")
                .append(model)
                .append(" with ")
                .append(Format.plural(workers, "worker"))
                .append(" in ")
                .append(Format.duration(took()))
                .append("\n  answered ")
                .append(Format.count(metrics.answered()))
                .append(" (")
                .append(Format.percent(metrics.successRate()))
                .append(")")
                .append(", after a retry ")
                .append(Format.count(answered().stream().filter(Result::retried).count()))
                .append(", failed ")
                .append(Format.count(metrics.failed()));
        if (metrics.notRun() > 0) {
            text.append(", not run ").append(Format.count(metrics.notRun()));
        }
        text.append("\n  latency  p50 ")
                .append(Format.duration(metrics.p50()))
                .append(", p90 ")
                .append(Format.duration(metrics.p90()))
                .append(", p95 ")
                .append(Format.duration(metrics.p95()))
                .append(", p99 ")
                .append(Format.duration(metrics.p99()))
                .append("\n  speed-up ")
                .append(Format.times(metrics.speedUp()))
                .append(" of an ideal ")
                .append(Format.times(metrics.idealSpeedUp()))
                .append(String.format(Locale.ROOT, ", %.1f prompts/s", metrics.perSecond()));
        stopped.ifPresent(why -> text.append("\n  STOPPED  ").append(why));
        return text.toString();
    }
}
