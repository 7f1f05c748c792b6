package batchbook.spark;

import batchbook.gemini.Gemini;
import com.google.genai.types.GenerateContentConfig;
import java.io.Serializable;
import java.util.List;

/** One setting of the model, told by its name and a plain value, so that it can travel. In the order in which they are made. */
enum ModelSetting {
    MODEL,
    /** The SDK's own JSON of it. What has a setting of its own goes before it. */
    CONFIG,
    SYSTEM,
    TEMPERATURE,
    MAX_OUTPUT_TOKENS,
    ANSWERING,
    CHOOSING;

    Gemini made(Gemini gemini, Serializable value) {
        return switch (this) {
            case MODEL -> gemini.model((String) value);
            case CONFIG -> gemini.config(GenerateContentConfig.fromJson((String) value));
            case SYSTEM -> gemini.system((String) value);
            case TEMPERATURE -> gemini.temperature((Double) value);
            case MAX_OUTPUT_TOKENS -> gemini.maxOutputTokens((Integer) value);
            case ANSWERING -> gemini.answering((Class<?>) value);
            case CHOOSING -> gemini.choosing(((List<?>) value).toArray(new String[0]));
        };
    }
}
