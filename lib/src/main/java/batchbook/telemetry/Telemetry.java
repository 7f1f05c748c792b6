package batchbook.telemetry;

import batchbook.RunListener;
import java.util.Objects;

/**
 * Tells OpenTelemetry of each request of a run: spans and metrics with the names of its conventions for GenAI ({@link GenAi}).
 *
 * <pre>{@code
 * Batch.of(gemini).listener(Telemetry.of(openTelemetry)).run(prompts);
 * }</pre>
 *
 * <p>A run is a span {@code batch MODEL}, a part of the span that is current where it is started. Each request that is sent is
 * a span of kind client within it, {@code generate_content MODEL}, from its sending to its end by the clock of the run: each
 * retry and each refusal has one of its own. {@code error.type} is an {@link batchbook.ErrorKind}, or {@code cancelled} for a
 * request that nobody waited for when the run was stopped. Spans are made when a request has ended. {@code
 * gen_ai.client.inference.duration} is a histogram in seconds; tokens are counters and histograms, and those of a request
 * whose tokens nobody told are 0.
 *
 * <p>Neither prompts nor answers nor labels, nor words of a provider that could quote them, are told unless you ask for it.
 * The key is never told.
 *
 * <p>OpenTelemetry is not among this library's dependencies: bring its SDK, or only the API, along. It may be in another class
 * loader than this library, as in a notebook after {@code %maven}. An exporter that fails ends no run; one that is slow makes
 * a run slow, so let spans go out in batches ({@code BatchSpanProcessor}).
 *
 * <p>Immutable and safe for use by several runs at once.
 */
public final class Telemetry implements RunListener {
    private final Object openTelemetry;
    private final Detail detail;
    private final RunListener adapter;

    private Telemetry(Object openTelemetry, Detail detail) {
        this.openTelemetry = openTelemetry;
        this.detail = detail;
        this.adapter = Adapter.to(openTelemetry, detail);
    }

    /**
     * To this OpenTelemetry: an {@code OpenTelemetrySdk}, or {@code GlobalOpenTelemetry.get()} in a program with its agent.
     *
     * @param openTelemetry an {@code io.opentelemetry.api.OpenTelemetry}; a cell that names that type where it is missing
     *     would leave jshell unable to compile any other
     * @throws IllegalArgumentException when it is something else
     * @throws IllegalStateException when its API is older than 1.32, from which this needs some methods
     */
    public static Telemetry of(Object openTelemetry) {
        Objects.requireNonNull(openTelemetry, "OpenTelemetry is null: " + Adapter.WHAT_TO_PASS);
        return new Telemetry(openTelemetry, Detail.LEAST);
    }

    /**
     * With prompts and answers as attributes of spans, as JSON, and the words of failures: each text up to 4,096 characters;
     * of files their name, type and size. Whoever may read the traces reads them.
     */
    public Telemetry withContent() {
        return new Telemetry(openTelemetry, detail.withContent());
    }

    /** With the ids and labels of prompts as attributes of spans, {@code batchbook.id} and {@code batchbook.label.NAME}. */
    public Telemetry withLabels() {
        return new Telemetry(openTelemetry, detail.withLabels());
    }

    /**
     * With the metrics of before GenAI's conventions had releases of their own, beside those of today: {@code
     * gen_ai.client.operation.duration} and {@code gen_ai.client.token.usage}, by which many dashboards go.
     */
    public Telemetry withFormerMetrics() {
        return new Telemetry(openTelemetry, detail.withFormerMetrics());
    }

    @Override
    public OfRun begins(Start start) {
        return adapter.begins(start);
    }

    @Override
    public String toString() {
        return "Telemetry to " + openTelemetry.getClass().getSimpleName() + " with " + detail;
    }
}
