package batchbook.telemetry.otel;

import batchbook.RunListener;
import batchbook.telemetry.Detail;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Hears of runs and tells OpenTelemetry. Made by {@code batchbook.telemetry.Telemetry} alone, by reflection. */
public final class OtelListener implements RunListener {
    private static final String SCOPE = "io.github.batchbook";

    private final Tracer tracer;
    private final Instruments instruments;
    private final Detail detail;

    private OtelListener(OpenTelemetry openTelemetry, Detail detail) {
        this.tracer = openTelemetry.getTracer(SCOPE);
        this.instruments = new Instruments(openTelemetry.getMeter(SCOPE), detail.formerMetrics());
        this.detail = detail;
    }

    /** To this {@code OpenTelemetry}, whose class the caller cannot name. */
    public static RunListener of(Object openTelemetry, Detail detail) {
        return new OtelListener((OpenTelemetry) openTelemetry, detail);
    }

    @Override
    public OfRun begins(Start start) {
        return new RunSpans(tracer, instruments, new CallAttributes(start.model(), detail), start);
    }
}
