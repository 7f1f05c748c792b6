package batchbook.course;

import batchbook.Model;
import batchbook.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Runs a learner's sum with eight threads: while they wait for answers, and while they do nothing but add. */
final class SumTrial {
    private static final int ROWS = 40;
    private static final int ADDS = 100_000;
    private static final int WORKERS = 8;

    private final Lesson02.Step step;
    private final LongSupplier total;

    private SumTrial(Lesson02.Step step, LongSupplier total) {
        this.step = step;
        this.total = total;
    }

    static Verdict of(Lesson02.Step step, LongSupplier total) {
        SumTrial trial = new SumTrial(step, total);
        return Check.begin().mistake(trial.waiting().or(trial::adding)).right(true, "");
    }

    private Optional<String> waiting() {
        WatchedModel model = new WatchedModel(2 * ROWS, prompt -> false);
        return run(model, PoolTrial.prompts(ROWS), 1)
                .or(() -> model.pace(WORKERS)
                        .map(words -> "the sum is right, but " + words
                                + ". While one thread waits for its answer, the others must be able to ask"));
    }

    private Optional<String> adding() {
        return run(prompt -> WatchedModel.answer(prompt, PoolTrial.expected(prompt)), PoolTrial.prompts(WORKERS), ADDS);
    }

    private Optional<String> run(Model model, List<Prompt> prompts, int times) {
        long used = prompts.stream()
                        .map(prompt -> WatchedModel.answer(prompt, PoolTrial.expected(prompt)))
                        .mapToLong(reply -> reply.usage().out())
                        .sum()
                * times;
        Trial<Long> trial = Trial.of(() -> {
            long before = total.getAsLong();
            addAll(model, prompts, times);
            return total.getAsLong() - before;
        });
        Optional<String> wrong = trial.value() == null || trial.value() == used
                ? Optional.empty()
                : Optional.of("%d tokens were used, and the sum says %d".formatted(used, trial.value()));
        return trial.problem().or(() -> wrong);
    }

    private void addAll(Model model, List<Prompt> prompts, int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (Prompt prompt : prompts) {
                tasks.add(() -> {
                    for (int time = 0; time < times; time++) {
                        step.add(model, prompt);
                    }
                    return null;
                });
            }
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
