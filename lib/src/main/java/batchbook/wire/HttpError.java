package batchbook.wire;

import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Limit.Window;
import batchbook.foreign.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refusal in HTTP, and its kind.
 *
 * <p>Source: Google's troubleshooting table for the Gemini API, OpenAI's error codes, and refusals that users got. A wrong
 * key is answered with 400 by some, not 401; a quota of the day with 429, told from one of the minute only by its name; a
 * country without the API with 400 and the status of a broken precondition; a filter with 400 or 403 and a code.
 */
public record HttpError(int status, ErrorBody body, List<Limit> limits) {
    private static final Pattern SPENT = words("\\bspend(ing)?\\b");
    private static final Pattern CREDIT = words(
            "\\b(prepay\\w*|prepaid|credits?|balance|funds)\\b.{0,40}\\b(depleted|exhausted|used up|insufficient|too low|empty)\\b"
                    + "|\\binsufficient.(quota|balance|credits?|funds)\\b|\\bnot enough credits?\\b");
    private static final Pattern NO_CREDIT_CODE =
            words("insufficient_quota|billing_not_active|billing_hard_limit_reached");
    private static final Pattern WRONG_KEY = words(
            "api.?key (is )?(not valid|invalid|expired|not found|missing)|invalid api.?key|incorrect api.?key|API_KEY_INVALID");
    private static final Pattern PLACE =
            words("location is not supported|not available in your (country|region|location)");
    private static final Pattern BILLING = words("\\bbilling\\b");
    private static final Pattern FILTER_CODE =
            words("content_?filter|content_policy_violation|moderation_blocked|invalid_prompt");
    private static final Pattern FLAGGED = words("\\bmoderation\\b|\\bflagged\\b");
    private static final Pattern MODEL = words("\\b(model|deployment)\\b");
    private static final Pattern MODEL_CODE = words("model_?not_?found|DeploymentNotFound");

    /** These words in any case. */
    public static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
    }

    /** Whether its message has such words. */
    public boolean says(Pattern pattern) {
        return pattern.matcher(body.message()).find();
    }

    private boolean isCoded(Pattern pattern) {
        return pattern.matcher(body.code()).find();
    }

    public ErrorKind kind() {
        if (status == 429 && (limits.stream().anyMatch(HttpError::lastsLong) || capsSpending() || isOutOfCredit())) {
            return ErrorKind.QUOTA_EXHAUSTED;
        }
        if ((status == 400 && isCoded(FILTER_CODE)) || (status == 403 && body.json() && says(FLAGGED))) {
            return ErrorKind.BLOCKED;
        }
        return aboutTheKeyOrItsCountry() ? ErrorKind.AUTH : HttpStatus.kind(status);
    }

    private boolean aboutTheKeyOrItsCountry() {
        return status == 400
                && (body.reason().startsWith("API_KEY_")
                        || says(WRONG_KEY)
                        || (body.status().equals("FAILED_PRECONDITION") && isAboutPlaceOrBilling()));
    }

    private static boolean lastsLong(Limit limit) {
        return limit.window() == Window.DAY || isZero(limit);
    }

    private static boolean isZero(Limit limit) {
        return limit.value().orElse(1) == 0;
    }

    /** Whether one of its limits is 0: no quota at all. */
    public boolean hasNoQuota() {
        return limits.stream().anyMatch(HttpError::isZero);
    }

    /** What was paid before is used up: no quota is named, so only words tell it from a limit that passes. */
    public boolean isOutOfCredit() {
        return says(CREDIT) || isCoded(NO_CREDIT_CODE) || status == 402;
    }

    /** Whether a cap of the user's own is reached. */
    public boolean capsSpending() {
        return says(SPENT);
    }

    public boolean isAboutPlaceOrBilling() {
        return says(PLACE) || says(BILLING);
    }

    /** A 404 that is not about the model is about the address, and through a proxy it may be a stray one. */
    public boolean isAboutTheAddress() {
        return status == 404
                && !body.status().equals("NOT_FOUND")
                && !isCoded(MODEL_CODE)
                && !(body.json() && says(MODEL));
    }

    /** What to do where it did not come from the provider itself. */
    Optional<String> wayOutOfTheNetwork() {
        if (status == 407) {
            return Optional.of(
                    "A proxy on the way wants a user name and a password, which are not sent: use another way"
                            + " out, or a local proxy that adds them.");
        }
        if (status == 403 && !body.json()) {
            return Optional.of("This did not come from the provider but from a proxy or a firewall on the way: ask"
                    + " whoever runs it, or try another network.");
        }
        if (status == 413) {
            return Optional.of("The request is too large for the server or a proxy before it: shorten the prompt.");
        }
        return Optional.empty();
    }
}
