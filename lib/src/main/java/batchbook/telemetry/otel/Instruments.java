package batchbook.telemetry.otel;

import batchbook.RunListener;
import batchbook.Usage;
import batchbook.telemetry.GenAi;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The metrics of the conventions, release 0.1.0, and on request those that they had before. */
final class Instruments {
    /** In seconds: from 10 ms, each twice the one before. */
    private static final List<Double> SECONDS =
            Stream.iterate(0.01, bound -> bound * 2).limit(14).toList();

    private static final List<Long> TOKENS =
            LongStream.iterate(1, bound -> bound * 4).limit(14).boxed().toList();

    private static final String USAGE = "gen_ai.client.inference.usage.";
    private static final String EACH = "gen_ai.client.inference.operation.";

    private final DoubleHistogram duration;
    private final LongCounter input;
    private final LongCounter output;
    private final LongCounter cached;
    private final LongCounter reasoning;
    private final LongHistogram inputEach;
    private final LongHistogram outputEach;
    private final Optional<Former> former;

    Instruments(Meter meter, boolean formerToo) {
        duration = seconds(meter, "gen_ai.client.inference.duration", "GenAI client inference operation duration.");
        input = counter(meter, "input_tokens", "The number of input tokens used, including cached tokens.");
        output = counter(meter, "output_tokens", "The number of output tokens used, including reasoning tokens.");
        cached = counter(meter, "cache_read.input_tokens", "The number of input tokens from the provider's cache.");
        reasoning = counter(meter, "reasoning.output_tokens", "The number of output tokens used for reasoning.");
        inputEach = tokens(meter, EACH + "input_tokens", "The number of input tokens used by each operation.");
        outputEach = tokens(meter, EACH + "output_tokens", "The number of output tokens used by each operation.");
        former = formerToo ? Optional.of(new Former(meter)) : Optional.empty();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String what) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(what)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    private static LongHistogram tokens(Meter meter, String name, String what) {
        return meter.histogramBuilder(name)
                .ofLongs()
                .setUnit("{token}")
                .setDescription(what)
                .setExplicitBucketBoundariesAdvice(TOKENS)
                .build();
    }

    private static LongCounter counter(Meter meter, String name, String what) {
        return meter.counterBuilder(USAGE + name)
                .setUnit("{token}")
                .setDescription(what)
                .build();
    }

    /** A request has ended; its span is in this context. */
    void record(RunListener.Call call, CallAttributes attributes, Context within) {
        Usage usage = call.attempt().usage();
        AttributesBuilder alike = attributes.ofMetrics(call);
        // Nobody here knows which of them were text.
        Attributes counted = alike.put("gen_ai.token.modality", "unknown").build();
        input.add(usage.in(), counted, within);
        output.add(CallAttributes.output(usage), counted, within);
        if (usage.cached() > 0) {
            cached.add(usage.cached(), counted, within);
        }
        if (usage.thinking() > 0) {
            reasoning.add(usage.thinking(), counted, within);
        }
        Attributes each = withError(call, attributes.ofMetrics(call));
        double took = Own.seconds(call.attempt().latency());
        duration.record(took, each, within);
        inputEach.record(usage.in(), each, within);
        outputEach.record(CallAttributes.output(usage), each, within);
        former.ifPresent(instruments -> instruments.record(took, usage, each, within));
    }

    private static Attributes withError(RunListener.Call call, AttributesBuilder alike) {
        return CallAttributes.failed(call)
                ? alike.put(GenAi.ERROR_TYPE, CallAttributes.error(call)).build()
                : alike.build();
    }

    /** Of semantic-conventions 1.41 and before. */
    private static final class Former {
        private final DoubleHistogram duration;
        private final LongHistogram usage;

        Former(Meter meter) {
            duration = seconds(meter, "gen_ai.client.operation.duration", "GenAI operation duration.");
            usage = tokens(meter, "gen_ai.client.token.usage", "Number of input and output tokens used.");
        }

        void record(double took, Usage used, Attributes each, Context within) {
            duration.record(took, each, within);
            if (!used.equals(Usage.NONE)) {
                Attributes alike = each.toBuilder()
                        .removeIf(key -> key.getKey().equals(GenAi.ERROR_TYPE))
                        .build();
                usage.record(used.in(), of("input", alike), within);
                usage.record(CallAttributes.output(used), of("output", alike), within);
            }
        }

        private static Attributes of(String type, Attributes alike) {
            return alike.toBuilder().put("gen_ai.token.type", type).build();
        }
    }
}
