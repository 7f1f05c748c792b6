package batchbook;

import java.util.List;
import java.util.random.RandomGenerator;

/** Loops of plans, with workers of a test. */
final class Loops {
    private Loops() {}

    /** Of these prompts, with nothing known before. */
    static EventLoop<Run> of(
            Batch plan, List<Prompt> prompts, Progress progress, Workers workers, RandomGenerator random) {
        return of(
                plan,
                new ListResults(prompts, ListResults.Earlier.nothing(prompts.size()), result -> {}),
                progress,
                workers,
                random);
    }

    static EventLoop<Run> of(
            Batch plan, ListResults results, Progress progress, Workers workers, RandomGenerator random) {
        Options options = plan.progress(progress).options();
        return new EventLoop<>(
                options, results, workers, random, new Launch.WholeRun(results, Launch.resumption(plan.options())));
    }
}
