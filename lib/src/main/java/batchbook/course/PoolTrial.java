package batchbook.course;

import batchbook.Model;
import batchbook.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs a learner's pool on rows that take different times, on many that take none, and on some of which one fails. */
final class PoolTrial {
    private static final int ROWS = 200;
    private static final int MANY = 20_000;
    private static final int FEW = 24;
    private static final int WORKERS = 8;
    private static final Prompt BLOCKED = prompts(FEW).get(7);

    private final Exercise.Pool pool;

    private PoolTrial(Exercise.Pool pool) {
        this.pool = pool;
    }

    static Verdict of(Exercise.Pool pool) {
        PoolTrial trial = new PoolTrial(pool);
        return Check.begin()
                .mistake(trial.slow().or(trial::fast).or(trial::failing))
                .right(true, "");
    }

    static List<Prompt> prompts(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> Prompt.of("review " + row))
                .toList();
    }

    private Optional<String> slow() {
        WatchedModel model = new WatchedModel(2 * ROWS, prompt -> false);
        return run(model, ROWS, model::over, Set.of())
                .or(() -> model.pace(WORKERS))
                .or(model::left);
    }

    /** Threads that do nothing but write meet each other often. */
    private Optional<String> fast() {
        return run(prompt -> WatchedModel.answer(prompt, expected(prompt)), MANY, () -> MANY, Set.of());
    }

    private Optional<String> failing() {
        WatchedModel model = new WatchedModel(2 * FEW, BLOCKED::equals);
        return run(model, FEW, model::over, Set.of(BLOCKED))
                .or(model::left)
                .map(words -> "when one of " + FEW + " rows fails: " + words);
    }

    /**
     * @param over how many requests have ended so far
     * @param failing what has no answer
     */
    private Optional<String> run(Model model, int rows, IntSupplier over, Set<Prompt> failing) {
        List<Prompt> prompts = prompts(rows);
        return Trial.problem(() -> {
            @Nullable List<String> answers = pool.askAll(model, prompts, WORKERS);
            return answers != null && over.getAsInt() < rows
                    ? Optional.of("the list is given back before all answers are there: nobody waits for them")
                    : problem(prompts, answers, failing);
        });
    }

    private static Optional<String> problem(List<Prompt> prompts, @Nullable List<String> answers, Set<Prompt> failing) {
        if (answers == null) {
            return Optional.of("it gives no list");
        }
        // The list may be one that changes while it is read: this copy does not.
        List<Optional<String>> given =
                new ArrayList<>(answers).stream().map(Optional::ofNullable).toList();
        List<Optional<String>> expected =
                prompts.stream().map(prompt -> Optional.of(expected(prompt))).toList();
        if (given.size() != prompts.size()) {
            return Optional.of("%d rows were asked, and %d came back".formatted(prompts.size(), given.size()));
        }
        for (int row = 0; row < prompts.size(); row++) {
            Optional<String> text = given.get(row);
            if (text.isEmpty()) {
                return Optional.of("row " + row + " has no text");
            }
            if (!failing.contains(prompts.get(row)) && !text.equals(expected.get(row))) {
                return Optional.of(
                        new HashSet<>(given).containsAll(expected)
                                ? "all answers are there, but not in the order of the prompts"
                                : "row " + row + " has the text '" + text.get() + "' and not its answer");
            }
        }
        return Optional.empty();
    }

    static String expected(Prompt prompt) {
        return "answer to " + prompt.text();
    }
}
