package batchbook.bench;

import batchbook.Attempt;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.RunListener;
import batchbook.RunListener.Call;
import batchbook.Usage;
import batchbook.gemini.Gemini;
import batchbook.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the thread of a run does for each request that it tells OpenTelemetry of, in CPU time. */
final class TelemetryCost {
    private static final int ROUNDS = 11;
    private static final int CALLS = 50_000;
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TelemetryCost() {}

    public static void main(String[] args) {
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(new NoExporter())
                                        // None is dropped.
                                        .setMaxQueueSize(2 * CALLS)
                                        .build())
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(InMemoryMetricReader.create())
                        .build())
                .build()) {
            row("without an SDK", Telemetry.of(OpenTelemetry.noop()));
            row("spans in batches and metrics", Telemetry.of(sdk));
            row("the same with prompts and answers of 300 characters", Telemetry.of(sdk).withContent());
        }
    }

    private static void row(String what, Telemetry telemetry) {
        Call[] calls = IntStream.range(0, CALLS).mapToObj(TelemetryCost::call).toArray(Call[]::new);
        double[] rounds = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> micros(telemetry, calls))
                .skip(2)
                .sorted()
                .toArray();
        double median = rounds[rounds.length / 2];
        Table.row(
                "JDK " + Runtime.version().feature() + ": " + what,
                Table.text("%.2f us (%.2f to %.2f)", median, rounds[0], rounds[rounds.length - 1]),
                "< 10 us",
                median < 10);
    }

    private static Call call(int row) {
        Attempt attempt = new Attempt(
                1,
                row % 8,
                START,
                START.plusMillis(row),
                START.plusMillis(row + 800L),
                Optional.empty(),
                "",
                Duration.ZERO,
                new Usage(70, 80, 20, 0));
        Reply reply = new Reply("answer ".repeat(43), attempt.usage(), "STOP", "gemini-3.8-flash");
        return new Call(row, Prompt.of("prompt ".repeat(43)), attempt, Optional.of(reply), false);
    }

    private static double micros(Telemetry telemetry, Call[] calls) {
        RunListener.OfRun run =
                telemetry.begins(new RunListener.Start(Gemini.simulator().temperature(0.2), OptionalInt.of(CALLS), 0, START));
        long before = THREADS.getCurrentThreadCpuTime();
        Arrays.stream(calls).forEach(run::ended);
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / CALLS;
    }

    private static final class NoExporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
