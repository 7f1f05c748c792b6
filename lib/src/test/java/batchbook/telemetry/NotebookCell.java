package batchbook.telemetry;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Reply;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.function.Supplier;

/** What a cell does after {@code %maven}: loaded by {@link AdapterTest} as a kernel loads a cell. */
public final class NotebookCell implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        Telemetry telemetry =
                Telemetry.of(openTelemetry).withContent().withLabels().withFormerMetrics();
        Model model = Model.named("shout", prompt -> Reply.of(prompt.text() + "!"));
        Batch.of(model).progress(Progress.none()).listener(telemetry).run(List.of("a", "b"));
        return spans.getFinishedSpanItems().stream().map(SpanData::getName).toList();
    }
}
