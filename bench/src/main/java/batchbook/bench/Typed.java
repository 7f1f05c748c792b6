package batchbook.bench;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.view.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What it costs to ask for a record: the run beside one of the same texts, and the table of its answers. */
public final class Typed {
    private static final int ROUNDS = 15;

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
        for (int round = -5; round < ROUNDS; round++) {
            double one = seconds(texts, prompts);
            double other = seconds(records, prompts);
            if (round >= 0) {
                plain[round] = one;
                typed[round] = other;
            }
        }
        double ratio = median(typed) / median(plain);
        Table.row(
                "typed run of 3,000 rows / untyped, " + what + ", medians of " + ROUNDS,
                Table.text(
                        "%.3f (%.1f ms / %.1f ms)", ratio, 1e3 * median(typed), 1e3 * median(plain)),
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
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long before = System.nanoTime();
            var table = Tables.of(run);
            seconds.add((System.nanoTime() - before) / 1e9);
            if (table.column("topics").countMissing() > 0) {
                throw new IllegalStateException("answers were not read");
            }
        }
        double first = seconds.get(0);
        Table.row(
                "table of 100,000 typed rows, the first of a JVM",
                Table.text("%.2f s", first),
                "2 s",
                first <= 2);
        long before = System.nanoTime();
        int values = run.values(Review.class).size();
        Table.row(
                "run.values of " + Table.text("%,d", values) + " rows",
                Table.text("%.2f s", (System.nanoTime() - before) / 1e9),
                "-",
                true);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
