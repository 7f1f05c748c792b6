package batchbook;

import batchbook.journal.Session;
import batchbook.report.Story;
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
        return Loops.of(plan, prompts, Progress.none(), virtual, new SplittableRandom(1))
                .run();
    }

    /** A plan that states nothing, against a free tier of ten requests a minute: it learns the limit, and pauses. */
    public static Run freeTier(int prompts) {
        VirtualServer server = new VirtualServer(11);
        server.perMinute = 10;
        return paced(Batch.of(new NeverAsked()), server, prompts(prompts));
    }

    /** The same model again: its limit is known from the first request on. */
    public static Run freeTierKnown(int prompts) {
        Model model = new NeverAsked();
        VirtualServer server = new VirtualServer(12);
        server.perMinute = 10;
        paced(Batch.of(model), server, prompts(12));
        VirtualServer later = new VirtualServer(13);
        later.perMinute = 10;
        VirtualWorkers workers = later.workers();
        workers.pass(Duration.ofHours(1));
        return Loops.of(Batch.of(model), prompts(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    /** Fifty workers at once, against ten requests a minute: forty are refused in the first moment. */
    public static Run refusedBurst() {
        VirtualServer server = new VirtualServer(3);
        server.perMinute = 10;
        return paced(Batch.of(new NeverAsked()).workers(50), server, prompts(50));
    }

    /** A plan that states nothing, and a server that refuses nothing: slow start all along. */
    public static Run slowStart(int prompts) {
        return paced(Batch.of(new NeverAsked()), new VirtualServer(8), prompts(prompts));
    }

    /** A server that takes fifty requests at once and refuses more without naming a reason. */
    public static Run sawTooth(int prompts) {
        VirtualServer server = new VirtualServer(5);
        server.mostAtOnce = 50;
        server.naming = VirtualServer.Naming.NOTHING;
        return paced(Batch.of(new NeverAsked()), server, prompts(prompts));
    }

    /** A run whose provider answers nothing but errors from the 20th second to the 80th. */
    public static Run outage(int prompts, int workers) {
        VirtualServer server = new VirtualServer(6);
        server.outageFrom = Duration.ofSeconds(20);
        server.outageTo = Duration.ofSeconds(80);
        return paced(Batch.of(new NeverAsked()).workers(workers), server, prompts(prompts));
    }

    /** Forty prompts of a free tier, stopped after 80 seconds and resumed three hours later. */
    public static Run resumed() {
        VirtualServer server = new VirtualServer(11);
        server.perMinute = 10;
        List<Prompt> prompts = prompts(40);
        VirtualWorkers first = server.workers().interruptAfter(Duration.ofSeconds(80));
        Batch plan = Batch.of(new NeverAsked());
        Run stopped = Loops.of(plan, prompts, Progress.none(), first, new SplittableRandom(1))
                .run();

        VirtualWorkers second = server.workers();
        second.pass(Duration.ofHours(3));
        ListResults results = new ListResults(prompts, ListResults.Earlier.of(stopped, Result::settled), result -> {});
        return Loops.of(plan, results, Progress.none(), second, new SplittableRandom(2))
                .run();
    }

    /** Three different prompts, each of them twenty times. */
    public static Run deduplicated() {
        List<Prompt> prompts = IntStream.range(0, 60)
                .mapToObj(i -> Prompt.of("prompt " + i % 3))
                .toList();
        return of(prompts, 2, prompt -> Reply.of("the same"));
    }

    private static Run paced(Batch plan, VirtualServer server, List<Prompt> prompts) {
        return Loops.of(plan, prompts, Progress.none(), server.workers(), new SplittableRandom(1))
                .run();
    }

    /** Not a lambda, which would be the same object each time: what one run learns of limits, the next would know. */
    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }
    }

    /** A run with these latencies in milliseconds, one worker for each prompt, all answered. */
    public static Run lasting(long... millis) {
        return lasting(1, millis);
    }

    /** The same on a clock that goes so many times as fast as the real one. */
    public static Run simulated(double speed, long... millis) {
        return lasting(speed, millis);
    }

    private static Run lasting(double speed, long... millis) {
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
                speed,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        return new Run(story, rows, Launch.ofAFile());
    }

    /** So many prompts, {@code prompt 0} and on. */
    public static List<Prompt> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Prompt.of("prompt " + i)).toList();
    }
}
