package batchbook.course;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A run with something wrong, ready to be made.
 *
 * @param cause what is wrong
 * @param words what it is, for a hint
 * @param rows how many prompts
 */
record Patient(Cause cause, String words, Scenario scenario, int rows, UnaryOperator<Batch> plan) {
    /** The run that was made of one. */
    record Seen(Patient patient, Run run) {}

    /** Makes it, on a server of its own. */
    Run run() {
        try (Simulator server = Simulator.start(scenario)) {
            return plan.apply(Batch.of(Gemini.at(server)))
                    .progress(Progress.none())
                    .run(prompts(rows));
        }
    }

    Seen seen() {
        return new Seen(this, run());
    }

    static List<String> prompts(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> "Is this review positive, negative or neutral? One word.\n\nReview number " + i + ".")
                .toList();
    }
}
