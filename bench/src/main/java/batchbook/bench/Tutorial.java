package batchbook.bench;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.gemini.Gemini;
import java.net.URI;
import java.util.stream.IntStream;

/** What tutorial.py does, with Batchbook: a whole program, from the start of its JVM to its end. */
final class Tutorial {
    private Tutorial() {}

    public static void main(String[] args) {
        var prompts = IntStream.range(0, Integer.parseInt(args[1])).mapToObj(i -> "Is " + i + " a prime?").toList();
        var run = Batch.of(Gemini.at(URI.create(args[0])))
                .workers(Integer.parseInt(args[2]))
                .progress(Progress.none())
                .run(prompts);
        var metrics = run.metrics();
        System.out.printf("%d of %d answered in %.2f s, %.3f s each%n", metrics.answered(), metrics.total(),
                metrics.took().toMillis() / 1e3, metrics.meanLatency().toMillis() / 1e3);
    }
}
