package batchbook.bench;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import java.util.List;
import java.util.stream.IntStream;

/** What the engine itself costs: no network, no SDK, a model that answers at once or sleeps 5 ms. */
final class Engine {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    private static final Reply REPLY = Reply.of("yes");

    private Engine() {}

    public static void main(String[] args) {
        for (int workers : new int[] {8, 100}) {
            double micros = median(prompts(100_000), workers, prompt -> REPLY) * 1e6;
            row("an answer at once", workers, Table.text("%.1f us per request", micros), "< 30 us", micros < 30);
        }
        double perSecond = 1 / median(prompts(20_000), 100, Engine::slow);
        row("5 ms answers", 100, Table.text("%,.0f requests/s", perSecond), "> 8,000/s", perSecond > 8_000);
    }

    private static void row(String what, int workers, String measured, String target, boolean met) {
        String figure = "JDK " + Runtime.version().feature() + ": " + what + ", " + workers + " workers";
        Table.row(figure, measured, target, met);
    }

    /** Seconds per request: the median of the rounds, as one round can meet another program's work. */
    private static double median(List<Prompt> prompts, int workers, Model model) {
        double[] rounds = IntStream.range(0, WARM_UP + ROUNDS)
                .mapToDouble(round -> seconds(prompts, workers, model))
                .skip(WARM_UP)
                .sorted()
                .toArray();
        return rounds[ROUNDS / 2] / prompts.size();
    }

    private static double seconds(List<Prompt> prompts, int workers, Model model) {
        long start = System.nanoTime();
        Run run = Batch.of(model).workers(workers).progress(Progress.none()).run(prompts);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (run.answered().size() != prompts.size()) {
            throw new IllegalStateException("not every prompt was answered: " + run);
        }
        return seconds;
    }

    private static Reply slow(Prompt prompt) throws InterruptedException {
        Thread.sleep(5);
        return REPLY;
    }

    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Prompt.of("prompt " + i)).toList();
    }
}
