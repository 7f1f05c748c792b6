package batchbook.openai;

import batchbook.wire.HttpError;
import java.util.regex.Pattern;

/**
 * What to do about a refusal.
 *
 * @param hasKey whether a key was sent
 */
record WayOut(HttpError error, boolean hasKey) {
    private static final Pattern TOO_LONG =
            HttpError.words("context.?(length|window|size)|maximum context|too many (input )?tokens");
    private static final Pattern OLLAMA = HttpError.words("try pulling it");

    /** In sentences; empty when the message says it all. */
    String words() {
        return switch (error.kind()) {
            case AUTH -> aboutTheKey();
            case QUOTA_EXHAUSTED -> usedUp();
            case NOT_FOUND -> aboutTheModel();
            case BLOCKED -> "The same prompt will be blocked again: rephrase it.";
            case BAD_REQUEST ->
                error.says(TOO_LONG) || error.body().code().contains("context_length")
                        ? "The prompt is too long for this model: shorten it, or choose a model with more room."
                        : "";
            default -> "";
        };
    }

    private String aboutTheKey() {
        if (!hasKey) {
            return "The server wants a key: give it with .key(..), or for OpenAI in OPENAI_API_KEY or a .env file.";
        }
        if (error.isAboutPlaceOrBilling() || error.body().code().contains("unsupported_country")) {
            return "The key is right; the provider does not serve it from here, or wants its billing put in order.";
        }
        return error.status() == 403
                ? "The key may not do this: look at its permissions and its project where the provider shows them."
                : "Put a valid key of this provider into .key(..), or for OpenAI into OPENAI_API_KEY or a .env file, and run"
                        + " again.";
    }

    private String aboutTheModel() {
        if (error.isAboutTheAddress()) {
            return "The address is wrong, or a proxy on the way did not know it: it is all that stands before"
                    + " /chat/completions, and mostly ends with /v1.";
        }
        return error.says(OLLAMA)
                ? "Load it with: ollama pull, or choose another with .model(..); .models() lists those that are there."
                : "Choose another with .model(..); .models() lists those that the server has.";
    }

    private String usedUp() {
        if (error.isOutOfCredit()) {
            return "What was paid in advance is used up, or no billing is set up: add credit where the key comes from, and"
                    + " run again.";
        }
        if (error.capsSpending()) {
            return "A cap on spending is reached: raise it where the key comes from, or wait until its period is over.";
        }
        if (error.hasNoQuota()) {
            return "This key has no quota for this model: choose another with .model(..).";
        }
        return "The quota of the day is used up. When it starts again, run.resume() goes on; another model has a quota of"
                + " its own, a higher tier of the key a larger one.";
    }
}
