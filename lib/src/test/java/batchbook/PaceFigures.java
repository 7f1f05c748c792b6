package batchbook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * How near the pace comes to what is possible, on providers in virtual time. No setting is made by the user: the batch
 * finds everything out. The test asserts the figures; run it as a program to print them.
 */
final class PaceFigures {
    /** One provider, and what has to be reached on it. */
    record Scene(
            String name,
            int prompts,
            int promptLength,
            Consumer<VirtualServer> setUp,
            double leastShare,
            double mostRefusedPerPrompt) {
        Scene(String name, int prompts, Consumer<VirtualServer> setUp, double leastShare, double mostRefused) {
            this(name, prompts, 20, setUp, leastShare, mostRefused);
        }
    }

    /**
     * What was measured.
     *
     * @param share the ideal time as a share of the time it took
     * @param mostOver by how much the limit of tokens was exceeded in the worst minute, as a share of it
     * @param worstEta the largest error of the estimated whole time, as a share of it, from 20 % done on
     */
    record Figure(
            double share,
            double refusedPerPrompt,
            int answered,
            double mostOver,
            double worstEta,
            Duration took,
            Duration ideal,
            Run run,
            VirtualServer server) {}

    static final List<Scene> SCENES = List.of(
            new Scene("10 requests a minute, rolling", 50, s -> s.perMinute = 10, 0.98, 0.05),
            new Scene("60 requests a minute, rolling", 300, s -> s.perMinute = 60, 0.97, 0.05),
            new Scene("2,000 requests a minute, rolling", 10_000, s -> s.perMinute = 2_000, 0.94, 0.05),
            new Scene("10 a minute, fixed minutes", 50, s -> fixed(s, 10, 0), 0.98, 0.05),
            new Scene("60 a minute, fixed minutes", 300, s -> fixed(s, 60, 0), 0.97, 0.05),
            new Scene("2,000 a minute, fixed minutes", 10_000, s -> fixed(s, 2_000, 0), 0.94, 0.05),
            new Scene("10 a minute, fixed, begun in mid-minute", 50, s -> fixed(s, 10, 37), 0.98, 0.05),
            new Scene("60 a minute, fixed, begun in mid-minute", 300, s -> fixed(s, 60, 37), 0.97, 0.05),
            new Scene("2,000 a minute, fixed, begun in mid-minute", 10_000, s -> fixed(s, 2_000, 37), 0.94, 0.05),
            new Scene(
                    "53,000 tokens a minute, prompts of 5,000",
                    50,
                    20_000,
                    s -> s.tokensPerMinute = 53_000,
                    0.98,
                    0.05),
            new Scene(
                    "320,000 tokens a minute, prompts of 5,000",
                    300,
                    20_000,
                    s -> s.tokensPerMinute = 320_000,
                    0.97,
                    0.05),
            new Scene("50 at once, 200 ms, nothing named", 3_000, s -> atOnce(s, 200, 3), 0.85, 0.02),
            new Scene("50 at once, 2 s, nothing named", 3_000, s -> atOnce(s, 2_000, 30), 0.85, 0.02));

    private PaceFigures() {}

    private static void fixed(VirtualServer server, long perMinute, int phase) {
        server.perMinute = perMinute;
        server.phase = Duration.ofSeconds(phase);
    }

    private static void atOnce(VirtualServer server, int latencyMillis, int networkMillis) {
        server.mostAtOnce = 50;
        server.latency = Duration.ofMillis(latencyMillis);
        server.spread = 0.12;
        server.network = Duration.ofMillis(networkMillis);
    }

    static Figure measure(Scene scene, long seed) {
        VirtualServer server = new VirtualServer(seed);
        scene.setUp().accept(server);
        List<Prompt> prompts = prompts(scene, seed);
        List<Snapshot> snapshots = new ArrayList<>();
        Run run = run(Batch.of(new Asked()), prompts, server, seed, snapshots::add);
        Duration ideal = ideal(server, prompts);
        double most = server.tokensPerMinute == Long.MAX_VALUE
                ? 0
                : server.mostTokensInAMinute / (double) server.tokensPerMinute - 1;
        return new Figure(
                seconds(ideal) / seconds(run.took()),
                server.refused / (double) prompts.size(),
                run.answered().size(),
                Math.max(0, most),
                worstEta(snapshots, run.took()),
                run.took(),
                ideal,
                run,
                server);
    }

    static Run run(Batch plan, List<Prompt> prompts, VirtualServer server, long seed, Progress progress) {
        return Loops.of(plan, prompts, progress, server.workers(), new SplittableRandom(seed))
                .run();
    }

    /** A new one for each run, as what is learned about limits belongs to the model. */
    static final class Asked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual server answers");
        }
    }

    static List<Prompt> prompts(Scene scene, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, scene.prompts())
                .mapToObj(i -> {
                    int length = (int) (scene.promptLength() * (0.9 + 0.2 * random.nextDouble()));
                    return Prompt.of(i + " " + "x".repeat(length));
                })
                .toList();
    }

    /** When the last answer could be there for somebody who knows all limits, sends at once and is never refused. */
    private static Duration ideal(VirtualServer server, List<Prompt> prompts) {
        if (server.mostAtOnce < Integer.MAX_VALUE) {
            return server.latency.multipliedBy(prompts.size()).dividedBy(server.mostAtOnce);
        }
        Deque<long[]> window = new ArrayDeque<>();
        long now = 0;
        long tokens = 0;
        for (Prompt prompt : prompts) {
            long mine = server.tokens(prompt);
            while (window.size() + 1 > server.perMinute || tokens + mine > server.tokensPerMinute) {
                now = Math.max(now, opens(server, window.getFirst()[0]));
                while (!window.isEmpty() && opens(server, window.getFirst()[0]) <= now) {
                    tokens -= window.removeFirst()[1];
                }
            }
            window.addLast(new long[] {now, mine});
            tokens += mine;
        }
        return Duration.ofMillis(now).plus(server.latency);
    }

    private static long opens(VirtualServer server, long sent) {
        if (server.phase == null) {
            return sent + 60_000;
        }
        long phase = server.phase.toMillis();
        return Math.floorDiv(sent - phase, 60_000L) * 60_000 + phase + 60_000;
    }

    static double worstEta(List<Snapshot> snapshots, Duration took) {
        return snapshots.stream()
                .filter(snapshot ->
                        snapshot.share() >= 0.2 && snapshot.remaining().isPresent())
                .mapToDouble(snapshot -> Math.abs(
                        seconds(snapshot.elapsed().plus(snapshot.remaining().orElseThrow())) / seconds(took) - 1))
                .max()
                .orElse(0);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        System.out.println(
                "| provider, unknown to the batch | prompts | share of the ideal time, median (least) | target"
                        + " | refused per prompt, most | estimated time off by, most |");
        System.out.println("|---|---|---|---|---|---|");
        for (Scene scene : SCENES) {
            List<Figure> figures = IntStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> measure(scene, seed))
                    .toList();
            double[] shares =
                    figures.stream().mapToDouble(Figure::share).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.1f %% (%.1f %%) | %.0f %% | %.3f | %.0f %% |%n",
                    scene.name(),
                    scene.prompts(),
                    100 * shares[seeds / 2],
                    100 * shares[0],
                    100 * scene.leastShare(),
                    figures.stream().mapToDouble(Figure::refusedPerPrompt).max().orElse(0),
                    100 * figures.stream().mapToDouble(Figure::worstEta).max().orElse(0));
        }
    }
}
