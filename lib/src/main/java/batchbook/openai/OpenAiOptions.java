package batchbook.openai;

import batchbook.Price;
import batchbook.answer.AnswerType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link OpenAi} is told beside its connection. Immutable.
 *
 * @param model empty when none is named
 * @param fields what goes out as it is, in the order of the alphabet
 */
record OpenAiOptions(
        String model,
        Optional<String> system,
        Optional<Double> temperature,
        OptionalInt maxOutputTokens,
        Optional<AnswerForm> answerForm,
        Map<String, JsonNode> fields,
        Optional<Price> price) {
    static final OpenAiOptions DEFAULT = new OpenAiOptions(
            "", Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty(), Map.of(), Optional.empty());

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> TAKEN =
            Set.of("model", "messages", "temperature", "max_tokens", "max_completion_tokens");

    void requireModel() {
        if (model.isEmpty()) {
            throw new IllegalStateException(
                    "no model is named: choose one with .model(\"llama3.2\"); .models() lists those"
                            + " that the server has");
        }
    }

    /** The price of another model is none of this one's. */
    OpenAiOptions model(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the model's name is blank: pass one such as \"llama3.2\"");
        }
        return new OpenAiOptions(
                name.strip(), system, temperature, maxOutputTokens, answerForm, fields, Optional.empty());
    }

    OpenAiOptions system(String instruction) {
        return new OpenAiOptions(
                model, Optional.of(instruction), temperature, maxOutputTokens, answerForm, fields, price);
    }

    OpenAiOptions temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature is " + value + ": it must be from 0 to 2");
        }
        return new OpenAiOptions(model, system, Optional.of(value), maxOutputTokens, answerForm, fields, price);
    }

    OpenAiOptions maxOutputTokens(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxOutputTokens is " + most + ": it must be at least 1");
        }
        return new OpenAiOptions(model, system, temperature, OptionalInt.of(most), answerForm, fields, price);
    }

    OpenAiOptions answering(AnswerType<?> type) {
        requireOneForm(fields.containsKey(AnswerForm.FIELD), type);
        return new OpenAiOptions(
                model, system, temperature, maxOutputTokens, Optional.of(AnswerForm.of(type)), fields, price);
    }

    /** Nobody can say which of two schemas was meant. */
    private static void requireOneForm(boolean two, Object type) {
        if (two) {
            throw new IllegalArgumentException("there is a " + AnswerForm.FIELD
                    + " of your own, and the answer is to be " + type + ": leave one of the two out");
        }
    }

    OpenAiOptions field(String name, @Nullable Object value) {
        if (TAKEN.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' has an option of its own: .model(..), .system(..),"
                    + " .temperature(..) or .maxOutputTokens(..)");
        }
        if (name.equals("stream")) {
            throw new IllegalArgumentException("answers are read whole, so 'stream' cannot be set");
        }
        answerForm.ifPresent(form -> requireOneForm(name.equals(AnswerForm.FIELD), form.type()));
        Map<String, JsonNode> more = new TreeMap<>(fields);
        if (value == null) {
            more.remove(name);
        } else {
            more.put(name, JSON.valueToTree(value));
        }
        return new OpenAiOptions(
                model, system, temperature, maxOutputTokens, answerForm, Collections.unmodifiableMap(more), price);
    }

    OpenAiOptions price(Price known) {
        return new OpenAiOptions(model, system, temperature, maxOutputTokens, answerForm, fields, Optional.of(known));
    }
}
