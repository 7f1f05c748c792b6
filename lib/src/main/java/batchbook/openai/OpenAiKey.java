package batchbook.openai;

import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where a key of OpenAI is looked for, and what is said of it. The variables are those of OpenAI's own SDKs. */
final class OpenAiKey {
    static final String NAME = "OPENAI_API_KEY";
    static final String ADDRESS = "OPENAI_BASE_URL";
    static final String MODEL = "OPENAI_MODEL";

    static final String NOT_FOUND = "no API key found: set the environment variable " + NAME + ", or write " + NAME
            + "=your-key into a file named .env beside the notebook or one directory above. For a server without a key"
            + " there is OpenAi.at(URI.create(\"http://127.0.0.1:11434/v1\")).";

    private OpenAiKey() {}

    static Optional<ApiKey> in(Environment environment) {
        return ApiKey.in(environment, List.of(NAME));
    }

    static String elsewhere(URI address, Optional<ApiKey> key) {
        return ">>> NOT OPENAI: requests go to " + address + ", as " + ADDRESS + " says"
                + key.map(found -> ", and so does the key from " + found.source())
                        .orElse("") + ". Unset " + ADDRESS
                + " to ask OpenAI.";
    }
}
