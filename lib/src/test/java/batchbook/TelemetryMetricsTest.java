package batchbook;

import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Step;
import batchbook.telemetry.Telemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs of the real loop as metrics. */
class TelemetryMetricsTest {
    private static final String ALIKE =
            "gen_ai.operation.name=generate_content gen_ai.provider.name=gcp.gemini" + " gen_ai.request.model=flash";
    private static final String ANSWERED = ALIKE + " gen_ai.response.model=flash-001";

    /** Not a lambda, which would be the same object in each test: what one learns of limits, the next would know. */
    private static final class Scripted implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public String name() {
            return "flash";
        }

        @Override
        public Map<String, Object> attributes() {
            return Map.of("gen_ai.provider.name", "gcp.gemini", "gen_ai.request.temperature", 0.2);
        }
    }

    /** Two answers of 300 ms and 3 s, the second after a failure of 100 ms. */
    private static Map<String, MetricData> measured(UnaryOperator<Telemetry> how) {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build()) {
            ModelException busy = ModelException.of(ErrorKind.OVERLOADED, "busy");
            VirtualWorkers workers = new VirtualWorkers((prompt, number) -> {
                if (prompt.text().equals("b") && number == 1) {
                    return fail(100, busy);
                }
                Usage used = prompt.text().equals("a") ? new Usage(10, 20, 0, 0) : new Usage(100, 30, 7, 40);
                Duration took = Duration.ofMillis(prompt.text().equals("a") ? 300 : 3_000);
                return new Step(took, new Reply("ok", used, "STOP", "flash-001"), null);
            });
            Batch plan = Batch.of(new Scripted()).workers(1).listener(how.apply(Telemetry.of(sdk)));
            Loops.of(plan, Prompts.of(List.of("a", "b")), Progress.none(), workers, new SplittableRandom(1))
                    .run();
            Collection<MetricData> all = reader.collectAllMetrics();
            return all.stream().collect(Collectors.toMap(MetricData::getName, metric -> metric));
        }
    }

    private static String words(Attributes attributes) {
        Map<String, Object> sorted = new TreeMap<>();
        attributes.forEach((key, value) -> sorted.put(key.getKey(), value));
        return sorted.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static Map<String, Long> counter(MetricData metric) {
        assertThat(metric.getUnit()).isEqualTo("{token}");
        assertThat(metric.getLongSumData().isMonotonic()).isTrue();
        return metric.getLongSumData().getPoints().stream()
                .collect(Collectors.toMap(point -> words(point.getAttributes()), LongPointData::getValue));
    }

    private static Map<String, HistogramPointData> histogram(MetricData metric, String unit) {
        assertThat(metric.getUnit()).isEqualTo(unit);
        return metric.getHistogramData().getPoints().stream()
                .collect(Collectors.toMap(point -> words(point.getAttributes()), point -> point));
    }

    @Test
    void metricsAreThoseOfTheConventions() {
        assertThat(measured(all -> all))
                .containsOnlyKeys(
                        "gen_ai.client.inference.duration",
                        "gen_ai.client.inference.usage.input_tokens",
                        "gen_ai.client.inference.usage.output_tokens",
                        "gen_ai.client.inference.usage.cache_read.input_tokens",
                        "gen_ai.client.inference.usage.reasoning.output_tokens",
                        "gen_ai.client.inference.operation.input_tokens",
                        "gen_ai.client.inference.operation.output_tokens");
    }

    @Test
    void durationsAreInSecondsInTheBucketsOfTheConventions() {
        Map<String, HistogramPointData> points =
                histogram(measured(all -> all).get("gen_ai.client.inference.duration"), "s");

        assertThat(points).containsOnlyKeys(ANSWERED, "error.type=OVERLOADED " + ALIKE);
        HistogramPointData answered = points.get(ANSWERED);
        assertThat(answered.getBoundaries())
                .containsExactly(
                        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
        assertThat(answered.getCounts()).containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L);
        assertThat(answered.getSum()).isEqualTo(3.3);
        assertThat(points.get("error.type=OVERLOADED " + ALIKE).getSum()).isEqualTo(0.1);
    }

    @Test
    void tokensAreCountedAsTheyAreBilled() {
        Map<String, MetricData> all = measured(telemetry -> telemetry);
        String answered = ANSWERED + " gen_ai.token.modality=unknown";
        String failed = ALIKE + " gen_ai.token.modality=unknown";

        assertThat(counter(all.get("gen_ai.client.inference.usage.input_tokens")))
                .isEqualTo(Map.of(answered, 110L, failed, 0L));
        assertThat(counter(all.get("gen_ai.client.inference.usage.output_tokens")))
                .isEqualTo(Map.of(answered, 57L, failed, 0L));
        assertThat(counter(all.get("gen_ai.client.inference.usage.cache_read.input_tokens")))
                .isEqualTo(Map.of(answered, 40L));
        assertThat(counter(all.get("gen_ai.client.inference.usage.reasoning.output_tokens")))
                .isEqualTo(Map.of(answered, 7L));
        HistogramPointData each = histogram(all.get("gen_ai.client.inference.operation.output_tokens"), "{token}")
                .get(ANSWERED);
        assertThat(each.getBoundaries().get(0)).isEqualTo(1);
        assertThat(each.getBoundaries().get(13)).isEqualTo(67_108_864);
        assertThat(each.getCounts()).startsWith(0L, 0L, 0L, 2L, 0L);
    }

    @Test
    void theMetricsThatDashboardsKnowAreThereWhenAskedFor() {
        Map<String, MetricData> all = measured(Telemetry::withFormerMetrics);

        assertThat(all).hasSize(9);
        assertThat(histogram(all.get("gen_ai.client.operation.duration"), "s"))
                .containsOnlyKeys(ANSWERED, "error.type=OVERLOADED " + ALIKE);
        Map<String, HistogramPointData> tokens = histogram(all.get("gen_ai.client.token.usage"), "{token}");
        assertThat(tokens)
                .containsOnlyKeys(ANSWERED + " gen_ai.token.type=input", ANSWERED + " gen_ai.token.type=output");
        assertThat(tokens.get(ANSWERED + " gen_ai.token.type=input").getSum()).isEqualTo(110);
    }
}
