package batchbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Runs that look like real ones, made in virtual time. */
public final class SampleRuns {
    private SampleRuns() {}

    /** A run of the flaky kind: log-normal latencies, a few overloads, a few failures for good. */
    public static Run flaky(int prompts, int workers) {
        SplittableRandom dice = new SplittableRandom(7);
        return of(prompts(prompts), workers, prompt -> {
            int thrown = dice.nextInt(100);
            if (thrown < 5) {
                throw ModelException.of(ErrorKind.OVERLOADED, "busy");
            }
            if (thrown < 7) {
                throw ModelException.of(ErrorKind.BLOCKED, "<b>no</b>");
            }
            return Reply.of("answer to " + prompt.text());
        });
    }

    /** A run in which every prompt is refused for its content. */
    public static Run refused(int prompts, int workers) {
        return of(prompts(prompts), workers, prompt -> {
            throw ModelException.of(ErrorKind.BLOCKED, "refused");
        });
    }

    /** A run of nothing. */
    public static Run empty() {
        return of(List.of(), 8, prompt -> Reply.of("never asked"));
    }

    /** A run of these prompts: the model decides what comes, log-normal latencies around 0.9 s when. */
    public static Run of(List<Prompt> prompts, int workers, Model model) {
        SplittableRandom random = new SplittableRandom(42);
        VirtualWorkers virtual = new VirtualWorkers((prompt, number) -> {
            long latency = Math.round(900 * Math.exp(0.5 * random.nextGaussian()));
            try {
                return new VirtualWorkers.Step(Duration.ofMillis(latency), model.ask(prompt), null);
            } catch (Exception refusal) {
                return VirtualWorkers.Step.fail(latency / 4, refusal);
            }
        });
        Batch plan = Batch.of(model).workers(workers);
        return new Loop(plan, prompts, Progress.none(), virtual, new SplittableRandom(1)).run();
    }

    /** A run with these latencies in milliseconds, one worker for each prompt, all answered. */
    public static Run lasting(long... millis) {
        List<Result> rows = IntStream.range(0, millis.length)
                .mapToObj(i -> new Result(
                        i,
                        Prompt.of("prompt " + i),
                        new Outcome.Answered(Reply.of("ok")),
                        List.of(new Attempt(
                                1,
                                i,
                                VirtualWorkers.START,
                                VirtualWorkers.START,
                                VirtualWorkers.START.plusMillis(millis[i]),
                                Optional.empty(),
                                "",
                                Duration.ZERO)),
                        false))
                .toList();
        Duration longest = Duration.ofMillis(IntStream.range(0, millis.length)
                .mapToLong(i -> millis[i])
                .max()
                .orElse(0));
        Story story = new Story(
                "model",
                millis.length,
                List.of(new Session(VirtualWorkers.START, VirtualWorkers.START.plus(longest))),
                1,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        return new Run(story, rows, null);
    }

    /** So many prompts, {@code prompt 0} and on. */
    public static List<Prompt> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Prompt.of("prompt " + i)).toList();
    }
}
