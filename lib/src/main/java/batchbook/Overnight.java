package batchbook;

import batchbook.job.JobService;
import batchbook.journal.JournalInUseException;
import batchbook.night.NightStatus;
import batchbook.pace.Cause;
import batchbook.report.Story;
import batchbook.thread.QueuedCells;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch that can wait: its prompts are in jobs of the provider, which are answered within a day at a part of the price. Get
 * one from {@link Batch#overnight}.
 *
 * <pre>{@code
 * var night = Batch.of(gemini).journal("reviews.jsonl").overnight(prompts);     // returns as soon as all is submitted
 * night                                             // how far the jobs are, and what to do next
 * night.await()                                     // blocks until they are over, and gives the run
 * night.collect()                                   // what is there now, as a run
 * night.goLive()                                    // cancels what is not over, asks the rest now: a run
 * }</pre>
 *
 * <p>Nothing of it is lost with the kernel: the journal knows the jobs, and {@code overnight(prompts)} with the same plan and
 * prompts finds them again and submits nothing twice. What comes back stands in the journal like any other row.
 *
 * <p>Safe for use by many threads, which wait for each other.
 */
public final class Overnight {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final Duration BETWEEN_LOOKS_AT_WHAT_IS_CANCELLED = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS_AT_A_JOURNAL_IN_USE = Duration.ofSeconds(5);
    private static final Duration LONGEST_CANCEL = Duration.ofMinutes(2);

    private final Options options;
    private final NightShift shift;
    private final Time time;
    /** Why what came is not taken yet; empty when it is. */
    private String held = "";

    private Overnight(Options options, NightShift shift) {
        this.options = options;
        this.shift = shift;
        this.time = options.model.time();
    }

    static Overnight begin(Options options, List<Prompt> prompts) {
        Path file = options.journal()
                .orElseThrow(() -> new IllegalArgumentException(
                        "overnight(..) needs a journal: without one nobody would find the jobs again when this kernel is gone,"
                                + " and they would be paid for in vain. Nothing was sent. Name a file:"
                                + " Batch.of(model).journal(\"reviews.jsonl\").overnight(prompts)"));
        JobService service = options.model
                .jobs()
                .orElseThrow(() -> new IllegalArgumentException(options.model.name()
                        + " has no jobs that are answered later at a lower price: nothing was sent. Gemini has; here"
                        + " plan.run(prompts) asks now."));
        Launch.check(options, prompts.stream().findFirst());
        QueuedCells.ofThisJvm().check(Time.real().now(), Displays.cell());
        options.model.prepare();
        Instant now = options.model.time().now();
        NightShift shift = new NightShift(options, prompts, service, file, now);
        Overnight night = new Overnight(options, shift);
        night.step(true, true);
        if (Thread.currentThread().isInterrupted()) {
            throw night.stopped();
        }
        return night;
    }

    /** Looks, takes and submits; when to do so again. */
    private synchronized Instant step(boolean all, boolean submit) {
        Instant now = time.now();
        shift.watch().look(now, all);
        if (shift.watch().hasNews(now)
                || (submit && shift.waiting() > 0 && shift.watch().canSubmit(now))) {
            shift.work(now, submit);
        }
        return shift.watch().due(submit && shift.waiting() > 0, now);
    }

    /** Waits also for another batch that has the journal; when to look again. */
    private synchronized Instant patientStep() {
        held = "";
        try {
            return step(false, true);
        } catch (JournalInUseException e) {
            held = e.getMessage() + ". What has come is taken when it is free.";
            return time.now().plus(BETWEEN_LOOKS_AT_A_JOURNAL_IN_USE);
        }
    }

    /**
     * Blocks until all jobs are over, shows how far they are, and gives the run. Jobs for which there was no room are
     * submitted as earlier ones end. A few rows that came with another row's answer, with an error that may pass or not at
     * all are asked live then, at the full price: no more than one of ten, and only when nothing else is missing. Others stay
     * open, and {@link Run#advice()} says so. Where another batch has the journal at that time, it waits for that one too.
     *
     * @throws CancellationException when the thread was interrupted: that ends the waiting, not the jobs
     * @throws ModelException when nobody can ask for them any more, such as for a key that is not accepted
     */
    public Run await() {
        QueuedCells.ofThisJvm().check(Time.real().now(), Displays.cell());
        Consumer<NightStatus> watcher = Displays.night(options.progress, time.speed());
        try {
            Instant next = patientStep();
            while (next.isBefore(Instant.MAX)) {
                watcher.accept(status());
                pause(next);
                next = patientStep();
            }
        } catch (InterruptedException e) {
            throw stopped();
        }
        watcher.accept(status());
        if (!isWorthRepairing()) {
            return run();
        }
        Run repaired = run().resume();
        readAgain();
        watcher.accept(status());
        return repaired;
    }

    private synchronized boolean isWorthRepairing() {
        return shift.isWorthRepairing();
    }

    /** What a live run has written meanwhile. */
    private synchronized void readAgain() {
        try {
            shift.work(time.now(), false);
        } catch (IllegalStateException | UncheckedIOException e) {
            // Only what is shown is older then: the run itself has all.
            LOG.debug("the journal was not read again: {}", e.getMessage());
        }
    }

    private synchronized Run run() {
        Story story = new Story(
                shift.models(),
                options.workers().orElse(1),
                shift.sessions(time.now()),
                time.speed(),
                options.model.price(),
                options.model.answerType(),
                stopped(shift.inJobs() + shift.waiting()),
                List.of(),
                List.of(),
                Optional.of(new Story.Plan(options.workers(), options.budget)));
        return new Run(story, shift.results(), Launch.resumption(options));
    }

    private Optional<Cause> stopped(int underWay) {
        if (underWay > 0) {
            return Optional.of(new Cause(
                    Reason.JOBS_UNDER_WAY,
                    Format.plural(underWay, "row") + " in jobs that are not over, or waiting for one"));
        }
        return shift.left() == 0
                ? Optional.empty()
                : Optional.of(new Cause(
                        Reason.LEFT_BY_JOBS,
                        "no usable answer came with jobs for " + Format.plural(shift.left(), "row")));
    }

    private void pause(Instant until) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Duration wait = Duration.between(time.now(), until);
        if (!wait.isNegative()) {
            time.sleep(wait);
        }
    }

    private CancellationException stopped() {
        QueuedCells.ofThisJvm().interrupted(Time.real().now(), Displays.cell());
        Thread.currentThread().interrupt();
        return new CancellationException(
                "Not waiting any longer. What was submitted goes on: await() waits again, and in another kernel the plan's"
                        + " overnight(prompts) finds it. goLive() cancels it.");
    }

    /**
     * Looks at all jobs and into the journal, takes what is there, and submits nothing. A row that is not there yet is {@code NotRun}, and says
     * where it is.
     */
    public synchronized Run collect() {
        shift.watch().look(time.now(), true);
        shift.work(time.now(), false);
        return run();
    }

    /**
     * Cancels all jobs that are not over, takes what they have, and gives the run; the rest stays open, and {@code resume()}
     * of the run asks it. What a cancelled job has done may be billed, also where its answers are not given out.
     */
    public Run cancel() {
        step(true, false);
        synchronized (this) {
            shift.watch().cancel();
        }
        Instant latest = time.now().plus(LONGEST_CANCEL);
        try {
            while (step(true, false).isBefore(Instant.MAX) && time.now().isBefore(latest)) {
                pause(time.now().plus(BETWEEN_LOOKS_AT_WHAT_IS_CANCELLED));
            }
        } catch (InterruptedException e) {
            throw stopped();
        }
        synchronized (this) {
            shift.watch().giveUp(time.now());
            shift.work(time.now(), false);
            shift.leaveWaiting();
        }
        return run();
    }

    /**
     * {@link #cancel()}, and asks at once, at the full price, all that is not answered: a run like that of {@link
     * Batch#run}.
     *
     * @throws IllegalStateException when rows are in a job that this key cannot see and so not cancel: they would be paid for
     *     twice
     */
    public Run goLive() {
        Run run = cancel().resume();
        readAgain();
        return run;
    }

    /** The jobs, oldest first, as they were when they were looked at last. */
    public List<NightStatus.Job> jobs() {
        return status().jobs();
    }

    /** How far it is, as of the last look; asks nobody. */
    public synchronized NightStatus status() {
        Instant now = time.now();
        Stream<String> remarks = Stream.of(shift.watch().submissionWords(shift.waiting(), now), held);
        OptionalDouble live = shift.liveCost();
        return new NightStatus(
                options.model.name(),
                options.journal().orElseThrow().toString(),
                now,
                shift.size(),
                shift.answered(),
                shift.failed(),
                shift.inJobs(),
                shift.waiting(),
                shift.left(),
                shift.watch().status(now),
                remarks.filter(words -> !words.isEmpty()).toList(),
                live.isEmpty() ? live : OptionalDouble.of(live.getAsDouble() * shift.priceShare()),
                live,
                next());
    }

    private String next() {
        if (shift.inJobs() + shift.waiting() > 0) {
            return "await() waits for it, collect() takes what is there, goLive() asks the rest now at the full price";
        }
        return shift.left() == 0
                ? "collect() gives the run"
                : "collect().resume() asks the rest now at the full price; the plan's overnight(..) submits it again";
    }

    /** The jobs, how many rows are answered, what it costs and what to do next. */
    @Override
    public String toString() {
        return status().toString();
    }
}
