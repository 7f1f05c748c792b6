package batchbook;

import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Outcome.NotRun;
import batchbook.answer.Judge;
import batchbook.job.JobAnswer;
import batchbook.job.JobService;
import batchbook.journal.RunJournal;
import batchbook.journal.Session;
import batchbook.night.NightBudget;
import batchbook.night.NightJob;
import batchbook.night.NightRows;
import batchbook.night.Watch;
import batchbook.pace.Cause;
import batchbook.pace.Pace;
import batchbook.pace.UsageEstimate;
import batchbook.pace.Workload;
import batchbook.report.Story;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rows of a plan between its journal and the jobs of its model. What comes of a job goes through the journal like what
 * comes of a request, so all else (typed answers, tables, a run that goes on live) works as it always does. The journal is
 * open only while something is read or written: who waits for a day keeps nobody out of it.
 */
final class NightShift implements NightRows, Watch.Taker {
    private final Options options;
    private final List<Prompt> prompts;
    private final Judge<Prompt> judge;
    private final Watch watch;
    private final Path file;
    private final UsageEstimate estimate;
    private final double priceShare;
    private final NightBudget budget;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    /** Rows to which no job gives an answer any more, with the reason. */
    private final Map<Integer, Result> left = new HashMap<>();

    /** What there is, from which a journal that lost some gets it back. */
    private List<Optional<Result>> known;

    private Deque<Integer> waiting = new ArrayDeque<>();
    private int repairs;
    private Results results;
    /** The rows that are to be asked, each with the equal ones that share its answer, itself first. */
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
        this.estimate = new Pace(
                        options.model,
                        options.stated(options.model.time().stretch()),
                        now,
                        options.model.time().random())
                .outlook()
                .usage();
        this.watch = new Watch(
                service,
                this,
                prompts.size(),
                options.model.name(),
                options.model.answerType().isPresent());
        this.known = Collections.nCopies(prompts.size(), Optional.empty());
        this.results = new Results(prompts, earlier(), result -> {});
        this.taken = Instant.MIN;
    }

    private Results.Earlier earlier() {
        return new Results.Earlier(
                known,
                place -> Optional.ofNullable(left.get(place)),
                List.of(),
                List.of());
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
            readKeys(journal);
            results = new Results(prompts, earlier().journaled(journal), journal);
            Prompts.check(options.model, prompts, journal.earlier());
            watch.hear(journal.jobs(), now);
            sessions = journal.sessions();
            taken = sessions.stream().map(Session::ended).max(Instant::compareTo).orElse(Instant.MIN);
            readOpen(now);
            int done = results.done();
            watch.take(journal, now, this);
            if (results.done() > done) {
                sessions = new ArrayList<>(sessions);
                sessions.add(new Session(since, now));
            }
            known = results.all(new NotRun("")).stream()
                    .map(row -> Optional.of(row).filter(Result::settled))
                    .toList();
            readWaiting();
            if (submit) {
                watch.submit(waiting, journal, now, (why, place) -> leave(place, why, List.of(), OptionalDouble.empty()));
            }
            UncheckedIOException lost = results.check();
            if (lost != null) {
                throw lost;
            }
        }
    }

    /** What is taken now was worked on since its first job was submitted, but for what was taken before. */
    private Instant since(Instant now) {
        Instant first = watch.jobs().stream()
                .filter(job -> job.entry().isUnderWay())
                .map(job -> job.entry().since())
                .min(Instant::compareTo)
                .orElse(now);
        return first.isAfter(taken) ? first : taken.isBefore(now) ? taken : now;
    }

    private void readKeys(RunJournal journal) {
        if (keys.isEmpty()) {
            for (int place = 0; place < prompts.size(); place++) {
                keys.add(journal.rowKey(place));
                places.put(journal.rowKey(place), place);
            }
        }
    }

    private void readOpen(Instant now) {
        TaskQueue queue = results.queue(options.model, options.deduplicate, now);
        open.clear();
        for (Task task = queue.peek(now, true); task != null; task = queue.peek(now, true)) {
            queue.take(task);
            List<Integer> group = new ArrayList<>(List.of(task.index));
            group.addAll(queue.twins(task.index));
            open.put(task.index, group);
        }
    }

    private void readWaiting() {
        waiting = new ArrayDeque<>();
        for (int place : open.keySet()) {
            if (isOpen(place) && watch.asking(keys.get(place)).isEmpty()) {
                Optional<String> tooDear = budget.refuses(prompts.get(place));
                if (tooDear.isPresent()) {
                    leave(place, tooDear.get(), List.of(), OptionalDouble.empty());
                } else {
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

    Results results() {
        return results;
    }

    @Override
    public Prompt prompt(int place) {
        return prompts.get(place);
    }

    @Override
    public String key(int place) {
        return keys.get(place);
    }

    @Override
    public int place(String key) {
        return places.getOrDefault(key, -1);
    }

    @Override
    public double bytes(int place) {
        return Workload.of(options.model, prompts.get(place)).bytes();
    }

    @Override
    public long tokens(int place) {
        return Math.round(estimate.in(Workload.of(options.model, prompts.get(place))));
    }

    @Override
    public boolean isOpen(int place) {
        return !results.has(place) && !left.containsKey(place);
    }

    @Override
    public boolean came(int place, NightJob of, JobAnswer answer) {
        Optional<ModelException> problem = answer.problem().or(() -> problem(place, answer.reply().orElseThrow()));
        Optional<Reply> reply = answer.reply().or(() -> problem.flatMap(ModelException::partial));
        Usage usage = reply.map(Reply::usage).orElse(Usage.NONE);
        List<Attempt> attempts = attempts(place, of, usage, problem);
        OptionalDouble cost = cost(place, usage);
        if (problem.isEmpty()) {
            keep(new Result(
                    place, prompts.get(place), new Answered(reply.orElseThrow()), attempts, false, cost, of.entry().model()));
            return true;
        }
        ModelException is = problem.get();
        String why = String.valueOf(is.getMessage());
        if (is.worthRetrying() || is.endsRun()) {
            leave(place, of.name() + " brought no answer to it that can be used (" + is.kind() + ", " + why + ")", attempts, cost);
            repairs++;
        } else {
            Outcome failed = new Failed(is.kind(), why, is.partial());
            keep(new Result(place, prompts.get(place), failed, attempts, false, cost, of.entry().model()));
        }
        return false;
    }

    private Optional<ModelException> problem(int place, Reply reply) {
        if (reply.text().isBlank()) {
            return Optional.of(ModelException.of(ErrorKind.EMPTY, "the model answered with an empty text")
                    .partial(reply));
        }
        return judge.misfit(prompts.get(place), reply.text()).map(misfit -> Request.problem(misfit, reply));
    }

    @Override
    public void nothing(int place, NightJob of, Usage paid, String words, boolean repair) {
        ModelException why = ModelException.of(ErrorKind.UNEXPECTED, words);
        boolean sent = !paid.equals(Usage.NONE);
        leave(
                place,
                words,
                sent ? attempts(place, of, paid, Optional.of(why)) : before(place).attempts(),
                cost(place, paid));
        repairs += repair ? 1 : 0;
    }

    private Result before(int place) {
        return results.before(place);
    }

    /** A job tells no times of its rows: its request was sent and answered when the job was over, and waited until then. */
    private List<Attempt> attempts(int place, NightJob of, Usage usage, Optional<ModelException> problem) {
        List<Attempt> all = new ArrayList<>(before(place).attempts());
        Instant since = of.entry().since();
        Instant ended = of.ended().isBefore(since) ? since : of.ended();
        all.add(new Attempt(
                all.size() + 1,
                Attempt.IN_A_JOB,
                since,
                ended,
                ended,
                problem.map(ModelException::kind),
                problem.map(one -> String.valueOf(one.getMessage())).orElse(""),
                Duration.ZERO,
                usage));
        return all;
    }

    private OptionalDouble cost(int place, Usage usage) {
        OptionalDouble earlier = before(place).cost();
        Optional<Price> price = options.model.price();
        return price.isEmpty() || usage.equals(Usage.NONE)
                ? earlier
                : OptionalDouble.of(earlier.orElse(0) + priceShare * price.get().of(usage));
    }

    private void leave(int place, String why, List<Attempt> attempts, OptionalDouble cost) {
        left.put(place, new Result(place, prompts.get(place), new NotRun(why), attempts, false, cost));
    }

    private void keep(Result result) {
        results.keep(result);
        for (int twin : open.getOrDefault(result.index(), List.of())) {
            if (twin != result.index()) {
                results.keep(result.sharedWith(twin, prompts.get(twin)));
            }
        }
        UncheckedIOException lost = results.failure();
        if (lost != null) {
            // The job is not through, then: its rows are read again.
            throw lost;
        }
    }
}
