package batchbook.bench;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.picture.ChartImage;
import batchbook.view.Charts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Chart;

/** How much CPU time each chart of a run of 10,000 prompts takes, from the run to the PNG, once the JVM is warm. */
final class ChartTime {
    private static final int PROMPTS = 10_000;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 7;
    private static final double TARGET_MS = 300;

    /** Not the time of the clock, which other programs lengthen. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private ChartTime() {}

    public static void main(String[] args) {
        Run run = run();
        Map<String, Supplier<Chart<?, ?>>> charts = new LinkedHashMap<>();
        charts.put("latency", () -> Charts.latency(run));
        charts.put("distribution", () -> Charts.distribution(run));
        charts.put("timeline", () -> Charts.timeline(run));
        charts.put("rate", () -> Charts.rate(run));
        charts.put("inFlight", () -> Charts.inFlight(run));
        charts.put("outcomes", () -> Charts.outcomes(run));
        charts.put("compare", () -> Charts.compare(run, run));
        charts.put("speedUp", () -> Charts.speedUp(run, run));
        charts.forEach((name, chart) -> {
            double[] millis = new double[ROUNDS];
            int bytes = 0;
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long began = CPU.getCurrentThreadCpuTime();
                bytes = ChartImage.png(chart.get()).length;
                millis[Math.max(0, round)] = (CPU.getCurrentThreadCpuTime() - began) / 1e6;
            }
            Arrays.sort(millis);
            double median = millis[ROUNDS / 2];
            Table.row(
                    "`Charts." + name + "`, median of " + ROUNDS + "; PNG of " + bytes / 1_000 + " kB",
                    Table.text("%.0f ms", median),
                    Table.text("< %.0f ms", TARGET_MS),
                    median <= TARGET_MS);
        });
    }

    private static Run run() {
        List<Prompt> prompts =
                IntStream.range(0, PROMPTS).mapToObj(i -> Prompt.of("prompt " + i)).toList();
        return Batch.of(prompt -> {
                    int i = Integer.parseInt(prompt.text().substring(7));
                    LockSupport.parkNanos(Duration.ofMillis(2 + i % 17).toNanos());
                    if (i % 50 == 0) {
                        throw ModelException.of(ErrorKind.BLOCKED, "no");
                    }
                    return Reply.of("answer");
                })
                .workers(50)
                .progress(Progress.none())
                .run(prompts);
    }
}
