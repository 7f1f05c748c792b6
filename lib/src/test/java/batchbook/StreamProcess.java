package batchbook;

import java.util.Iterator;
import java.util.stream.IntStream;

/** Streams so many prompts of 100 characters, in a JVM whose heap has no room for them, and says what came of it. */
final class StreamProcess {
    private static final String LONG = "x".repeat(80);

    private StreamProcess() {}

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        Model model = Model.named("at once", prompt -> Reply.of("answer to " + prompt.text()));
        // Each is made when it is read.
        Iterator<String> prompts = IntStream.range(0, rows)
                .mapToObj(i -> "prompt " + (10_000_000 + i) + LONG)
                .iterator();
        int[] given = {0};
        long[] places = {0};
        Totals totals = Batch.of(model).progress(Progress.none()).stream(prompts, row -> {
            given[0]++;
            places[0] += row.index();
        });
        System.out.println(totals.answered() + " answered, " + given[0] + " given, sum of places " + places[0] + ", "
                + totals.metrics().attempts() + " requests, heap of "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    }
}
