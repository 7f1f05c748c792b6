package batchbook.bench;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Wall time through Google's SDK and real HTTP, against the shortest possible. */
final class Http {
    private Http() {}

    public static void main(String[] args) throws IOException {
        measure(Duration.ofMillis(200), 10_000, 100, 1.05);
        measure(Duration.ofSeconds(2), 5_000, 1_000, 1.15);
    }

    private static void measure(Duration latency, int requests, int workers, double target) throws IOException {
        try (Server quick = Server.start(Duration.ofMillis(20));
                Server server = Server.start(latency)) {
            // The quick one has the client's code compiled; two rounds of all workers do that for the server and open
            // the connections. So a batch in the middle of a session is measured, not the first of a cold JVM.
            ask(quick, 5_000, 100);
            ask(server, 2 * workers, workers);
            Duration took = ask(server, requests, workers);
            Duration ideal = latency.multipliedBy((requests + workers - 1) / workers);
            double ratio = (double) took.toNanos() / ideal.toNanos();
            Table.row(
                    Table.text("%,d requests of %,d ms, %,d workers", requests, latency.toMillis(), workers),
                    Table.text("%.3f (%.2f s / %.2f s)", ratio, took.toMillis() / 1e3, ideal.toMillis() / 1e3),
                    "<= " + target,
                    ratio <= target);
        }
    }

    private static Duration ask(Server server, int requests, int workers) {
        List<String> prompts =
                IntStream.range(0, requests).mapToObj(i -> "Is " + i + " a prime?").toList();
        Run run = Batch.of(Gemini.at(server.uri()))
                .workers(workers)
                .progress(Progress.none())
                .run(prompts);
        if (run.metrics().answered() != requests || run.metrics().retried() > 0) {
            throw new IllegalStateException("a calm simulator must answer everything at the first try: " + run);
        }
        return run.took();
    }
}
