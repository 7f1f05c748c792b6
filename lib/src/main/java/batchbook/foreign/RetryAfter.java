package batchbook.foreign;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a provider asks to wait, in all the ways that providers say it. */
public final class RetryAfter {
    private static final String NUMBER = "(\\d{1,12}(?:\\.\\d{1,12})?)";
    private static final String UNIT = "(milliseconds?|ms|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-zA-Z])";

    private static final Pattern PIECE = Pattern.compile(NUMBER + "\\s?" + UNIT, Pattern.CASE_INSENSITIVE);
    private static final Pattern SUM =
            Pattern.compile("(?:" + NUMBER + "\\s?" + UNIT + "(?:,? (?:and )?)?){1,4}", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_WORDS = Pattern.compile(
            "(?:retry|try again|retrying|wait)(?: (?:in|after|for))? (" + SUM.pattern() + ")",
            Pattern.CASE_INSENSITIVE);

    /** The header, as messages quote it. */
    private static final Pattern HEADER = Pattern.compile(
            "retry-after[\"']?\\s?[:=]\\s?[\\[\"']{0,2}" + NUMBER + "(?![\\w.:])", Pattern.CASE_INSENSITIVE);

    /** Longer than any that is waited for. */
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(365L * 24 * 60 * 60);

    private RetryAfter() {}

    /** {@code Please retry in 38.27s}, {@code try again in 1m2s}, {@code retry after 20 seconds}, {@code Retry-After: 7}. */
    public static Optional<Duration> inWords(String message) {
        Matcher words = IN_WORDS.matcher(message);
        if (words.find()) {
            return Optional.of(sum(words.group(1)));
        }
        Matcher header = HEADER.matcher(message);
        return header.find() ? Optional.of(of(header.group(1), "s")) : Optional.empty();
    }

    /** {@code 38.27s}, {@code 6m0s}, {@code 20ms}; a number alone is one of seconds. */
    public static Optional<Duration> parse(String text) {
        String value = text.strip();
        if (value.matches(NUMBER)) {
            return Optional.of(of(value, "s"));
        }
        return SUM.matcher(value).matches() ? Optional.of(sum(value)) : Optional.empty();
    }

    private static Duration sum(String text) {
        return PIECE.matcher(text)
                .results()
                .map(piece -> of(piece.group(1), piece.group(2)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(String number, String unit) {
        String name = unit.toLowerCase(Locale.ROOT);
        boolean milliseconds = name.startsWith("ms") || name.startsWith("milli");
        BigDecimal seconds = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(
                        name.startsWith("h") ? 3_600 : name.startsWith("m") && !milliseconds ? 60 : 1))
                .movePointLeft(milliseconds ? 3 : 0)
                .min(LONGEST_SECONDS);
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    /** {@code retry-after-ms}, which is exact, or else {@code Retry-After}: seconds or a date. */
    public static Optional<Duration> inHeaders(HttpHeaders headers) {
        Optional<Duration> exact = headers.firstValue("retry-after-ms")
                .filter(value -> value.strip().matches(NUMBER))
                .map(value -> of(value.strip(), "ms"));
        return exact.or(() -> headers.firstValue("Retry-After").flatMap(RetryAfter::parse))
                .or(() -> date(headers, "Retry-After").flatMap(until -> untilDate(headers, until)));
    }

    /** A date is compared with the server's own clock, which may not agree with ours. */
    public static Optional<Duration> untilDate(HttpHeaders headers, Instant until) {
        return date(headers, "Date")
                .map(now -> Duration.between(now, until))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(HttpHeaders headers, String name) {
        return headers.firstValue(name).flatMap(text -> {
            try {
                return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    /** The longer of what two places say. */
    public static Optional<Duration> longest(Optional<Duration> one, Optional<Duration> other) {
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get()) >= 0 ? one : other;
        }
        return one.or(() -> other);
    }
}
