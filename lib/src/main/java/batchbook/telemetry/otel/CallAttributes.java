package batchbook.telemetry.otel;

import batchbook.Model;
import batchbook.Reply;
import batchbook.RunListener;
import batchbook.Usage;
import batchbook.telemetry.Detail;
import batchbook.telemetry.GenAi;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of the requests of one run. */
final class CallAttributes {
    /** What a metric may be split by: what each request of a run has alike, and has few values. */
    private static final List<String> OF_METRICS =
            List.of(GenAi.OPERATION, GenAi.PROVIDER, GenAi.REQUEST_MODEL, GenAi.SERVER_ADDRESS, GenAi.SERVER_PORT);

    /** Of a model that does not say who it is. */
    private static final String CUSTOM = "custom";

    private static final Map<String, String> FINISH_REASONS =
            Map.of("max_tokens", "length", "safety", "content_filter");

    private final Detail detail;
    private final String operation;
    private final Attributes ofAll;
    private final Attributes ofMetrics;

    CallAttributes(Model model, Detail detail) {
        this.detail = detail;
        AttributesBuilder all = Attributes.builder()
                .put(GenAi.OPERATION, GenAi.GENERATE_CONTENT)
                .put(GenAi.PROVIDER, CUSTOM)
                .put(GenAi.REQUEST_MODEL, model.name());
        model.attributes().forEach((name, value) -> put(all, name, value));
        this.ofAll = all.build();
        this.operation = ofAll.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(GenAi.OPERATION))
                .map(entry -> entry.getValue().toString())
                .findFirst()
                .orElse(GenAi.GENERATE_CONTENT);
        this.ofMetrics = ofAll.toBuilder()
                .removeIf(key -> !OF_METRICS.contains(key.getKey()))
                .build();
    }

    private static void put(AttributesBuilder to, String name, Object value) {
        if (value instanceof Long || value instanceof Integer) {
            to.put(name, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            to.put(name, number.doubleValue());
        } else if (value instanceof List<?> list) {
            to.put(name, list.stream().map(String::valueOf).toArray(String[]::new));
        } else {
            to.put(name, value.toString());
        }
    }

    String operation() {
        return operation;
    }

    /** Whether texts may be told. */
    boolean content() {
        return detail.content();
    }

    /** What each of them has. */
    Attributes ofAll() {
        return ofAll;
    }

    /** What this one has beside that. */
    Attributes of(RunListener.Call call) {
        AttributesBuilder own = Attributes.builder();
        Own.put(call, own);
        if (failed(call)) {
            own.put(GenAi.ERROR_TYPE, error(call));
        }
        call.reply().ifPresent(reply -> put(reply, own));
        Usage usage = call.attempt().usage();
        if (!usage.equals(Usage.NONE)) {
            put(usage, own);
        }
        if (detail.labels()) {
            Own.putLabels(call.prompt(), own);
        }
        if (detail.content()) {
            own.put(GenAi.INPUT_MESSAGES, Messages.asked(call.prompt()));
            call.reply().ifPresent(reply -> own.put(GenAi.OUTPUT_MESSAGES, Messages.answered(reply)));
        }
        return own.build();
    }

    private static void put(Reply reply, AttributesBuilder to) {
        if (!reply.modelVersion().isEmpty()) {
            to.put(GenAi.RESPONSE_MODEL, reply.modelVersion());
        }
        if (!reply.finishReason().isEmpty()) {
            String word = reply.finishReason().toLowerCase(Locale.ROOT);
            to.put(GenAi.FINISH_REASONS, new String[] {FINISH_REASONS.getOrDefault(word, word)});
        }
    }

    private static void put(Usage usage, AttributesBuilder to) {
        to.put(GenAi.INPUT_TOKENS, usage.in());
        to.put(GenAi.OUTPUT_TOKENS, output(usage));
        if (usage.thinking() > 0) {
            to.put(GenAi.REASONING_TOKENS, usage.thinking());
        }
        if (usage.cached() > 0) {
            to.put(GenAi.CACHED_TOKENS, usage.cached());
        }
    }

    /** As they are billed. */
    static long output(Usage usage) {
        return usage.out() + usage.thinking();
    }

    /** What the metrics of this one are split by. */
    AttributesBuilder ofMetrics(RunListener.Call call) {
        AttributesBuilder all = ofMetrics.toBuilder();
        call.reply()
                .map(Reply::modelVersion)
                .filter(version -> !version.isEmpty())
                .ifPresent(version -> all.put(GenAi.RESPONSE_MODEL, version));
        return all;
    }

    static boolean failed(RunListener.Call call) {
        return call.abandoned() || call.attempt().error().isPresent();
    }

    static String error(RunListener.Call call) {
        return call.attempt().error().map(Enum::name).orElse("cancelled");
    }

    /** What the provider said of a failure, which may quote the prompt. */
    String words(RunListener.Call call) {
        return detail.content() ? call.attempt().message() : "";
    }
}
