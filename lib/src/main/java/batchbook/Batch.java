package batchbook;

import batchbook.night.Pending;
import batchbook.pace.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A plan for asking many prompts, and the two plain functions {@link #sequential} and {@link #parallel}.
 *
 * <pre>{@code
 * var run  = Batch.parallel(gemini, prompts, 5);
 * var plan = Batch.of(gemini).journal("reviews.jsonl").maxCost(0.50);
 * plan.preview(prompts)                // requests, tokens, cost and time, before anything is sent
 * plan.run(prompts, 5)                 // the first five
 * plan.run(prompts)                    // the rest: what is in the journal is not asked again
 * plan.stream(Files.lines(Path.of("reviews.txt")), row -> System.out.println(row.text()))     // of any length
 * }</pre>
 *
 * <p>Prompts are strings, {@link Prompt}s or rows of an earlier run, in any {@code Iterable} (a list, a text column of a
 * table, {@code run.failed()}), array or stream. The result has one row for each, in their order. No failing request
 * stops a batch; a failure that all the others would share (a bad key, an unknown model, a used-up quota) ends it after
 * the first answer, and the rest is {@code NotRun}.
 *
 * <p>No setting is needed to keep within a provider's limits: they are learned from the first refusal that names one, and
 * remembered per model and key as long as the JVM lives ({@link #limits()}).
 *
 * <p>A plan is a value, safe to share between threads: every option returns a new one, which can ask many lists.
 */
public final class Batch {
    private final Options options;

    private Batch(Options options) {
        this.options = options;
    }

    private Batch with(Consumer<Options> change) {
        return new Batch(options.with(change));
    }

    /** A plan with the defaults: as many requests at once as go well, 2 minutes for each, up to 5 tries. */
    public static Batch of(Model model) {
        Objects.requireNonNull(model, "model is null: pass Gemini.fromEnvOrSimulator() or prompt -> Reply.of(..)");
        return new Batch(new Options(model));
    }

    /**
     * Asks one prompt after another. Blocks until all have a result.
     *
     * @throws IllegalArgumentException when a prompt is null, blank, or no text, {@link Prompt} or {@link Result}
     * @throws CancellationException when the thread was interrupted; {@link #last()} has the finished rows
     */
    public static Run sequential(Model model, Object prompts) {
        return of(model).workers(1).run(prompts);
    }

    /** Asks up to {@code maxWorkers} prompts, at least 1, at the same time. Else like {@link #sequential}. */
    public static Run parallel(Model model, Object prompts, int maxWorkers) {
        return of(model).workers(maxWorkers).run(prompts);
    }

    /** The run that was started last in this JVM: what it has so far, and all of it at its end, also when it was stopped. */
    public static Run last() {
        return Launch.last();
    }

    /** What was learned about the limits of the models that were asked in this JVM, and from which answers. */
    public static Limits limits() {
        return Account.limits();
    }

    /** Forgets what was learned about limits: after a change of your tier, or to see them learned once more. */
    public static void forgetLimits() {
        Account.forgetAll();
    }

    /**
     * At most this many requests at the same time, from 1 to 10,000, and at once. Without it a batch finds out: it starts
     * with 5, sends up to 1,000 while all goes well, and stops where more at once only make answers slower.
     */
    public Batch workers(int most) {
        return with(to -> to.workers(most));
    }

    /** At most this many requests in any 60 seconds. Without it the limit is learned from the first refusal. */
    public Batch perMinute(long requests) {
        return with(to -> to.perMinute = Options.positive("perMinute", requests));
    }

    /**
     * At most this many tokens of prompts in any 60 seconds. Without it the limit is learned from the first refusal. A prompt's
     * tokens are estimated before it is sent and corrected by its answer.
     */
    public Batch tokensPerMinute(long tokens) {
        return with(to -> to.tokensPerMinute = Options.positive("tokensPerMinute", tokens));
    }

    /** How long one request may take before it is an {@link ErrorKind#TIMEOUT}. Default 2 minutes; at most a year. */
    public Batch timeout(Duration longest) {
        return with(to -> to.timeout(longest));
    }

    /** Which failures are tried again, and when. Default {@link Retry#standard()}: up to 5 tries. */
    public Batch retry(Retry policy) {
        return with(to -> to.retry = Objects.requireNonNull(policy, "retry"));
    }

    /**
     * Turns down answers that this check does not accept: failed tries of kind {@link ErrorKind#NOT_ACCEPTED}, asked again as
     * {@link #retry} says; the last answer is kept ({@link Result#text()}). Several add up, after {@linkplain Model#answerType()
     * the model's own reading}. Default none.
     *
     * <p>Checks run on the threads of requests, several at once, within the {@link #timeout}; one that throws is told as {@link
     * ErrorKind#UNEXPECTED}. What a {@link #journal} has is checked too: what is not accepted any more is asked again, and what
     * was turned down and is accepted today counts without being asked.
     *
     * @param what what an answer should be, in words: {@code .accept(text -> text.length() < 200, "less than 200 characters")}
     */
    public Batch accept(Predicate<String> check, String what) {
        return with(to -> to.checks = to.checks.accept(check, what));
    }

    /**
     * The same beside what was asked: {@code .accept((prompt, text) -> text.contains(prompt.id()), "a text with its name")}.
     * Equal prompts are asked once, and the first of them is the one that is looked at.
     */
    public Batch accept(BiPredicate<Prompt, String> check, String what) {
        return with(to -> to.checks = to.checks.accept(check, what));
    }

    /** The same for the value of an answer: {@code .accept(Review.class, r -> r.urgency() <= 5, "an urgency up to 5")}. */
    public <T> Batch accept(Class<T> type, Predicate<? super T> check, String what) {
        return with(to -> to.checks = to.checks.accept(type, check, what));
    }

    /** The same for the value of an answer, beside what was asked. */
    public <T> Batch accept(Class<T> type, BiPredicate<Prompt, ? super T> check, String what) {
        return with(to -> to.checks = to.checks.accept(type, check, what));
    }

    /** Tells the model why it is asked again: its answer before, and the reason as new text. Default not: the same is sent. */
    public Batch tellWhy() {
        return with(to -> to.tellWhy = true);
    }

    /**
     * At most so many US dollars ({@link Model#price}) for each call of {@code run}. The most that a request can cost is set
     * aside before it is sent, so it is never exceeded; limit the length of answers to let more go at once. Default no limit.
     */
    public Batch maxCost(double dollars) {
        return with(to -> to.budget = to.budget.cost(dollars));
    }

    /** At most so many requests for each call of {@code run}, retries included. Default no limit. */
    public Batch maxRequests(long requests) {
        return with(to -> to.budget = to.budget.requests(requests));
    }

    /** At most so many tokens for each call of {@code run}: of prompts, answers and thinking. Default no limit. */
    public Batch maxTokens(long tokens) {
        return with(to -> to.budget = to.budget.tokens(tokens));
    }

    /** Whether equal prompts are asked once, and share the answer. Default true. For several answers: {@link #samples}. */
    public Batch deduplicate(boolean once) {
        return with(to -> to.deduplicate = once);
    }

    /**
     * Asks each prompt so many times, for answers that differ: one row for each, those of a prompt one after another and
     * numbered from 1 ({@link Prompt#sample}). A journal knows the first as the answer of a plan without samples, so one sample
     * more asks once more. Rows of a run that have a number keep it. Default: once, without a number.
     */
    public Batch samples(int each) {
        return with(to -> to.samples = (int) Options.positive("samples", each));
    }

    /**
     * Writes each finished row to this file before it counts as done, and does not ask again what is in it. Default none. Rows
     * are found by model, settings and text; a lambda needs a name for that, {@link Model#named}. {@link Journal#read} reads it.
     */
    public Batch journal(Path file) {
        return with(to -> to.journal = Objects.requireNonNull(file, "journal"));
    }

    /** {@link #journal(Path)} by name: {@code .journal("reviews.jsonl")}. */
    public Batch journal(String file) {
        return journal(Path.of(file));
    }

    /**
     * Has each text of {@link #overnight} end with a marker, a line that is taken out again, by which an answer under another
     * row's key is found. Answers with a schema always carry one. Default for other texts no: to be told so may change them.
     */
    public Batch marked() {
        return with(to -> to.marked = true);
    }

    /** Who watches the run. Default {@link Progress#automatic()}; {@link Progress#none()} for silence. */
    public Batch progress(Progress watcher) {
        return with(to -> to.progress = Objects.requireNonNull(watcher, "progress"));
    }

    /** Who hears of each request beside that: {@code .listener(Telemetry.of(otel))}. Several add up. Default nobody. */
    public Batch listener(RunListener another) {
        return with(to -> to.listener(another));
    }

    /**
     * Asks them all. Blocks until every prompt has a result.
     *
     * @param prompts strings, {@link Prompt}s or rows of an earlier run, such as {@code run.failed()}; an empty list gives
     *     an empty run
     * @return one result per prompt, in their order
     * @throws IllegalArgumentException when a prompt is null, blank or none of these, or something is missing: a price for a
     *     cost that is to be kept, a model's name for a journal; nothing was sent then
     * @throws IllegalStateException when the journal is in use or not one, the cell was waiting behind one that was stopped, or
     *     a prompt is in a job that is not over ({@link #overnight}); nothing was sent then
     * @throws CancellationException when the thread was interrupted; {@link #last()} has the finished rows
     */
    public Run run(Iterable<?> prompts) {
        return run((Object) prompts);
    }

    /** {@link #run(Iterable)} for an array or a stream of prompts, which is read to its end and closed, so it serves once. */
    public Run run(Object prompts) {
        return Launch.of(options, Prompts.of(prompts)).run();
    }

    /** Asks only the first {@code first} of them, and does not even read the others. Else like {@link #run(Object)}. */
    public Run run(Object prompts, int first) {
        return Launch.of(options, Prompts.of(prompts, (int) Options.positive("first", first)))
                .run();
    }

    /**
     * Asks prompts of any number and keeps none of them: each is read when the one before is sent, and each row is given to
     * the sink as it is {@linkplain Result#settled() settled}, on this thread. A sink or a source that takes its time holds up
     * what is sent; one that is {@code Flushable} is flushed at the end. Rows of the {@link #journal} are not asked, but given too; without one, equal prompts are each asked.
     *
     * @param prompts as for {@code run}, in an {@code Iterator}, {@code Iterable}, array or {@code Stream}, which is read up to
     *     100 ahead on a thread of its own, and closed
     * @throws IllegalArgumentException when they cannot be read, or, with the rows before it settled, at one that is no prompt
     * @throws IllegalStateException when reading them or the sink fails: what was under way is settled; or as {@code run}
     * @throws CancellationException when the thread was interrupted; {@link Totals#last()} has the figures
     */
    public Totals stream(Object prompts, Consumer<? super Result> sink) {
        return StreamLaunch.run(options, Prompts.reader(prompts), Objects.requireNonNull(sink, "sink"));
    }

    /** {@link #stream(Object, Consumer)} for a plan with a {@link #journal}, which alone has the rows then. */
    public Totals stream(Object prompts) {
        return StreamLaunch.run(options, Prompts.reader(prompts), null);
    }

    /** Starts to ask them all and returns at once; its display goes on in the cell. Throws like {@link #run(Object)}. */
    public Running start(Object prompts) {
        return Launch.of(options, Prompts.of(prompts)).start();
    }

    /**
     * Submits them as jobs of the provider, answered within a day at a part of the price, and returns. Needs a {@link #journal}:
     * what it has, or knows to be in a job, is not submitted again, also by the same line after a crash or in another kernel.
     *
     * @throws IllegalArgumentException as for {@link #run}, and when the model has no jobs
     * @throws ModelException when the provider refuses the job for what another try would be refused for, too
     */
    public Overnight overnight(Object prompts) {
        return Overnight.begin(options, Prompts.sampled(Prompts.of(prompts), options.samples));
    }

    /** The jobs under way of the journals ({@code *.jsonl}) in the notebook's directory, as these know them. */
    public static Pending pending() {
        return Pending.in(Path.of(""));
    }

    /** The jobs under way of this journal, as it knows them. */
    public static Pending pending(String journal) {
        return Pending.of(Path.of(journal));
    }

    /** What a run would send, use, cost and take, before anything is sent. Estimates improve with each answer. */
    public Preview preview(Object prompts) {
        return Launch.of(options, Prompts.of(prompts)).preview();
    }

    Options options() {
        return options;
    }

    @Override
    public String toString() {
        return options.toString();
    }
}
