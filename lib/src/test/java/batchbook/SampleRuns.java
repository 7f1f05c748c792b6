package batchbook;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Runs that look like real ones, made in virtual time. */
public final class SampleRuns {
    private SampleRuns() {}

    /** A run of the flaky kind: log-normal latencies, a few overloads, a few failures for good. */
    public static Run flaky(int prompts, int workers) {
        SplittableRandom random = new SplittableRandom(42);
        VirtualWorkers model = new VirtualWorkers((prompt, number) -> {
            long latency = Math.round(900 * Math.exp(0.5 * random.nextGaussian()));
            int dice = random.nextInt(100);
            if (dice < 5) {
                return VirtualWorkers.Step.fail(latency / 4, ModelException.of(ErrorKind.OVERLOADED, "busy"));
            }
            return dice < 7
                    ? VirtualWorkers.Step.fail(latency, ModelException.of(ErrorKind.BLOCKED, "<b>no</b>"))
                    : VirtualWorkers.Step.answer(latency, "answer to " + prompt.text());
        });
        return run(prompts, workers, model);
    }

    static Run run(int prompts, int workers, VirtualWorkers model) {
        List<String> texts =
                IntStream.range(0, prompts).mapToObj(i -> "prompt " + i).toList();
        Batch plan = Batch.of(prompt -> Reply.of("")).workers(workers);
        return new Loop(plan, Prompt.listOf(texts), Progress.none(), model, new SplittableRandom(1)).run();
    }
}
