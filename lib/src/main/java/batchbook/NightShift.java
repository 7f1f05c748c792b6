package batchbook;

import batchbook.Outcome.NotRun;
import batchbook.answer.Judge;
import batchbook.job.JobService;
import batchbook.journal.RunJournal;
import batchbook.journal.Session;
import batchbook.night.JobRow;
import batchbook.night.NightBudget;
import batchbook.night.NightRows;
import batchbook.night.Takings;
import batchbook.night.Watch;
import batchbook.pace.Pace;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a plan between its journal and the jobs of its model. What comes of a job goes through the journal like what
 * comes of a request, so all else (typed answers, tables, a run that goes on live) works as it always does. The journal is
 * open only while something is read or written: who waits for a day keeps nobody out of it.
 */
final class NightShift implements Takings.Settled {
    /** Rows that came wrong are asked live as long as no more than one of so many did. */
    private static final int FEW = 10;

    private final Options options;
    private final List<Prompt> prompts;
    private final Judge<Prompt> judge;
    private final Watch watch;
    private final Path file;
    private final double priceShare;
    private final NightBudget budget;
    /** Rows for which the budget has room. */
    private final BitSet afforded = new BitSet();

    private final NightRows rows;
    private final Takings takings;

    /** What there is, from which a journal that lost some gets it back. */
    private List<Optional<Result>> known;

    private Deque<Integer> waiting = new ArrayDeque<>();
    private final Preview preview;
    private final Instant begun;
    private ListResults results;
    /** The rows that were to be asked when the journal was read last, each with the equal ones that share its answer. */
    private final Map<Integer, List<Integer>> open = new LinkedHashMap<>();

    private List<Session> sessions = List.of();
    private Instant taken;

    /** Reads what the journal has of these prompts. */
    NightShift(Options options, List<Prompt> prompts, JobService service, Path file, Instant now) {
        this.options = options;
        this.prompts = prompts;
        this.judge = options.judge();
        this.file = file;
        this.priceShare = service.limits().priceShare();
        this.budget = new NightBudget(options.budget, options.model, priceShare);
        Pace pace = new Pace(
                options.model,
                options.stated(options.model.time().stretch()),
                now,
                options.model.time().random());
        this.rows = new NightRows(options.model, prompts, pace.outlook().usage());
        this.takings = new Takings(this::problem, options.model.price(), priceShare);
        boolean typed = options.model.answerType().isPresent();
        boolean marked = options.marked || typed || service.hasPlaceForMarker();
        this.watch = new Watch(service, rows, options.model.name(), marked);
        this.known = Collections.nCopies(prompts.size(), Optional.empty());
        this.results = new ListResults(prompts, earlier(), result -> {});
        this.taken = Instant.MIN;
        this.begun = now;
        work(now, false);
        this.preview = Preview.of(options, prompts, known);
    }

    private ListResults.Earlier earlier() {
        return new ListResults.Earlier(
                known, place -> Optional.ofNullable(takings.left().get(place)), List.of(), List.of());
    }

    /**
     * Takes what is there of jobs that are over, and submits what is open, as far as there is room and as wished.
     *
     * @throws UncheckedIOException when the journal cannot be written
     * @throws IllegalStateException when it is in use
     */
    void work(Instant now, boolean submit) {
        Instant since = since(now);
        try (RunJournal journal = RunJournal.open(
                file,
                options.model,
                options.deduplicate,
                prompts,
                known,
                place -> false,
                row -> options.judged(row, judge).filter(Result::settled),
                since)) {
            rows.read(journal);
            results = new ListResults(prompts, earlier().journaled(journal), journal);
            Prompts.check(options.model, prompts, journal.earlier());
            watch.hear(journal.jobs(), now);
            sessions = journal.sessions();
            taken = sessions.stream()
                    .map(Session::ended)
                    .max(Instant::compareTo)
                    .orElse(Instant.MIN);
            takings.left().keySet().removeIf(results::has);
            readOpen(now);
            int done = results.done();
            watch.take(journal, now, takings, this);
            if (results.done() > done) {
                sessions = new ArrayList<>(sessions);
                sessions.add(new Session(since, now));
            }
            known = results.all(new NotRun("")).stream()
                    .map(row -> Optional.of(row).filter(Result::settled))
                    .toList();
            readWaiting();
            if (submit) {
                watch.submit(waiting, journal, now, (why, place) -> takings.leave(this, place, why, false));
                readWaiting();
            }
            throwIf(results.check());
        }
    }

    private static void throwIf(Results.@Nullable Broken broken) {
        if (broken != null && broken.thrown() != null) {
            throw broken.thrown();
        }
    }

    /** What is taken now was worked on since its first job was submitted, but for what was taken before. */
    private Instant since(Instant now) {
        Instant first = watch.since().orElse(now);
        return first.isAfter(taken) ? first : taken.isBefore(now) ? taken : now;
    }

    private void readOpen(Instant now) {
        ListSource source = results.source(options, now);
        open.clear();
        for (Task task = source.peek(); task != null; task = source.peek()) {
            source.take(task);
            open.put(task.index, source.twins(task.index));
        }
    }

    private void readWaiting() {
        waiting = new ArrayDeque<>();
        for (int place : open.keySet()) {
            if (isOpen(place) && watch.asking(rows.key(place)).isEmpty()) {
                Optional<String> tooDear = afforded.get(place) ? Optional.empty() : budget.refuses(prompts.get(place));
                if (tooDear.isPresent()) {
                    takings.leave(this, place, tooDear.get(), false);
                } else {
                    afforded.set(place);
                    waiting.add(place);
                }
            }
        }
    }

    Watch watch() {
        return watch;
    }

    /** How many rows are neither answered nor in a job nor given up. */
    int waiting() {
        return waiting.size();
    }

    /** What is not submitted yet is not to be. */
    void leaveWaiting() {
        waiting.forEach(place -> takings.leave(this, place, "not submitted before all was cancelled", false));
        waiting.clear();
    }

    /** Whether a live run would ask nothing but a few rows that came wrong. */
    boolean isWorthRepairing() {
        return takings.onlyRepairs() && left() * FEW <= prompts.size() && waiting.isEmpty() && watch.allOver();
    }

    private List<Integer> twins(int place) {
        return open.getOrDefault(place, List.of());
    }

    private boolean isOpen(int place) {
        return takings.isOpen(this, place);
    }

    private Optional<ModelException> problem(Prompt prompt, Reply reply) {
        if (reply.text().isBlank()) {
            return Optional.of(ModelException.of(ErrorKind.EMPTY, "the model answered with an empty text")
                    .partial(reply));
        }
        return judge.misfit(prompt, reply.text()).map(misfit -> Request.problem(misfit, reply));
    }

    @Override
    public boolean has(int place) {
        return results.has(place);
    }

    @Override
    public Result before(int place) {
        return results.before(place);
    }

    @Override
    public void keep(Result result) {
        results.keep(result);
        for (int twin : twins(result.index())) {
            results.keep(result.sharedWith(twin, prompts.get(twin)));
        }
        // The job is not through, then: its rows are read again.
        throwIf(results.broken());
    }

    /** All rows: those that are open say where they are. */
    List<Result> results() {
        List<Result> all = results.all(new NotRun(""));
        open.forEach((place, twins) -> {
            if (!results.has(place)) {
                Result row = takings.left().getOrDefault(place, JobRow.open(all.get(place), where(place)));
                all.set(place, row);
                twins.forEach(twin -> all.set(twin, all.get(twin).ending(row.outcome())));
            }
        });
        return all;
    }

    private String where(int place) {
        return watch.asking(rows.key(place))
                .map(one -> "in " + one.name() + " (" + one.stateWords() + ") since "
                        + Format.time(one.entry().since()))
                .orElse("not submitted yet");
    }

    /** Rows that are in jobs which are not over. */
    int inJobs() {
        return open.keySet().stream()
                .filter(place -> isOpen(place) && watch.asking(rows.key(place)).isPresent())
                .mapToInt(place -> 1 + twins(place).size())
                .sum();
    }

    /** Rows for which jobs brought nothing that can be used. */
    int left() {
        return takings.left().size();
    }

    int size() {
        return prompts.size();
    }

    double priceShare() {
        return priceShare;
    }

    int answered() {
        return results.answered();
    }

    int failed() {
        return results.failed();
    }

    /** Names of the models that were asked. */
    List<String> models() {
        return results.models(options.model.name());
    }

    /** The stretches of work; one at least. */
    List<Session> sessions(Instant now) {
        return sessions.isEmpty() ? List.of(new Session(begun, now)) : sessions;
    }

    /** What the rows would have cost live that were open when it began; empty when nobody knows. */
    OptionalDouble liveCost() {
        return preview.cost();
    }
}
