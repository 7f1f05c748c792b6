package batchbook.bench;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.view.Tables;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What it costs to ask for a record: the run beside one of the same texts, and the table of its answers. CPU time, which
 * others on the machine do not change, beside the wall time of runs.
 */
public final class Typed {
    private static final int ROUNDS = 41;
    private static final int WARM_UP = 20;

    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    record Review(Sentiment sentiment, List<String> topics, int urgency) {}

    private Typed() {}

    public static void main(String[] args) {
        ratio("an answer at once", 0);
        ratio("answers of 5 ms, 100 workers", 5);
        table();
    }

    /** Both kinds in turn, so that what else the machine does meets both. */
    private static void ratio(String what, int millis) {
        List<Prompt> prompts = prompts(3_000);
        Model texts = Model.named("texts", answering(millis));
        Model records = Model.named("records", answering(millis)).answering(Review.class);
        double[] plain = new double[ROUNDS];
        double[] typed = new double[ROUNDS];
        double[] plainCpu = new double[ROUNDS];
        double[] typedCpu = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            double start = processCpu();
            plain[at] = seconds(texts, prompts);
            double between = processCpu();
            typed[at] = seconds(records, prompts);
            plainCpu[at] = between - start;
            typedCpu[at] = processCpu() - between;
        }
        double ratio = median(typed) / median(plain);
        Table.row(
                "typed run of 3,000 rows / untyped, " + what + ", medians of " + ROUNDS,
                Table.text(
                        "%.3f (%.1f ms / %.1f ms; CPU time %.3f)",
                        ratio, 1e3 * median(typed), 1e3 * median(plain), Arrays.stream(typedCpu).sum() / Arrays.stream(plainCpu).sum()),
                "1.05",
                ratio <= 1.05);
    }

    private static Model answering(int millis) {
        return prompt -> {
            if (millis > 0) {
                Thread.sleep(millis);
            }
            return Reply.of("{\"sentiment\":\"POSITIVE\",\"topics\":[\"price\",\"delivery\"],\"urgency\":"
                    + (1 + prompt.text().length() % 5) + "}");
        };
    }

    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Prompt.of("Classify this review, number " + i))
                .toList();
    }

    private static double seconds(Model model, List<Prompt> prompts) {
        Run run = run(model, prompts);
        return run.took().toNanos() / 1e9;
    }

    private static Run run(Model model, List<Prompt> prompts) {
        return Batch.of(model).workers(100).progress(Progress.none()).run(prompts);
    }

    private static void table() {
        Run run = run(Model.named("records", answering(0)).answering(Review.class), prompts(100_000));
        Run texts = run(Model.named("texts", answering(0)), prompts(100_000));
        double[] typed = new double[5];
        double[] plain = new double[5];
        for (int round = 0; round < typed.length; round++) {
            double before = threadCpu();
            var table = Tables.of(run);
            typed[round] = threadCpu() - before;
            if (table.column("topics").countMissing() > 0) {
                throw new IllegalStateException("answers were not read");
            }
            before = threadCpu();
            Tables.of(texts);
            plain[round] = threadCpu() - before;
        }
        Table.row(
                "table of 100,000 typed rows, CPU time",
                Table.text("%.2f s the first of a JVM, %.2f s median", typed[0], median(typed)),
                "2 s",
                typed[0] <= 2);
        Table.row("the same without a type", Table.text("%.2f s, %.2f s", plain[0], median(plain)), "-", true);
        double before = threadCpu();
        int values = run.values(Review.class).size();
        Table.row(
                "run.values of " + Table.text("%,d", values) + " rows, CPU time",
                Table.text("%.2f s", threadCpu() - before),
                "-",
                true);
    }

    private static double processCpu() {
        return OS.getProcessCpuTime() / 1e9;
    }

    private static double threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
