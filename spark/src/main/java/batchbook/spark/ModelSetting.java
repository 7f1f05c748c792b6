package batchbook.spark;

import batchbook.gemini.Gemini;
import com.google.genai.types.GenerateContentConfig;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;

/** One setting of the model, told by its name and a plain value, so that it can travel. In the order in which they are made. */
enum ModelSetting {
    MODEL((gemini, value) -> gemini.model((String) value)),
    /** The SDK's own JSON of it. What has a setting of its own goes before it. */
    CONFIG((gemini, value) -> gemini.config(GenerateContentConfig.fromJson((String) value))),
    SYSTEM((gemini, value) -> gemini.system((String) value)),
    TEMPERATURE((gemini, value) -> gemini.temperature((Double) value)),
    MAX_OUTPUT_TOKENS((gemini, value) -> gemini.maxOutputTokens((Integer) value)),
    ANSWERING((gemini, value) -> gemini.answering((Class<?>) value)),
    CHOOSING((gemini, value) -> gemini.choosing(((List<?>) value).toArray(new String[0])));

    private final BiFunction<Gemini, Serializable, Gemini> change;

    ModelSetting(BiFunction<Gemini, Serializable, Gemini> change) {
        this.change = change;
    }

    Gemini made(Gemini gemini, Serializable value) {
        return change.apply(gemini, value);
    }
}
