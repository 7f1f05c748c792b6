package batchbook.gemini;

import batchbook.Price;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The model, its configuration and its price: what a {@link Gemini} is told beside its connection. Immutable.
 *
 * @param ownPrice one price that goes before the table
 */
record GeminiOptions(String model, GenerateContentConfig config, Prices prices, Optional<Price> ownPrice) {
    static final String DEFAULT_MODEL = "gemini-flash-latest";

    static final GeminiOptions DEFAULT = new GeminiOptions(
            DEFAULT_MODEL, GenerateContentConfig.builder().build(), Prices.builtIn(), Optional.empty());

    /** The price of another model is none of this one's. */
    GeminiOptions model(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the model's name is blank: pass one such as " + DEFAULT_MODEL);
        }
        return new GeminiOptions(name.strip(), config, prices, Optional.empty());
    }

    GeminiOptions system(String instruction) {
        Content content = Content.fromParts(Part.fromText(instruction));
        return config(config.toBuilder().systemInstruction(content).build());
    }

    GeminiOptions temperature(double value) {
        if (!(value >= 0 && value <= 2)) {
            throw new IllegalArgumentException("temperature is " + value + ": it must be from 0 to 2");
        }
        return config(config.toBuilder().temperature((float) value).build());
    }

    GeminiOptions maxOutputTokens(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxOutputTokens is " + most + ": it must be at least 1");
        }
        return config(config.toBuilder().maxOutputTokens(most).build());
    }

    GeminiOptions config(GenerateContentConfig whole) {
        return new GeminiOptions(model, Connection.withoutRetries(whole), prices, ownPrice);
    }

    GeminiOptions price(Price known) {
        return new GeminiOptions(model, config, prices, Optional.of(known));
    }

    GeminiOptions prices(Prices table) {
        return new GeminiOptions(model, config, table, Optional.empty());
    }

    Optional<Price> priceOn(LocalDate day) {
        return ownPrice.or(() -> prices.of(model, day));
    }
}
