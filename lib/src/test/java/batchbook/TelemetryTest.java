package batchbook;

import static batchbook.VirtualWorkers.START;
import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Step;
import batchbook.prompt.Attachment;
import batchbook.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs of the real loop as spans. */
class TelemetryTest {
    private static final Usage USED = new Usage(12, 30, 7, 4);

    /** Not a lambda, which would be the same object in each test: what one learns of limits, the next would know. */
    private static final class Scripted implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public String name() {
            return "gemini-flash-latest";
        }

        @Override
        public Map<String, Object> attributes() {
            return Map.of(
                    "gen_ai.provider.name",
                    "gcp.gemini",
                    "server.address",
                    "127.0.0.1",
                    "server.port",
                    8090,
                    "gen_ai.request.temperature",
                    0.2,
                    "gen_ai.request.stop_sequences",
                    List.of("END"));
        }
    }

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = sdk(SimpleSpanProcessor.create(exporter));
    private Telemetry telemetry = Telemetry.of(sdk);

    private static OpenTelemetrySdk sdk(SpanProcessor processor) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().addSpanProcessor(processor).build())
                .build();
    }

    @AfterEach
    void close() {
        sdk.close();
    }

    private Run run(VirtualWorkers workers, List<?> prompts) {
        Batch plan = Batch.of(new Scripted())
                .workers(1)
                .timeout(Duration.ofSeconds(30))
                .listener(telemetry);
        return Loops.of(plan, Prompts.of(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private static Step reply(long millis, String text) {
        return new Step(Duration.ofMillis(millis), new Reply(text, USED, "STOP", "gemini-3.8-flash"), null);
    }

    private List<SpanData> requests() {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
    }

    private SpanData batch() {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.INTERNAL)
                .reduce((one, other) -> {
                    throw new AssertionError("several");
                })
                .orElseThrow();
    }

    private static Map<String, Object> map(Attributes attributes) {
        Map<String, Object> all = new TreeMap<>();
        attributes.forEach((key, value) -> all.put(key.getKey(), value));
        return all;
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Test
    void aRequestIsASpanWithTheNamesOfTheConventions() {
        run(new VirtualWorkers((prompt, number) -> reply(250, "Because.")), List.of("Why?"));

        SpanData request = requests().get(0);
        assertThat(request.getName()).isEqualTo("generate_content gemini-flash-latest");
        assertThat(time(request.getStartEpochNanos())).isEqualTo(START);
        assertThat(time(request.getEndEpochNanos())).isEqualTo(START.plusMillis(250));
        assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(request.getInstrumentationScopeInfo().getName()).isEqualTo("io.github.batchbook");
        assertThat(map(request.getAttributes()))
                .isEqualTo(Map.ofEntries(
                        Map.entry("gen_ai.operation.name", "generate_content"),
                        Map.entry("gen_ai.provider.name", "gcp.gemini"),
                        Map.entry("gen_ai.request.model", "gemini-flash-latest"),
                        Map.entry("gen_ai.request.temperature", 0.2),
                        Map.entry("gen_ai.request.stop_sequences", List.of("END")),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", 8090L),
                        Map.entry("gen_ai.response.model", "gemini-3.8-flash"),
                        Map.entry("gen_ai.response.finish_reasons", List.of("stop")),
                        Map.entry("gen_ai.usage.input_tokens", 12L),
                        Map.entry("gen_ai.usage.output_tokens", 37L),
                        Map.entry("gen_ai.usage.reasoning.output_tokens", 7L),
                        Map.entry("gen_ai.usage.cache_read.input_tokens", 4L),
                        Map.entry("batchbook.row", 0L),
                        Map.entry("batchbook.attempt", 1L),
                        Map.entry("batchbook.waited", 0.0),
                        Map.entry("batchbook.held", 0.0)));
    }

    @Test
    void aRunIsTheSpanAroundThem() {
        ModelException busy = ModelException.of(ErrorKind.OVERLOADED, "busy");
        Span outer = sdk.getTracer("test").spanBuilder("outer").startSpan();
        Run run;
        try (Scope scope = outer.makeCurrent()) {
            assertThat(scope).isNotNull();
            run = run(
                    new VirtualWorkers((prompt, number) ->
                            number == 1 && prompt.text().equals("b") ? fail(100, busy) : reply(200, "ok")),
                    List.of("a", "b", "a"));
        }

        SpanData batch = batch();
        assertThat(batch.getName()).isEqualTo("batch gemini-flash-latest");
        assertThat(time(batch.getStartEpochNanos())).isEqualTo(START);
        assertThat(time(batch.getEndEpochNanos())).isEqualTo(START.plus(run.took()));
        assertThat(batch.getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
        assertThat(batch.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(map(batch.getAttributes()))
                .isEqualTo(Map.of(
                        "batchbook.model", "gemini-flash-latest",
                        "batchbook.prompts", 3L,
                        "batchbook.known", 0L,
                        "batchbook.answered", 3L,
                        "batchbook.failed", 0L,
                        "batchbook.not_run", 0L,
                        "batchbook.refused", 0L,
                        "batchbook.most_in_flight", 1L));
        // Three requests for two prompts: the third shares an answer.
        assertThat(requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.getTraceId()).isEqualTo(batch.getTraceId());
            assertThat(request.getParentSpanId()).isEqualTo(batch.getSpanId());
        });
        assertThat(Context.current()).isEqualTo(Context.root());
    }

    @Test
    void aRunInTheBackgroundIsAPartOfTheSpanThatStartedIt() {
        Span outer = sdk.getTracer("test").spanBuilder("outer").startSpan();
        Running running;
        try (Scope scope = outer.makeCurrent()) {
            assertThat(scope).isNotNull();
            running = Batch.of(prompt -> Reply.of("ok"))
                    .progress(Progress.none())
                    .listener(telemetry)
                    .start(List.of("a"));
        }

        running.await();

        assertThat(batch().getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
        assertThat(requests())
                .singleElement()
                .satisfies(request -> assertThat(map(request.getAttributes()))
                        .containsEntry("gen_ai.provider.name", "custom")
                        .doesNotContainKeys("gen_ai.usage.input_tokens", "gen_ai.response.model", "server.address"));
    }

    @Test
    void eachRetryRefusalAndTimeOutIsASpanWithItsReason() {
        ModelException refused = ModelException.of(ErrorKind.RATE_LIMITED, "too many");
        run(
                new VirtualWorkers((prompt, number) -> switch (prompt.text() + number) {
                    case "a1" -> fail(10, refused);
                    case "b1" -> answer(Duration.ofDays(1).toMillis(), "late");
                    default -> reply(100, "ok");
                }),
                List.of("a", "b"));

        AttributeKey<String> error = AttributeKey.stringKey("error.type");
        AttributeKey<Long> attempt = AttributeKey.longKey("batchbook.attempt");
        assertThat(requests())
                .extracting(span -> span.getAttributes().get(AttributeKey.longKey("batchbook.row")) + "."
                        + span.getAttributes().get(attempt) + " "
                        + span.getAttributes().get(error) + " "
                        + span.getStatus().getStatusCode())
                .containsExactlyInAnyOrder(
                        "0.1 RATE_LIMITED ERROR", "0.2 null UNSET", "1.1 TIMEOUT ERROR", "1.2 null UNSET");
        assertThat(requests())
                .filteredOn(span -> "TIMEOUT".equals(span.getAttributes().get(error)))
                .allSatisfy(span -> assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                        .isEqualTo(Duration.ofSeconds(30).toNanos()));
    }

    @Test
    void aStoppedRunAndWhatItLeavesBehindAreErrors() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> reply(5_000, "ok"));

        run(workers.interruptAfter(Duration.ofSeconds(1)), List.of("a", "b"));

        assertThat(requests()).singleElement().satisfies(request -> {
            assertThat(map(request.getAttributes())).containsEntry("error.type", "cancelled");
            assertThat(time(request.getEndEpochNanos())).isEqualTo(START.plusSeconds(1));
        });
        assertThat(map(batch().getAttributes()))
                .containsEntry("error.type", "stopped")
                .containsEntry("batchbook.not_run", 2L);
        assertThat(batch().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void nothingOfPromptsAnswersAndFailuresIsToldUnasked() {
        run(secrets(), List.of(Prompt.of("secret-id", "secret-text").label("secret-name", "secret-label")));

        assertThat(exporter.getFinishedSpanItems()).hasSize(3);
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    private static VirtualWorkers secrets() {
        ModelException quoting = ModelException.of(ErrorKind.OVERLOADED, "secret-message")
                .partial(new Reply("secret-part", Usage.NONE, "", ""));
        return new VirtualWorkers((prompt, number) -> number == 1 ? fail(10, quoting) : reply(10, "secret-answer"));
    }

    @Test
    void promptsAndAnswersAreToldAsJsonWhenAskedFor() {
        telemetry = telemetry.withContent();
        run(
                secrets(),
                List.of(Prompt.of("say \"hi\"")
                        .after("before", "then")
                        .attach(Attachment.of(new byte[] {1, 2, 3}, "image/png"))
                        .label("secret-name", "secret-label")));

        SpanData failed = requests().get(0);
        assertThat(failed.getStatus().getDescription()).isEqualTo("secret-message");
        Map<String, Object> answered = map(requests().get(1).getAttributes());
        assertThat(answered.get("gen_ai.input.messages"))
                .isEqualTo(
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"before\"}]},"
                                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"then\"}]},"
                                + "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"say \\\"hi\\\"\"},"
                                + "{\"type\":\"generic\",\"generic_type\":\"file\",\"mime_type\":\"image/png\",\"bytes\":3}]}]");
        assertThat(answered.get("gen_ai.output.messages"))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"secret-answer\"}]}]");
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("secret-label");
    }

    @Test
    void longTextsAreCutAndNoCharacterInTwo() {
        telemetry = telemetry.withContent();
        String long1 = "x".repeat(4_095) + "😀" + "y".repeat(10);
        run(new VirtualWorkers((prompt, number) -> reply(10, long1)), List.of("short"));

        assertThat(map(requests().get(0).getAttributes()).get("gen_ai.output.messages"))
                .isEqualTo("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + "x".repeat(4_095)
                        + "…\"}]}]");
    }

    @Test
    void idsAndLabelsAreToldWithTheirTypesWhenAskedFor() {
        telemetry = telemetry.withLabels();
        Prompt prompt = Prompt.of("r-17", "secret")
                .label("shop", "Lyon")
                .label("stars", 4)
                .label("price", 9.5)
                .label("sold", true)
                .label("note", "n".repeat(300));
        run(new VirtualWorkers((p, number) -> reply(10, "secret")), List.of(prompt));

        assertThat(map(requests().get(0).getAttributes()))
                .containsEntry("batchbook.id", "r-17")
                .containsEntry("batchbook.label.shop", "Lyon")
                .containsEntry("batchbook.label.stars", 4L)
                .containsEntry("batchbook.label.price", 9.5)
                .containsEntry("batchbook.label.sold", true)
                .containsEntry("batchbook.label.note", "n".repeat(256) + "…");
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain("secret");
    }

    @Test
    void anExporterThatFailsEndsNoRun() {
        SpanProcessor broken = new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {}

            @Override
            public boolean isStartRequired() {
                return false;
            }

            @Override
            public void onEnd(ReadableSpan span) {
                throw new IllegalStateException("no collector");
            }

            @Override
            public boolean isEndRequired() {
                return true;
            }
        };
        try (OpenTelemetrySdk other = sdk(broken)) {
            telemetry = Telemetry.of(other);
            Run run = run(new VirtualWorkers((prompt, number) -> reply(10, "ok")), List.of("a", "b"));
            assertThat(run.answered()).hasSize(2);
            assertThat(run.stopped()).isEmpty();
        }
    }
}
