package batchbook;

import batchbook.foreign.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A quota that a provider named when it refused a request. Immutable.
 *
 * <p>Source: {@code google.rpc.QuotaFailure} in the body of Gemini's 429, or a header of a gateway.
 *
 * @param quotaId the provider's name for the quota, such as
 *     {@code GenerateRequestsPerMinutePerProjectPerModel-FreeTier}; when a header named it, the name of the header, such
 *     as {@code x-ratelimit-limit-requests}
 * @param metric what is counted, such as {@code .../generate_content_free_tier_requests}; empty when not said
 * @param value how many of it are allowed in one window; empty when not said
 * @param window how long the count lasts
 * @param counts what is counted
 * @param zone where a quota of the day starts again at midnight; empty for other windows, and when not known
 */
public record Limit(
        String quotaId, String metric, OptionalLong value, Window window, Counts counts, Optional<ZoneId> zone) {
    private static final DateTimeFormatter HERE = DateTimeFormatter.ofPattern("HH:mm 'on' EEEE d MMMM", Locale.ENGLISH);

    /** What a quota counts. */
    public enum Counts {
        /** Requests. */
        REQUESTS,
        /** Tokens; Gemini counts those of the prompts. */
        TOKENS;

        /** {@code 10 requests}, {@code 250,000 tokens}. */
        public String of(long number) {
            return Format.plural(number, this == REQUESTS ? "request" : "token");
        }
    }

    /** How long a quota counts before it starts again. */
    public enum Window {
        /** Per minute. */
        MINUTE,
        /** Per day. */
        DAY,
        /** The provider did not say. */
        UNKNOWN
    }

    /** Rejects nulls; names are shortened and lose control characters, as a server may say anything. */
    public Limit {
        quotaId = SafeText.line(quotaId, SafeText.NAME);
        metric = SafeText.line(metric, SafeText.NAME);
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(zone, "zone");
    }

    /** {@code free tier: } for a quota whose name ends with {@code -FreeTier}; empty without such an ending. */
    public String tier() {
        int dash = quotaId.lastIndexOf('-');
        String ending = dash < 0 ? "" : quotaId.substring(dash + 1);
        return ending.isEmpty()
                ? ""
                : ending.replaceAll("(?<=[a-z])(?=[A-Z0-9])", " ").toLowerCase(Locale.ROOT) + ": ";
    }

    /** When a quota of the day starts again; empty when not known. */
    public Optional<Instant> startsAgainAt(Instant now) {
        return zone.map(there ->
                now.atZone(there).toLocalDate().plusDays(1).atStartOfDay(there).toInstant());
    }

    /** When a quota of the day starts again, in the zone of this machine: a sentence, or nothing when not known. */
    public String startsAgain(Instant now) {
        return zone.map(there -> {
                    ZonedDateTime midnight =
                            now.atZone(there).toLocalDate().plusDays(1).atStartOfDay(there);
                    ZonedDateTime here = midnight.withZoneSameInstant(ZoneId.systemDefault());
                    return "It starts again at " + HERE.format(here) + " here (midnight in "
                            + there.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "). run.resume() then goes on.";
                })
                .orElse("");
    }
}
