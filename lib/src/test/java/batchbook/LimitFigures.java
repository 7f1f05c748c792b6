package batchbook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What a batch makes of servers that behave otherwise than expected, in virtual time: shared keys, limits that change,
 * refusals that say little, errors, queues. The test asserts the figures; run it as a program to print them.
 */
final class LimitFigures {
    static final int SEEDS = 7;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** One figure: the worst of all seeds. */
    record Figure(String what, String measured, String target, boolean met) {
        static Figure atMost(String what, double measured, double most, String unit) {
            return new Figure(what, number(measured, unit), "<= " + number(most, unit), measured <= most);
        }

        static Figure atLeast(String what, double measured, double least, String unit) {
            return new Figure(what, number(measured, unit), ">= " + number(least, unit), measured >= least);
        }

        private static String number(double value, String unit) {
            boolean whole = value == Math.rint(value);
            return String.format(Locale.ROOT, whole ? "%,.0f" : unit.isEmpty() ? "%.3f" : "%.1f", value) + unit;
        }
    }

    /** A run, and the server that it was with. */
    private record Ran(Run run, VirtualServer server) {
        double refusedPerPrompt() {
            return server.refused / (double) run.size();
        }

        double seconds() {
            return PaceFigures.seconds(run.took());
        }

        boolean whole() {
            return run.answered().size() == run.size();
        }
    }

    private LimitFigures() {}

    static List<Figure> all() {
        List<Figure> all = new ArrayList<>();
        shared(all, "two programs, 10 a minute, from the same moment", 60, 60, 0, s -> s.perMinute = 10);
        shared(all, "two programs, 10 a minute, one a minute later", 80, 20, 60, s -> s.perMinute = 10);
        shared(all, "two programs, 10 a fixed minute, one a minute later", 80, 30, 60, s -> {
            s.perMinute = 10;
            s.phase = Duration.ofSeconds(20);
        });
        shared(all, "two programs, 100 a minute, one 70 s later", 600, 600, 70, s -> s.perMinute = 100);
        changes(all);
        saysLittle(all);
        errors(all);
        queue(all);
        rows(all);
        return all;
    }

    private static void changes(List<Figure> all) {
        List<Ran> risen = run(70, 20, LimitFigures::rises);
        // At once, 10 more after one minute, and the rest when the limit rises.
        all.add(Figure.atMost(
                "10 rising to 30 after 2 minutes, 70 prompts: time / ideal (182 s)",
                worst(risen, r -> r.seconds() / 182),
                1.5,
                ""));
        all.add(Figure.atMost("the same: refused per prompt", worst(risen, Ran::refusedPerPrompt), 0.05, ""));
        List<Ran> held = run(1_000, 20, s -> s.perMinute = 10);
        all.add(Figure.atMost(
                "10 a minute, 1,000 prompts: refused per prompt, tries above the limit included",
                worst(held, Ran::refusedPerPrompt),
                0.02,
                ""));
        all.add(Figure.atLeast(
                "the same: share of the ideal time, %", 100 / worst(held, r -> r.seconds() / (99 * 60 + 2)), 99, " %"));
        List<Ran> fallen = run(100, 20, s -> {
            s.perMinute = 30;
            s.later = MINUTE.multipliedBy(2);
            s.perMinuteLater = 10;
        });
        all.add(Figure.atMost(
                "30 falling to 10 after 2 minutes, 100 prompts: time / ideal (302 s)",
                worst(fallen, r -> r.seconds() / 302),
                1.05,
                ""));
    }

    private static void rises(VirtualServer server) {
        server.perMinute = 10;
        server.later = MINUTE.multipliedBy(2);
        server.perMinuteLater = 30;
    }

    private static void saysLittle(List<Figure> all) {
        List<Ran> bucket = run(150, 20, s -> {
            s.bucket = 60;
            s.bucketPerSecond = 1;
            s.naming = VirtualServer.Naming.DELAY_ONLY;
            s.latency = Duration.ofMillis(10);
            s.network = Duration.ofMillis(2);
        });
        all.add(Figure.atMost(
                "60 at once and 1 a second, a delay and no limit named, 150 prompts: refused per prompt",
                worst(bucket, Ran::refusedPerPrompt),
                0.3,
                ""));
        all.add(Figure.atMost("the same: time / ideal (90 s)", worst(bucket, r -> r.seconds() / 90), 1.25, ""));
        List<Ran> delay = run(50, 20, s -> {
            s.perMinute = 10;
            s.naming = VirtualServer.Naming.DELAY_ONLY;
        });
        all.add(Figure.atMost(
                "10 a minute, a delay and no limit named, 50 prompts: refused per prompt",
                worst(delay, Ran::refusedPerPrompt),
                0.3,
                ""));
        List<Ran> nothing = run(30, 20, s -> {
            s.perMinute = 10;
            s.naming = VirtualServer.Naming.NOTHING;
        });
        all.add(Figure.atMost(
                "10 a minute, nothing named, 30 prompts: refused per prompt",
                worst(nothing, Ran::refusedPerPrompt),
                0.3,
                ""));
    }

    private static void errors(List<Figure> all) {
        double without = median(run(3_000, 20, s -> s.latency = Duration.ofSeconds(1)));
        for (double[] errors : new double[][] {{0.01, 1.15}, {0.05, 1.4}}) {
            double with = median(run(3_000, 20, s -> {
                s.latency = Duration.ofSeconds(1);
                s.errors = errors[0];
            }));
            all.add(Figure.atMost(
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of answers are 503, 3,000 prompts of 1 s: time / without",
                            100 * errors[0]),
                    with / without,
                    errors[1],
                    ""));
        }
    }

    private static void queue(List<Figure> all) {
        List<Ran> lane = run(200, 20, s -> {
            s.lanes = 1;
            s.latency = Duration.ofMillis(50);
            s.spread = 0.05;
            s.network = Duration.ofMillis(1);
        });
        all.add(Figure.atMost(
                "a server with one lane of 50 ms, 200 prompts: p50 / unloaded",
                worst(lane, r -> PaceFigures.seconds(r.run().metrics().p50()) / 0.05),
                3,
                ""));
        all.add(Figure.atMost(
                "the same: time / shortest possible (10 s)", worst(lane, r -> r.seconds() / 10), 1.05, ""));
    }

    private static void rows(List<Figure> all) {
        List<Ran> large = ran(1, s -> s.tokensPerMinute = 4_000, plan -> plan, oversize());
        all.add(Figure.atMost(
                "12 prompts, one of them of 5,000 tokens, 4,000 a minute: s", worst(large, Ran::seconds), 10, " s"));
        List<Ran> cold = ran(
                SEEDS,
                s -> {
                    s.perMinute = 10;
                    s.coldRequests = 10;
                },
                plan -> plan.perMinute(10),
                prompts(50, 20));
        all.add(Figure.atMost(
                "10 a minute stated, the first requests leave up to 2 s late, 50 prompts: refused",
                worst(cold, r -> r.server().refused),
                0,
                ""));
        all.add(Figure.atMost("the quota of the day is used up, the next batch: requests", nextBatchOfTheDay(), 1, ""));
    }

    private static double nextBatchOfTheDay() {
        VirtualServer server = new VirtualServer(1);
        server.perDay = 20;
        Model model = new PaceFigures.Asked();
        PaceFigures.run(Batch.of(model), prompts(30, 20), server, 1, Progress.none());
        int before = server.requests;
        PaceFigures.run(Batch.of(model), prompts(30, 30), server, 1, Progress.none());
        return server.requests - before;
    }

    private static void shared(
            List<Figure> all, String what, int ours, int theirs, int laterSeconds, Consumer<VirtualServer> setUp) {
        double together = Double.MAX_VALUE;
        double least = Double.MAX_VALUE;
        double afterwards = Double.MAX_VALUE;
        for (long seed = 1; seed <= SEEDS; seed++) {
            VirtualServer server = new VirtualServer(seed);
            setUp.accept(server);
            List<Run> runs = together(server, seed, ours, theirs, laterSeconds);
            // From their second minute on, as long as both have something to ask.
            Instant from = VirtualWorkers.START.plusSeconds(laterSeconds).plus(MINUTE);
            Instant firstEnds = earlier(lastSent(runs.get(0)), lastSent(runs.get(1)));
            long minutes = Math.max(1, Duration.between(from, firstEnds).toMinutes());
            Instant until = from.plus(MINUTE.multipliedBy(minutes));
            double possible = server.perMinute * minutes;
            double one = passed(runs.get(0), from, until);
            double other = passed(runs.get(1), from, until);
            together = Math.min(together, (one + other) / possible);
            least = Math.min(least, Math.min(one, other) / (possible / 2));
            Instant gone = firstEnds.plus(MINUTE.multipliedBy(2));
            Run longer = runs.get(lastSent(runs.get(0)).isAfter(lastSent(runs.get(1))) ? 0 : 1);
            long alone = Duration.between(gone, lastSent(longer)).toMinutes();
            if (alone > 0) {
                double sent = passed(longer, gone, gone.plus(MINUTE.multipliedBy(alone)));
                afterwards = Math.min(afterwards, sent / (server.perMinute * alone));
            }
        }
        all.add(Figure.atLeast(what + ": together, of what is possible", 100 * together, 85, " %"));
        all.add(Figure.atLeast("the same: the one that gets less, of half", 100 * least, 100 / 3.0, " %"));
        if (afterwards < Double.MAX_VALUE) {
            all.add(Figure.atLeast(
                    "the same: from 2 minutes after the other has gone, of what is possible",
                    100 * afterwards,
                    90,
                    " %"));
        }
    }

    static List<Run> together(VirtualServer server, long seed, int ours, int theirs, int laterSeconds) {
        Callable<Run> one = () ->
                PaceFigures.run(Batch.of(new PaceFigures.Asked()), prompts(ours, 20), server, seed, Progress.none());
        Callable<Run> other = () -> PaceFigures.run(
                Batch.of(new PaceFigures.Asked()), prompts(theirs, 30), server, seed + 100, Progress.none());
        return server.time.together(
                List.of(VirtualWorkers.START, VirtualWorkers.START.plusSeconds(laterSeconds)), List.of(one, other));
    }

    private static Instant lastSent(Run run) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .map(Attempt::sent)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static double passed(Run run, Instant from, Instant to) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(attempt -> attempt.error().isEmpty()
                        && attempt.sent().isAfter(from)
                        && !attempt.sent().isAfter(to))
                .count();
    }

    private static List<Ran> run(int prompts, int length, Consumer<VirtualServer> setUp) {
        return ran(prompts > 1_500 ? 3 : SEEDS, setUp, plan -> plan, prompts(prompts, length));
    }

    private static List<Ran> ran(
            int seeds, Consumer<VirtualServer> setUp, UnaryOperator<Batch> options, List<Prompt> prompts) {
        List<Ran> all = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            VirtualServer server = new VirtualServer(seed);
            setUp.accept(server);
            Batch plan = options.apply(Batch.of(new PaceFigures.Asked()));
            all.add(new Ran(PaceFigures.run(plan, prompts, server, seed, Progress.none()), server));
        }
        return all;
    }

    /** The worst of all; much worse than any when a prompt was lost. */
    private static double worst(List<Ran> ran, ToDoubleFunction<Ran> figure) {
        boolean lost = ran.stream()
                .anyMatch(each -> !each.whole() && each.run().failed().size() != 1);
        return lost ? Double.MAX_VALUE : ran.stream().mapToDouble(figure).max().orElseThrow();
    }

    private static double median(List<Ran> ran) {
        double[] sorted = ran.stream().mapToDouble(Ran::seconds).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static List<Prompt> prompts(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> Prompt.of(i + " " + "x".repeat(length)))
                .toList();
    }

    static List<Prompt> oversize() {
        Prompt[] prompts = prompts(12, 800).toArray(new Prompt[0]);
        prompts[3] = Prompt.of("x".repeat(20_000));
        return Arrays.asList(prompts);
    }

    public static void main(String[] args) {
        System.out.println("| server, unknown to the batch | measured, worst of all seeds | target | met |");
        System.out.println("|---|---|---|---|");
        for (Figure figure : all()) {
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    figure.what(), figure.measured(), figure.target(), figure.met() ? "yes" : "**no**");
        }
    }
}
