package batchbook.view;

import batchbook.html.SnapshotHtml;
import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Snapshot;
import batchbook.bench.Table;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The share of a run that its display takes. The page of the live display is made for each snapshot; what a kernel then
 * sends to the browser is not in it, as there is no kernel here.
 */
final class DisplayShare {
    private static final int PROMPTS = 10_000;
    private static final int WORKERS = 100;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 9;
    private static final Reply REPLY = Reply.of("yes");

    private DisplayShare() {}

    /** Makes the page and measures for how long. */
    private static final class Measured implements Progress {
        long nanos;
        int updates;
        long characters;

        @Override
        public void update(Snapshot snapshot) {
            long start = System.nanoTime();
            characters += SnapshotHtml.of(snapshot).length();
            nanos += System.nanoTime() - start;
            updates++;
        }
    }

    private record Round(double seconds, double cpu, double inside, int updates) {}

    public static void main(String[] args) {
        List<Prompt> prompts =
                IntStream.range(0, PROMPTS).mapToObj(i -> Prompt.of("prompt " + i)).toList();
        Round[] without = new Round[ROUNDS];
        Round[] with = new Round[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            // In turn, so that another program's work meets both.
            Round quiet = round(prompts, Progress.none(), new Measured());
            Measured display = new Measured();
            Round shown = round(prompts, display, display);
            if (round >= 0) {
                without[round] = quiet;
                with[round] = shown;
            }
        }
        double share = median(with, round -> round.inside / round.seconds);
        double most = IntStream.range(0, ROUNDS)
                .mapToDouble(i -> with[i].inside / with[i].seconds)
                .max()
                .orElse(0);
        Table.row(
                "share of the run inside update()",
                Table.text("%.3f %% (most %.3f %%), %.0f updates", share * 100, most * 100, median(with, r -> r.updates)),
                "< 1 %",
                share < 0.01);
        double each = median(with, round -> round.inside / round.updates);
        Table.row("one update", Table.text("%.0f us", each * 1e6), "-", true);
        row("run", "s", median(without, Round::seconds), median(with, Round::seconds));
        row("CPU", "s", median(without, Round::cpu), median(with, Round::cpu));
    }

    private static void row(String what, String unit, double without, double with) {
        Table.row(
                what + ", with / without display",
                Table.text("%.3f (%.3f %s / %.3f %s)", with / without, with, unit, without, unit),
                "-",
                true);
    }

    private static double median(Round[] rounds, ToDoubleFunction<Round> figure) {
        double[] sorted = Arrays.stream(rounds).mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Round round(List<Prompt> prompts, Progress progress, Measured measured) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        Model slow = prompt -> {
            Thread.sleep(5);
            return REPLY;
        };
        Run run = Batch.of(slow).workers(WORKERS).progress(progress).run(prompts);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (run.answered().size() != prompts.size()) {
            throw new IllegalStateException("not every prompt was answered: " + run);
        }
        return new Round(
                seconds, (system.getProcessCpuTime() - cpu) / 1e9, measured.nanos / 1e9, Math.max(1, measured.updates));
    }
}
