package batchbook;

import batchbook.journal.Session;
import batchbook.pace.Waits;
import batchbook.text.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    /** What a run that is looked at before its end says about its end. */
    static final String STILL_RUNNING = "still running";

    private final Story story;
    private final List<Result> results;
    private final Metrics metrics;
    private final @Nullable Batch plan;

    Run(Story story, List<Result> results, @Nullable Batch plan) {
        this.story = story;
        this.results = new ResultList(
                results.stream().map(row -> row.priced(story.price())).toList());
        this.metrics = Metrics.of(this.results, story);
        this.plan = plan;
    }

    /**
     * Every prompt's result, in the order of the prompts. A list of results shows as a table in a cell, and the lists of
     * a run print as a few lines.
     */
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
        return where(Result::ok);
    }

    /** The rows that were sent and have no answer; {@code plan.run(run.failed())} asks them in another way. */
    public List<Result> failed() {
        return where(row -> row.kind().isPresent());
    }

    /** The rows that were never sent, or stopped before their answer came. */
    public List<Result> notRun() {
        return where(row -> row.outcome() instanceof Outcome.NotRun);
    }

    private List<Result> where(Predicate<Result> wanted) {
        return new ResultList(results.stream().filter(wanted).toList());
    }

    /** Latency, speed-up, success rate, tokens and cost. */
    public Metrics metrics() {
        return metrics;
    }

    /** Name of the model that was asked. */
    public String model() {
        return story.model();
    }

    /**
     * How many requests were allowed to be under way at once; when the plan stated no number, the most that were.
     */
    public int workers() {
        return story.workers();
    }

    /** When the run began; of a run that was resumed, when its first part began. */
    public Instant started() {
        return story.sessions().get(0).started();
    }

    /** Wall time of the run; of a run that was resumed, of all its parts, without the time between them. */
    public Duration took() {
        return metrics.took();
    }

    /** For how long the run had worked at that time; a gap before it was resumed does not count. */
    public Duration elapsed(Instant time) {
        return Session.worked(story.sessions(), time);
    }

    /** How many times faster than real time its clock went: 1, or the speed of a simulator. */
    public double speed() {
        return story.speed();
    }

    /** Why the run ended before its last prompt; empty when it went to the end. */
    public Optional<String> stopped() {
        return story.stopped();
    }

    /** Whether it has ended; false for what {@link Running#soFar()} and {@link Batch#last()} give while it goes on. */
    public boolean isOver() {
        return !stopped().equals(Optional.of(STILL_RUNNING));
    }

    /** When the pace changed, and why; oldest first. Of a run that was resumed, those of its last part. */
    public List<Change> changes() {
        return story.changes();
    }

    /**
     * When prompts were ready but nothing was sent, and why; oldest first. Of a run that was resumed, those of its last
     * part.
     */
    public List<Pause> pauses() {
        return story.pauses();
    }

    /**
     * For how long nothing could be sent though prompts were ready, by the reason, the longest first; without reasons of
     * less than a hundredth of the time. See {@link #pauses()}.
     */
    public Map<String, Duration> waits() {
        return Waits.of(story.pauses(), story.lastSession().took());
    }

    /** What the model costs; empty when that is not known. */
    public Optional<Price> price() {
        return story.price();
    }

    /**
     * What to do now, in sentences, the most important first: about the end before the last prompt, about each kind of
     * failure, about what decided how long it took. Empty when there is nothing to do.
     */
    public List<String> advice() {
        return Advice.of(this);
    }

    /** In plain words: what came of it, where the time went, and what to do about each kind of failure. */
    public String explain() {
        return Explanation.of(this);
    }

    /**
     * Asks what is not {@linkplain Result#settled() settled}: rows that were not run, and those that failed for no fault
     * of their own, such as a bad key. What is settled is kept and not asked again, and neither is what the journal has
     * got since. Blocks like {@link Batch#run}.
     *
     * @return a new run that covers all rows, with the figures of both parts
     * @throws IllegalStateException when this run was read from a file and has no plan
     */
    public Run resume() {
        return plan("resume()").resume(this, Result::settled);
    }

    /**
     * Asks the rows that have no answer once more, those that failed for good included; not those of which the journal
     * has got an answer since. Blocks like {@link Batch#run}.
     *
     * @return a new run that covers all rows, with the figures of both parts
     * @throws IllegalStateException when this run was read from a file and has no plan
     */
    public Run retryFailed() {
        return plan("retryFailed()").resume(this, Result::ok);
    }

    private Batch plan(String wanted) {
        if (plan == null) {
            throw new IllegalStateException(wanted + " needs a plan, and a run that was read from a file has none: make"
                    + " the plan again, with .journal(..) naming that file, and run it with the same prompts");
        }
        return plan;
    }

    Optional<Batch> plan() {
        return Optional.ofNullable(plan);
    }

    Story story() {
        return story;
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
                .append(model())
                .append(" with ")
                .append(Format.plural(workers(), "worker"))
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
        stopped().ifPresent(why -> text.append("\n  STOPPED  ").append(why));
        return text.toString();
    }
}
