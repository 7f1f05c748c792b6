package batchbook;

import batchbook.journal.ResultLog;
import batchbook.journal.RunJournal;
import batchbook.journal.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The results of a run of which all rows are kept, in the order of the prompts. */
final class ListResults extends Results {
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
    private final @Nullable Result[] results;

    /** Of these prompts, with what there was of them before. */
    ListResults(List<Prompt> prompts, Earlier earlier, ResultLog journal) {
        super(journal);
        this.prompts = prompts;
        this.earlier = earlier;
        this.results = new @Nullable Result[prompts.size()];
        for (int index = 0; index < results.length; index++) {
            Result known = earlier.results().get(index).orElse(null);
            if (known != null) {
                addResumed(known);
            }
        }
    }

    /** Equal prompts of those that are known already share their outcome at once. */
    @Override
    TaskQueue.Source source(Options options, Instant started) {
        TaskQueue.Source source = new ListSource(
                options.model,
                prompts,
                index -> results[index] != null,
                index -> new Task(before(index), options.model, started),
                options.deduplicate);
        for (int index = 0; index < results.length; index++) {
            Result result = results[index];
            if (result != null) {
                for (Result shared : source.shared(result)) {
                    keep(shared);
                    oneMoreResumed();
                }
            }
        }
        return source;
    }

    @Override
    void place(Result result) {
        results[result.index()] = result;
    }

    /** What was sent for a row that is to be asked. */
    private Result before(int index) {
        return earlier.turnedDown()
                .apply(index)
                .orElseGet(() -> new Result(index, prompts.get(index), new Outcome.NotRun(""), List.of(), false));
    }

    @Override
    List<String> models(String now) {
        List<String> all = new ArrayList<>(earlier.models());
        if (all.isEmpty() || !all.get(all.size() - 1).equals(now)) {
            all.add(now);
        }
        return all;
    }

    @Override
    List<Session> earlierSessions() {
        return earlier.sessions();
    }

    @Override
    int size() {
        return results.length;
    }

    @Override
    boolean sizeKnown() {
        return true;
    }

    @Override
    boolean keepsAll() {
        return true;
    }

    private Result missing(int index, Outcome outcome) {
        Result before = before(index);
        return new Result(index, prompts.get(index), outcome, before.attempts(), false, before.cost());
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
