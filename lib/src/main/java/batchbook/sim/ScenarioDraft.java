package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Question;
import batchbook.sim.jobs.Jobs;
import batchbook.virtual.Tempo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** A scenario's values, of which one is about to change. */
final class ScenarioDraft {
    long seed;
    Duration latency;
    double spread;
    Map<Fault, Double> faults;
    Duration retryDelay;
    Function<Question, String> answers;
    Quotas quotas;
    OptionalLong lanes;
    List<Outage> outages;
    Tempo tempo;
    Jobs jobs;

    ScenarioDraft(
            long seed,
            Duration latency,
            double spread,
            Map<Fault, Double> faults,
            Duration retryDelay,
            Function<Question, String> answers,
            Quotas quotas,
            OptionalLong lanes,
            List<Outage> outages,
            Tempo tempo,
            Jobs jobs) {
        this.seed = seed;
        this.latency = latency;
        this.spread = spread;
        this.faults = faults;
        this.retryDelay = retryDelay;
        this.answers = answers;
        this.quotas = quotas;
        this.lanes = lanes;
        this.outages = outages;
        this.tempo = tempo;
        this.jobs = jobs;
    }

    /** Those of a calm day. */
    static ScenarioDraft calm() {
        return new ScenarioDraft(
                1,
                Duration.ofMillis(250),
                0.3,
                Map.of(),
                Duration.ofNanos(1_038_270_421),
                new Answers(1, 0.05),
                Quotas.none(),
                OptionalLong.empty(),
                List.of(),
                Tempo.REAL,
                Jobs.usual());
    }

    static <T extends Comparable<T>> void requireBetween(T least, T value, T most, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + least + " and " + most + ", but was " + value);
        }
    }
}
