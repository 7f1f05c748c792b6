package batchbook.gemini;

import batchbook.Price;
import batchbook.answer.AnswerType;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The model, its configuration and its price: what a {@link Gemini} is told beside its connection. Immutable.
 *
 * @param whole a configuration that the user made
 * @param single what was set by an option of its own and goes before the whole
 * @param ownPrice one price that goes before the table
 */
record GeminiOptions(
        String model, GenerateContentConfig whole, Single single, Prices prices, Optional<Price> ownPrice) {
    static final String DEFAULT_MODEL = "gemini-flash-latest";

    static final GeminiOptions DEFAULT = new GeminiOptions(
            DEFAULT_MODEL,
            GenerateContentConfig.builder().build(),
            new Single(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Prices.builtIn(),
            Optional.empty());

    /** The options that have a method of their own. */
    record Single(
            Optional<Content> system,
            Optional<Float> temperature,
            Optional<Integer> maxOutputTokens,
            Optional<AnswerForm> form) {
        /** What the configuration says of these has been said last. */
        Single unless(GenerateContentConfig whole) {
            return new Single(
                    whole.systemInstruction().isPresent() ? Optional.empty() : system,
                    whole.temperature().isPresent() ? Optional.empty() : temperature,
                    whole.maxOutputTokens().isPresent() ? Optional.empty() : maxOutputTokens,
                    form);
        }

        GenerateContentConfig over(GenerateContentConfig whole) {
            GenerateContentConfig.Builder both = whole.toBuilder();
            system.ifPresent(both::systemInstruction);
            temperature.ifPresent(both::temperature);
            maxOutputTokens.ifPresent(both::maxOutputTokens);
            form.ifPresent(asked -> asked.addTo(both));
            return both.build();
        }
    }

    /** What is sent. */
    GenerateContentConfig config() {
        return single.over(whole);
    }

    /** What its answers are to be, when they are more than texts. */
    Optional<AnswerType<?>> answerType() {
        return single.form.map(AnswerForm::type);
    }

    /** The price of another model is none of this one's. */
    GeminiOptions model(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the model's name is blank: pass one such as " + DEFAULT_MODEL);
        }
        return new GeminiOptions(name.strip(), whole, single, prices, Optional.empty());
    }

    GeminiOptions system(String instruction) {
        Content content = Content.fromParts(Part.fromText(instruction));
        return with(new Single(Optional.of(content), single.temperature, single.maxOutputTokens, single.form));
    }

    GeminiOptions temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature is " + value + ": it must be from 0 to 2");
        }
        return with(new Single(single.system, Optional.of((float) value), single.maxOutputTokens, single.form));
    }

    GeminiOptions maxOutputTokens(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxOutputTokens is " + most + ": it must be at least 1");
        }
        return with(new Single(single.system, single.temperature, Optional.of(most), single.form));
    }

    GeminiOptions answering(AnswerType<?> type) {
        AnswerForm form = AnswerForm.of(type);
        form.checkAlone(whole);
        return with(new Single(single.system, single.temperature, single.maxOutputTokens, Optional.of(form)));
    }

    private GeminiOptions with(Single changed) {
        return new GeminiOptions(model, whole, changed, prices, ownPrice);
    }

    GeminiOptions config(GenerateContentConfig other) {
        single.form.ifPresent(form -> form.checkAlone(other));
        return new GeminiOptions(model, Connection.withoutRetries(other), single.unless(other), prices, ownPrice);
    }

    GeminiOptions price(Price known) {
        return new GeminiOptions(model, whole, single, prices, Optional.of(known));
    }

    GeminiOptions prices(Prices table) {
        return new GeminiOptions(model, whole, single, table, Optional.empty());
    }

    Optional<Price> priceOn(LocalDate day) {
        return ownPrice.or(() -> prices.of(model, day));
    }
}
