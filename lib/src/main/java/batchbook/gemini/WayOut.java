package batchbook.gemini;

import batchbook.wire.HttpError;
import java.util.regex.Pattern;

/** What to do about a refusal of Gemini. */
record WayOut(HttpError error) {
    private static final Pattern UNUSED = HttpError.words("has not been used in project");
    private static final Pattern EXPIRED = HttpError.words("key (has )?expired");
    private static final Pattern LEAKED = HttpError.words("\\bleaked\\b");
    private static final Pattern DENIED =
            HttpError.words("project has been (denied|suspended|blocked)|consumer .{0,80}suspended");
    /** A link from a stranger is shown only when it leads to Google's own console. */
    private static final Pattern CONSOLE =
            Pattern.compile("https://console\\.(?:developers|cloud)\\.google\\.com/[\\w./?=&%:-]{1,300}");

    /** In sentences; empty when the message says it all. */
    String words() {
        return switch (error.kind()) {
            case AUTH -> aboutTheKey();
            case QUOTA_EXHAUSTED -> usedUp();
            case NOT_FOUND ->
                error.isAboutTheAddress()
                        ? "The address is wrong, or a proxy on the way did not know it: check the one in Gemini.at(..), its"
                                + " path included."
                        : "Choose another with .model(..); gemini.models() lists them.";
            default -> "";
        };
    }

    private String aboutTheKey() {
        if (error.body().reason().equals("SERVICE_DISABLED") || error.says(UNUSED)) {
            return "Switch the API on for the key's project at " + console() + ", wait some minutes, and run again.";
        }
        if (error.body().reason().matches("API_KEY_\\w+_BLOCKED")) {
            return restricted();
        }
        if (error.says(LEAKED)) {
            return "The key was found in public and is blocked for good: make a new one in Google AI Studio, and keep it"
                    + " out of notebooks and repositories.";
        }
        if (error.isAboutPlaceOrBilling() || error.body().reason().equals("BILLING_DISABLED")) {
            return "The key is right. Link billing to its project in Google AI Studio; from some countries the API is not"
                    + " free, and from some it is not offered (ai.google.dev/gemini-api/docs/available-regions).";
        }
        if (error.says(DENIED) || error.body().reason().matches("CONSUMER_(SUSPENDED|INVALID)")) {
            return "Google lets this project no longer use the API, so another key of it does not help: ask Google's"
                    + " support, or use a key of another project.";
        }
        if (error.says(EXPIRED)) {
            return "The key has expired: renew it or make a new one in Google AI Studio, put it into GEMINI_API_KEY or a"
                    + " .env file, and run again.";
        }
        return "Put a valid key into GEMINI_API_KEY or a .env file (Google AI Studio makes one) and run again.";
    }

    private String restricted() {
        String where = " Change that in the Google Cloud console (APIs & Services, Credentials), or make another key.";
        return switch (error.body().reason()) {
            case "API_KEY_SERVICE_BLOCKED" -> "The key is right but may not be used for this API." + where;
            case "API_KEY_HTTP_REFERRER_BLOCKED" -> "The key is right but only for some web pages." + where;
            case "API_KEY_IP_ADDRESS_BLOCKED" -> "The key is right but only for some IP addresses." + where;
            default -> "The key is right but only for some apps." + where;
        };
    }

    /** Where Google says that the API is switched on. */
    String console() {
        String link = error.body()
                .detail("ErrorInfo")
                .path("metadata")
                .path("activationUrl")
                .asText("");
        return CONSOLE.matcher(link + " " + error.body().message())
                .results()
                .findFirst()
                .map(found -> found.group().replaceFirst("[.:]$", ""))
                .orElse("console.cloud.google.com (APIs & Services)");
    }

    private String usedUp() {
        if (error.isOutOfCredit()) {
            return "What was paid in advance is used up: add credit where the key comes from (for Google: AI Studio,"
                    + " Billing), and run again.";
        }
        if (error.capsSpending()) {
            return "A cap on spending is reached: raise it in Google AI Studio, or wait until its period is over.";
        }
        if (error.hasNoQuota()) {
            return "This key has no quota for this model: choose another with .model(..) or link billing.";
        }
        return "The quota of the day is used up"
                + (error.limits().stream().anyMatch(limit -> limit.zone().isPresent())
                        ? "; it starts again at midnight Pacific time."
                        : ".")
                + " When it starts again, run.resume() goes on; another model has a quota of its own, a higher tier of the"
                + " key a larger one.";
    }
}
