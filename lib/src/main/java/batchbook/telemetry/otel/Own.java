package batchbook.telemetry.otel;

import batchbook.Attempt;
import batchbook.Metrics;
import batchbook.Prompt;
import batchbook.RunListener;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.time.Duration;

/** Attributes for which the conventions have no name. Times are in seconds. */
final class Own {
    private static final int MOST_LABEL = 256;

    private Own() {}

    static Attributes begins(RunListener.Start start) {
        AttributesBuilder to = Attributes.builder()
                .put("batchbook.model", start.model().name())
                .put("batchbook.known", start.known());
        start.prompts().ifPresent(prompts -> to.put("batchbook.prompts", prompts));
        return to.build();
    }

    static Attributes over(Metrics metrics) {
        return Attributes.builder()
                .put("batchbook.answered", metrics.answered())
                .put("batchbook.failed", metrics.failed())
                .put("batchbook.not_run", metrics.notRun())
                .put("batchbook.refused", metrics.refused())
                .put("batchbook.most_in_flight", metrics.mostInFlight())
                .build();
    }

    /** Which row it was for, its how manieth request it is, and how long that waited. */
    static void put(RunListener.Call call, AttributesBuilder to) {
        Attempt attempt = call.attempt();
        to.put("batchbook.row", call.row());
        to.put("batchbook.attempt", attempt.number());
        to.put("batchbook.waited", seconds(attempt.waited()));
        to.put("batchbook.held", seconds(attempt.held()));
    }

    static void putLabels(Prompt prompt, AttributesBuilder to) {
        if (!prompt.id().isEmpty()) {
            to.put("batchbook.id", Texts.cut(prompt.id(), MOST_LABEL));
        }
        prompt.labels().forEach((name, value) -> putLabel("batchbook.label." + Texts.cut(name, MOST_LABEL), value, to));
    }

    private static void putLabel(String name, Object value, AttributesBuilder to) {
        if (value instanceof Long || value instanceof Integer) {
            to.put(name, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            to.put(name, number.doubleValue());
        } else if (value instanceof Boolean truth) {
            to.put(name, truth);
        } else {
            to.put(name, Texts.cut(value.toString(), MOST_LABEL));
        }
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
