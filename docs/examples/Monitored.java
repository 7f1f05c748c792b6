///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS io.github.batchbook:batchbook:0.1.0-SNAPSHOT
//DEPS io.opentelemetry:opentelemetry-sdk:1.66.0
//DEPS io.opentelemetry:opentelemetry-exporter-logging:1.66.0
//DEPS io.opentelemetry:opentelemetry-exporter-prometheus:1.66.0-alpha

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import batchbook.telemetry.Telemetry;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.util.List;

/** Spans as lines of the log, metrics at http://127.0.0.1:9464/metrics (or the port that is named) until Enter is pressed. */
public class Monitored {
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9464;
        var metrics = PrometheusHttpServer.builder().setHost("127.0.0.1").setPort(port).build();
        var spans = BatchSpanProcessor.builder(LoggingSpanExporter.create()).build();
        try (var openTelemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(spans).build())
                .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
                .build()) {
            Run run = Batch.of(Gemini.fromEnvOrSimulator())
                    .progress(Progress.none())
                    .listener(Telemetry.of(openTelemetry))
                    .run(List.of("Why is the sky blue?", "Why is grass green?", "Why is snow white?"));

            System.out.println(run.answered().size() + " answers; metrics until Enter is pressed");
            System.in.read();
        }
    }
}
