package batchbook;

import batchbook.answer.AnswerType;
import batchbook.journal.Session;
import batchbook.report.Advice;
import batchbook.report.Explanation;
import batchbook.report.Report;
import batchbook.report.ResultList;
import batchbook.report.Story;
import batchbook.report.Summary;
import batchbook.report.TypedAnswers;
import batchbook.report.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
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
 * run.metrics().p99();
 * }</pre>
 */
public final class Run implements Iterable<Result> {
    private final Report report;
    private final Resumption resumption;
    private final @Nullable Consumer<Progress> watch;

    /** How a run goes on. */
    interface Resumption {
        /**
         * A new run, which keeps such results of the earlier one, and of the journal.
         *
         * @throws IllegalStateException when there is no plan
         */
        Run resume(Run earlier, Predicate<Result> keeps);

        /** The same with another model in the plan. */
        Resumption with(Model model);
    }

    Run(Story story, List<Result> results, Resumption resumption) {
        this(story, results, resumption, null);
    }

    /** One that can be watched, as it goes on. */
    Run(Story story, List<Result> results, Resumption resumption, @Nullable Consumer<Progress> watch) {
        List<Result> rows = new ResultList(results);
        this.report = new Report(story, rows, Metrics.of(rows, Session.took(story.sessions()), story.price()));
        this.resumption = resumption;
        this.watch = watch;
    }

    /**
     * Every prompt's result, in the order of the prompts. A list of results shows as a table in a cell, and the lists of
     * a run print as a few lines.
     */
    public List<Result> results() {
        return report.results();
    }

    /**
     * The result of one prompt.
     *
     * @throws IndexOutOfBoundsException when there is no such prompt
     */
    public Result get(int index) {
        return report.results().get(index);
    }

    /** How many prompts there were. */
    public int size() {
        return report.size();
    }

    /** The rows with a complete answer. */
    public List<Result> answered() {
        return where(Result::ok);
    }

    /** The rows that were sent and have no answer; {@code plan.run(run.failed())} asks them in another way. */
    public List<Result> failed() {
        return new ResultList(report.failed());
    }

    /** The rows that were never sent, or stopped before their answer came. */
    public List<Result> notRun() {
        return where(row -> row.outcome() instanceof Outcome.NotRun);
    }

    private List<Result> where(Predicate<Result> wanted) {
        return new ResultList(report.results().stream().filter(wanted).toList());
    }

    /** What the answers were to be; empty when they are texts, and when the run was read from a file. */
    public Optional<AnswerType<?>> answerType() {
        return report.story().answerType();
    }

    /**
     * The answers of the {@linkplain #answered() answered} rows as values, in their order.
     *
     * @throws batchbook.answer.UnreadableAnswerException when one is none of that class, naming its row
     */
    public <T> List<T> values(Class<T> type) {
        return TypedAnswers.values(report, type);
    }

    /** Latency, requests under way, success rate, tokens and cost. */
    public Metrics metrics() {
        return report.metrics();
    }

    /** Name of the model that was asked; {@code flash, then pro} when another one went on with it. */
    public String model() {
        return report.story().model();
    }

    /**
     * How many requests were allowed to be under way at once; when the plan stated no number, the most that were.
     */
    public int workers() {
        return report.story().workers();
    }

    /**
     * How it was run, as legends name it: {@code sequential}, {@code 8 workers}, or {@code at most 12 at once} when the plan
     * stated no number.
     */
    public String label() {
        return Words.label(report.story(), report.metrics());
    }

    /**
     * How many times faster it was than another run of the same prompts: the wall time of that one divided by the wall time
     * of this one, 2 when it took half the time. Empty when the two cannot be compared: other prompts were asked, one of
     * them did not go to its end, or has no answer.
     *
     * <pre>{@code
     * fast.speedUp(slow)
     * }</pre>
     */
    public OptionalDouble speedUp(Run other) {
        return report.speedUp(other.report);
    }

    /** When the run began; of a run that was resumed, when its first part began. */
    public Instant started() {
        return report.story().sessions().get(0).started();
    }

    /** Wall time of the run; of a run that was resumed, of all its parts, without the time between them. */
    public Duration took() {
        return report.metrics().took();
    }

    /** For how long the run had worked at that time; a gap before it was resumed does not count. */
    public Duration elapsed(Instant time) {
        return Session.worked(report.story().sessions(), time);
    }

    /** How many times faster than real time its clock went: 1, or the speed of a simulator. */
    public double speed() {
        return report.story().speed();
    }

    /** Why the run ended before its last prompt; empty when it went to the end. */
    public Optional<String> stopped() {
        return report.stopped();
    }

    /** Whether it has ended; false for what {@link Running#soFar()} and {@link Batch#last()} give while it goes on. */
    public boolean isOver() {
        return report.isOver();
    }

    /**
     * Tells one more progress how the run goes on, from now to its end, beside the one that its plan has. Does nothing for a
     * run that {@linkplain #isOver() is over}. In a notebook that is what a run does that goes on while a cell shows it.
     *
     * <pre>{@code
     * Batch.last().watch(Progress.automatic())     // a display here too
     * }</pre>
     *
     * @see Running#watch
     */
    public void watch(Progress progress) {
        if (watch != null) {
            watch.accept(progress);
        }
    }

    /** When the pace changed, and why; oldest first. Of a run that was resumed, those of its last part. */
    public List<Change> changes() {
        return report.story().changes();
    }

    /**
     * When prompts were ready but nothing was sent, and why; oldest first. Of a run that was resumed, those of its last
     * part.
     */
    public List<Pause> pauses() {
        return report.story().pauses();
    }

    /**
     * For how long nothing could be sent though prompts were ready, by the reason, the longest first; without reasons of
     * less than a hundredth of the time. See {@link #pauses()}.
     */
    public Map<String, Duration> waits() {
        return report.waitsByWords();
    }

    /** What the model costs; empty when that is not known. */
    public Optional<Price> price() {
        return report.story().price();
    }

    /**
     * What to do now, in sentences, the most important first: about the end before the last prompt, about each kind of
     * failure, about what decided how long it took. Empty when there is nothing to do.
     */
    public List<String> advice() {
        return Advice.of(report);
    }

    /** In plain words: what came of it, where the time went, and what to do about each kind of failure. */
    public String explain() {
        return Explanation.of(report);
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
        return resumption.resume(this, Result::settled);
    }

    /**
     * {@link #resume()} with another model, which may have a quota of its own. {@link Result#model()} says who answered, and
     * each row costs what its model costs. All else is as in the plan, journal and checks included; a run that was read from
     * a file goes on with the defaults of {@link Batch#of} and no journal.
     */
    public Run resume(Model model) {
        return resumption.with(model).resume(this, Result::settled);
    }

    /**
     * Asks the rows that have no answer once more, those that failed for good included; not those of which the journal
     * has got an answer since. Blocks like {@link Batch#run}.
     *
     * @return a new run that covers all rows, with the figures of both parts
     * @throws IllegalStateException when this run was read from a file and has no plan
     */
    public Run retryFailed() {
        return resumption.resume(this, Result::ok);
    }

    /** {@link #retryFailed()} with another model, as {@link #resume(Model)}: {@code run.retryFailed(dear)}. */
    public Run retryFailed(Model model) {
        return resumption.with(model).resume(this, Result::ok);
    }

    Story story() {
        return report.story();
    }

    @Override
    public Iterator<Result> iterator() {
        return report.results().iterator();
    }

    /** The run in a few lines, as a plain {@code jshell} shows it. */
    @Override
    public String toString() {
        return Summary.of(report);
    }
}
