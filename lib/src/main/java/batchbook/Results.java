package batchbook;

import batchbook.journal.ResultLog;
import batchbook.journal.RunJournal;
import batchbook.journal.Session;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The results of a run as they come: into the journal first, then into the counts and the list. */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    /**
     * What there is of a run before it begins: of the run that it goes on with, of its journal, or nothing.
     *
     * @param results one place for each prompt; empty for a row that is to be asked
     * @param turnedDown by their places, what there was of rows that are asked again: what was sent, and what it cost
     * @param models names of the models that were asked, the first one first
     * @param sessions the stretches of work, oldest first
     */
    record Earlier(
            List<Optional<Result>> results,
            IntFunction<Optional<Result>> turnedDown,
            List<String> models,
            List<Session> sessions) {
        /** Of so many prompts that were never asked. */
        static Earlier nothing(int prompts) {
            return new Earlier(
                    Collections.nCopies(prompts, Optional.empty()), index -> Optional.empty(), List.of(), List.of());
        }

        /** An earlier run, of which such results are kept. */
        static Earlier of(Run run, Predicate<Result> keeps) {
            // Of a run that was read from a file, the index of a row need not be its place.
            List<Result> rows = IntStream.range(0, run.size())
                    .mapToObj(place ->
                            run.get(place).resumedAs(place, run.get(place).prompt()))
                    .toList();
            return new Earlier(
                    rows.stream().map(row -> Optional.of(row).filter(keeps)).toList(),
                    place -> Optional.of(rows.get(place)),
                    run.story().models(),
                    run.story().sessions());
        }

        /** The same with what a journal makes of it. */
        Earlier journaled(RunJournal journal) {
            return new Earlier(
                    journal.earlier(),
                    place -> turnedDown.apply(place).or(() -> journal.turnedDown(place)),
                    models,
                    journal.sessions());
        }
    }

    private final List<Prompt> prompts;
    private final Earlier earlier;
    private final ResultLog journal;
    private final @Nullable Result[] results;
    private @Nullable UncheckedIOException failure;
    private int answered;
    private int answeredAfterRetry;
    private int failed;
    private int resumed;
    private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
    private @Nullable Result lastFailed;

    /** Of these prompts, with what there was of them before. */
    Results(List<Prompt> prompts, Earlier earlier, ResultLog journal) {
        this.prompts = prompts;
        this.earlier = earlier;
        this.journal = journal;
        this.results = new @Nullable Result[prompts.size()];
        for (int index = 0; index < results.length; index++) {
            Result known = earlier.results().get(index).orElse(null);
            results[index] = known;
            if (known != null) {
                resumed++;
                count(known);
            }
        }
    }

    /** What is still to be asked. Equal prompts of those that are known already share their outcome at once. */
    TaskQueue queue(Model model, boolean deduplicate, Instant started) {
        TaskQueue queue = new TaskQueue(
                model,
                prompts,
                index -> results[index] != null,
                index -> new Task(before(index), model, started),
                deduplicate);
        for (int index = 0; index < results.length; index++) {
            Result result = results[index];
            if (result != null) {
                for (int twin : queue.twins(index)) {
                    keep(result.sharedWith(twin, prompt(twin)));
                    resumed++;
                }
            }
        }
        return queue;
    }

    /** What was sent for a row that is to be asked. */
    Result before(int index) {
        return earlier.turnedDown()
                .apply(index)
                .orElseGet(() -> new Result(index, prompt(index), new Outcome.NotRun(""), List.of(), false));
    }

    /** Names of the models that were asked, with that of this run. */
    List<String> models(String now) {
        List<String> all = new ArrayList<>(earlier.models());
        if (all.isEmpty() || !all.get(all.size() - 1).equals(now)) {
            all.add(now);
        }
        return all;
    }

    /** The stretches of work before this run, oldest first. */
    List<Session> earlierSessions() {
        return earlier.sessions();
    }

    /** Keeps one result. Once the journal cannot be written, results are kept in memory only; see {@link #failure}. */
    synchronized Result keep(Result result) {
        if (result.settled() && failure == null) {
            try {
                journal.accept(result);
            } catch (UncheckedIOException e) {
                failure = e;
            }
        }
        LOG.debug(
                "row {}: {}, tries {}",
                result.index(),
                result.kind(),
                result.attempts().size());
        results[result.index()] = result;
        count(result);
        return result;
    }

    /** At the end: makes sure that the journal has all that it took, and tells why it has not. */
    @Nullable
    UncheckedIOException check() {
        try {
            if (failure == null) {
                journal.check();
            }
        } catch (UncheckedIOException e) {
            // Also for a run that ends with an exception of its own.
            LOG.error(e.getMessage());
            failure = e;
        }
        return failure;
    }

    /** Why the journal cannot be written; null while it can. */
    @Nullable
    UncheckedIOException failure() {
        return failure;
    }

    private void count(Result result) {
        if (result.ok()) {
            answered++;
            answeredAfterRetry += result.retried() ? 1 : 0;
        } else if (result.kind().isPresent()) {
            failed++;
            failures.merge(result.kind().get(), 1, Integer::sum);
            lastFailed = result;
        }
    }

    /** Whether a row has a result. */
    boolean has(int index) {
        return results[index] != null;
    }

    Prompt prompt(int index) {
        return prompts.get(index);
    }

    int size() {
        return results.length;
    }

    /** Prompts with an answer or a failure. */
    int done() {
        return answered + failed;
    }

    int answered() {
        return answered;
    }

    int answeredAfterRetry() {
        return answeredAfterRetry;
    }

    int failed() {
        return failed;
    }

    /** What went wrong so far, with so many requests that were refused for a limit. */
    Snapshot.Trouble trouble(int refused) {
        return new Snapshot.Trouble(failures, Optional.ofNullable(lastFailed), refused);
    }

    /** Prompts that had a result before the run began. */
    int resumed() {
        return resumed;
    }

    private Result missing(int index, Outcome outcome) {
        Result before = before(index);
        return new Result(index, prompt(index), outcome, before.attempts(), false, before.cost());
    }

    /** All results; for any thread. Those that are not there yet have this outcome. */
    synchronized List<Result> all(Outcome missing) {
        Result[] all = new Result[results.length];
        for (int index = 0; index < all.length; index++) {
            Result result = results[index];
            all[index] = result == null ? missing(index, missing) : result;
        }
        return Arrays.asList(all);
    }
}
