package batchbook.bench;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Usage;
import batchbook.view.Tables;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;

/**
 * A table in and a typed table out, with a model that answers at once: each step once in a fresh JVM, as a user has it, in
 * CPU seconds of the whole JVM (compiler and collector too), which others on the machine hardly change.
 */
public final class Jobs {
    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    record Review(Sentiment sentiment, List<String> topics, int urgency) {}

    private static final int TARGET_ROWS = 100_000;
    private static final double TARGET_SECONDS = 10;

    private static double sum;

    private Jobs() {}

    /** @param args how many rows; of 100,000 there is a target, and half as many show whether it is linear */
    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        tech.tablesaw.api.Table reviews = reviews(rows);
        Model model = Model.named("instant", Jobs::answer).answering(Review.class);

        List<Prompt> prompts = step(rows, "`Tables.prompts`", () ->
                Tables.prompts(reviews, "A {stars}-star review of {product}:\n{text}"));
        Run run = step(rows, "a typed run, an answer at once", () ->
                Batch.of(model).progress(Progress.none()).run(prompts));
        tech.tablesaw.api.Table table = step(rows, "`Tables.of`, typed", () -> Tables.of(run));
        if (table.rowCount() != rows || table.column("urgency").countMissing() > 0) {
            throw new IllegalStateException("not every row was answered and read");
        }
        Table.row(
                Table.text("%,d rows: all three", rows),
                Table.text("%.2f CPU seconds", sum),
                rows == TARGET_ROWS ? Table.text("< %.0f", TARGET_SECONDS) : "-",
                sum < TARGET_SECONDS);
    }

    private static tech.tablesaw.api.Table reviews(int rows) {
        return tech.tablesaw.api.Table.create(
                "reviews",
                StringColumn.create("product", IntStream.range(0, rows).mapToObj(row -> "p" + row % 500)),
                IntColumn.create("stars", IntStream.range(0, rows).map(row -> 1 + row % 5).toArray()),
                StringColumn.create(
                        "text",
                        IntStream.range(0, rows)
                                .mapToObj(row -> "Review " + row + ": " + "it does what it says. ".repeat(8))));
    }

    private static Reply answer(Prompt prompt) {
        String json = "{\"sentiment\":\"POSITIVE\",\"topics\":[\"price\",\"delivery\"],\"urgency\":"
                + (1 + prompt.text().length() % 5) + "}";
        return new Reply(json, new Usage(60, 20, 0, 0), "STOP", "instant-001");
    }

    private static <T> T step(int rows, String what, Supplier<T> work) {
        double cpu = cpu();
        long start = System.nanoTime();
        T result = work.get();
        double used = cpu() - cpu;
        double seconds = (System.nanoTime() - start) / 1e9;
        sum += used;
        Table.row(
                Table.text("%,d rows: %s", rows, what),
                Table.text("%.2f CPU seconds (%.2f s)", used, seconds),
                "-",
                true);
        return result;
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
