package batchbook.course;

import batchbook.Model;
import batchbook.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/** Runs a learner's sum with eight threads: while they wait for answers, and while they do nothing but add. */
final class SumTrial {
    private static final int ROWS = 40;
    private static final int ADDS = 100_000;
    private static final int WORKERS = 8;

    private final Exercise.Step step;
    private final LongSupplier total;

    private SumTrial(Exercise.Step step, LongSupplier total) {
        this.step = step;
        this.total = total;
    }

    static Verdict of(Exercise.Step step, LongSupplier total) {
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
        Queue<Prompt> left = new ConcurrentLinkedQueue<>(prompts);
        FutureTask<?>[] tasks = new FutureTask<?>[WORKERS];
        for (int worker = 0; worker < WORKERS; worker++) {
            tasks[worker] = new FutureTask<>(() -> addThese(model, left, times));
            Thread thread = new Thread(tasks[worker], "batchbook-exercise-" + worker);
            thread.setDaemon(true);
            thread.start();
        }
        for (FutureTask<?> task : tasks) {
            task.get();
        }
    }

    private int addThese(Model model, Queue<Prompt> left, int times) throws Exception {
        int added = 0;
        for (Prompt prompt = left.poll(); prompt != null; prompt = left.poll()) {
            for (int time = 0; time < times; time++) {
                step.add(model, prompt);
            }
            added++;
        }
        return added;
    }
}
