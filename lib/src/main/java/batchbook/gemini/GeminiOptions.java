package batchbook.gemini;

import batchbook.Price;
import batchbook.answer.AnswerType;
import batchbook.prompt.Turn;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The model, its configuration and its price: what a {@link Gemini} is told beside its connection. Immutable.
 *
 * @param whole a configuration that the user made
 * @param single what was set by an option of its own and goes before the whole
 * @param examples turns that go before every prompt
 * @param ownPrice one price that goes before the table
 */
record GeminiOptions(
        String model,
        GenerateContentConfig whole,
        Single single,
        List<Turn> examples,
        Prices prices,
        Optional<Price> ownPrice) {
    static final String DEFAULT_MODEL = "gemini-flash-latest";

    static final GeminiOptions DEFAULT = new GeminiOptions(
            DEFAULT_MODEL,
            GenerateContentConfig.builder().build(),
            new Single(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            List.of(),
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

    /** All that decides an answer, of one who is asked at this place. */
    String settings(String place) {
        return model + " at " + place + " " + CanonicalConfig.of(config()) + CanonicalConfig.of(examples);
    }

    /** The same in journals of the first format; there were no examples then. */
    Stream<String> formerSettings(String place) {
        return examples.isEmpty() ? Stream.of(model + " at " + place + " " + config().toJson()) : Stream.empty();
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
        return new GeminiOptions(name.strip(), whole, single, examples, prices, Optional.empty());
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

    GeminiOptions example(String question, String answer) {
        List<Turn> more = new ArrayList<>(examples);
        more.add(Turn.user(question));
        more.add(Turn.model(answer));
        return new GeminiOptions(model, whole, single, List.copyOf(more), prices, ownPrice);
    }

    private GeminiOptions with(Single changed) {
        return new GeminiOptions(model, whole, changed, examples, prices, ownPrice);
    }

    GeminiOptions config(GenerateContentConfig other) {
        single.form.ifPresent(form -> form.checkAlone(other));
        return new GeminiOptions(model, withoutRetries(other), single.unless(other), examples, prices, ownPrice);
    }

    /** A user's own configuration may bring HTTP options, and with them the SDK's retries, or another address. */
    private static GenerateContentConfig withoutRetries(GenerateContentConfig config) {
        config.httpOptions().flatMap(HttpOptions::baseUrl).ifPresent(url -> {
            throw new IllegalArgumentException(
                    "the configuration names the address '" + url
                            + "' in its httpOptions, and the key would go there: use Gemini.at(URI.create(..)).key(..) instead");
        });
        return config.httpOptions()
                .map(options -> config.toBuilder()
                        .httpOptions(options.toBuilder()
                                .retryOptions(Connection.NO_RETRIES)
                                .build())
                        .build())
                .orElse(config);
    }

    GeminiOptions price(Price known) {
        return new GeminiOptions(model, whole, single, examples, prices, Optional.of(known));
    }

    GeminiOptions prices(Prices table) {
        return new GeminiOptions(model, whole, single, examples, table, Optional.empty());
    }

    Optional<Price> priceOn(LocalDate day) {
        return ownPrice.or(() -> prices.of(model, day));
    }
}
