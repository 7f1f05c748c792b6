package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Window;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A refusal in HTTP: its kind, and what to do about it.
 *
 * <p>Source: Google's troubleshooting table for the Gemini API, and refusals that users got. A wrong key is answered
 * with 400, not 401; a quota of the day with 429, told from one of the minute only by the quota's id; a country without
 * the API with 400 and the status of a broken precondition.
 */
record HttpError(int status, ErrorBody body, List<Limit> limits) {
    private static final Pattern SPENT = words("\\bspend(ing)?\\b");
    private static final Pattern CREDIT = words(
            "\\b(prepay\\w*|prepaid|credits?|balance|funds)\\b.{0,40}\\b(depleted|exhausted|used up|insufficient|too low|empty)\\b"
                    + "|\\binsufficient.(quota|balance|credits?|funds)\\b|\\bnot enough credits?\\b");
    private static final Pattern WRONG_KEY = words(
            "api.?key (is )?(not valid|invalid|expired|not found|missing)|invalid api.?key|incorrect api.?key|API_KEY_INVALID");
    private static final Pattern EXPIRED = words("key (has )?expired");
    private static final Pattern LEAKED = words("\\bleaked\\b");
    private static final Pattern PLACE =
            words("location is not supported|not available in your (country|region|location)");
    private static final Pattern BILLING = words("\\bbilling\\b");
    private static final Pattern DENIED =
            words("project has been (denied|suspended|blocked)|consumer .{0,80}suspended");
    /** A link from a stranger is shown only when it leads to Google's own console. */
    private static final Pattern CONSOLE =
            Pattern.compile("https://console\\.(?:developers|cloud)\\.google\\.com/[\\w./?=&%:-]{1,300}");

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }

    private boolean says(Pattern pattern) {
        return pattern.matcher(body.message()).find();
    }

    ErrorKind kind() {
        if (status == 402) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        if (status == 429) {
            return limits.stream().anyMatch(HttpError::lastsLong) || says(SPENT) || outOfCredit()
                    ? ErrorKind.QUOTA_EXHAUSTED
                    : ErrorKind.RATE_LIMITED;
        }
        if (status == 401 || status == 403 || status == 407 || aboutTheKeyOrItsCountry()) {
            return ErrorKind.AUTH;
        }
        return switch (status) {
            case 404 -> ErrorKind.NOT_FOUND;
            case 408, 504 -> ErrorKind.TIMEOUT;
            // The server itself cancelled it.
            case 499 -> ErrorKind.OVERLOADED;
            // Not built in, or a version of HTTP that is not spoken: no matter of time.
            case 501, 505 -> ErrorKind.BAD_REQUEST;
            default -> {
                if (status >= 500) {
                    yield ErrorKind.OVERLOADED;
                }
                yield status >= 400 ? ErrorKind.BAD_REQUEST : ErrorKind.UNEXPECTED;
            }
        };
    }

    private boolean aboutTheKeyOrItsCountry() {
        return status == 400
                && (body.reason().startsWith("API_KEY_")
                        || says(WRONG_KEY)
                        || (body.status().equals("FAILED_PRECONDITION") && (says(PLACE) || says(BILLING))));
    }

    private static boolean lastsLong(Limit limit) {
        return limit.window() == Window.DAY || isZero(limit);
    }

    private static boolean isZero(Limit limit) {
        return limit.value().orElse(1) == 0;
    }

    /** What was paid before is used up: no quota is named, so only words tell it from a limit that passes. */
    private boolean outOfCredit() {
        return says(CREDIT) || body.code().contains("insufficient_quota") || status == 402;
    }

    /** A 404 that is not Gemini's own is about the address, and through a proxy it may be a stray one. */
    boolean aboutTheAddress() {
        return status == 404 && !body.status().equals("NOT_FOUND");
    }

    /** What to do, in sentences; empty when the message says it all. */
    String wayOut() {
        return switch (kind()) {
            case AUTH -> aboutTheKey();
            case QUOTA_EXHAUSTED -> usedUp();
            case NOT_FOUND ->
                aboutTheAddress()
                        ? "The address is wrong, or a proxy on the way did not know it: check the one in Gemini.at(..), its"
                                + " path included."
                        : "Choose another with .model(..); gemini.models() lists them.";
            case BAD_REQUEST ->
                status == 413
                        ? "The request is too large for the server or a proxy before it: shorten the prompt."
                        : "";
            default -> "";
        };
    }

    private String aboutTheKey() {
        if (status == 407) {
            return "A proxy on the way wants a user name and a password, which are not sent: use another way out, or a"
                    + " local proxy that adds them.";
        }
        if (status == 403 && !body.json()) {
            return "This did not come from Gemini but from a proxy or a firewall on the way: ask whoever runs it, or try"
                    + " another network.";
        }
        if (body.reason().equals("SERVICE_DISABLED") || says(words("has not been used in project"))) {
            return "Switch the API on for the key's project at " + console() + ", wait some minutes, and run again.";
        }
        if (body.reason().matches("API_KEY_\\w+_BLOCKED")) {
            return restricted();
        }
        if (says(LEAKED)) {
            return "The key was found in public and is blocked for good: make a new one in Google AI Studio, and keep it"
                    + " out of notebooks and repositories.";
        }
        if (says(PLACE) || says(BILLING) || body.reason().equals("BILLING_DISABLED")) {
            return "The key is right. Link billing to its project in Google AI Studio; from some countries the API is not"
                    + " free, and from some it is not offered (ai.google.dev/gemini-api/docs/available-regions).";
        }
        if (says(DENIED) || body.reason().matches("CONSUMER_(SUSPENDED|INVALID)")) {
            return "Google lets this project no longer use the API, so another key of it does not help: ask Google's"
                    + " support, or use a key of another project.";
        }
        if (says(EXPIRED)) {
            return "The key has expired: renew it or make a new one in Google AI Studio, put it into GEMINI_API_KEY or a"
                    + " .env file, and run again.";
        }
        return "Put a valid key into GEMINI_API_KEY or a .env file (Google AI Studio makes one) and run again.";
    }

    private String restricted() {
        String where = " Change that in the Google Cloud console (APIs & Services, Credentials), or make another key.";
        return switch (body.reason()) {
            case "API_KEY_SERVICE_BLOCKED" -> "The key is right but may not be used for this API." + where;
            case "API_KEY_HTTP_REFERRER_BLOCKED" -> "The key is right but only for some web pages." + where;
            case "API_KEY_IP_ADDRESS_BLOCKED" -> "The key is right but only for some IP addresses." + where;
            default -> "The key is right but only for some apps." + where;
        };
    }

    private String console() {
        String link =
                body.detail("ErrorInfo").path("metadata").path("activationUrl").asText("");
        return CONSOLE.matcher(link + " " + body.message())
                .results()
                .findFirst()
                .map(found -> found.group().replaceFirst("[.:]$", ""))
                .orElse("console.cloud.google.com (APIs & Services)");
    }

    private String usedUp() {
        if (outOfCredit()) {
            return "What was paid in advance is used up: add credit where the key comes from (for Google: AI Studio,"
                    + " Billing), and run again.";
        }
        if (says(SPENT)) {
            return "A cap on spending is reached: raise it in Google AI Studio, or wait until its period is over.";
        }
        if (limits.stream().anyMatch(HttpError::isZero)) {
            return "This key has no quota for this model: choose another with .model(..) or link billing.";
        }
        return "The quota of the day is used up"
                + (limits.stream().anyMatch(limit -> limit.zone().isPresent())
                        ? "; it starts again at midnight Pacific time."
                        : ".")
                + " When it starts again, run.resume() goes on; another model has a quota of its own, a higher tier of the"
                + " key a larger one.";
    }
}
