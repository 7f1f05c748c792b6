package batchbook.wire;

import batchbook.Limit;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.foreign.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits that the headers of a refusal tell.
 *
 * <p>Three dialects: {@code x-ratelimit-limit-requests} and its sisters (OpenAI, Groq, most gateways), {@code
 * anthropic-ratelimit-requests-limit}, and {@code RateLimit-Policy} with a window (draft-ietf-httpapi-ratelimit-headers,
 * its older {@code RateLimit-Limit} too). Only what a header says is taken for its value; a window that is neither a
 * minute nor a day leaves a limit without one.
 */
final class RateLimitHeaders {
    private static final long MINUTE = 60;
    private static final long DAY = 24 * 60 * 60;
    private static final Pattern PARAMETER = Pattern.compile("(\\w{1,20})\\s?=\\s?\"?([\\w.-]{1,40})\"?");
    private static final Pattern NAME = Pattern.compile("^\\s*\"([^\"]{0,100})\"");
    private static final Pattern AMOUNT = Pattern.compile("^\\s*(\\d{1,18})");

    private final HttpHeaders headers;
    private final List<Told> told = new ArrayList<>();

    /**
     * One limit as a header tells it.
     *
     * @param window in seconds; empty when it must be concluded from the reset
     */
    private record Told(
            String header,
            Counts counts,
            long value,
            OptionalLong remaining,
            Optional<Duration> reset,
            OptionalLong window) {
        boolean usedUp() {
            return remaining.orElse(0) == 0;
        }

        Limit limit() {
            Window length = length();
            return new Limit(
                    header,
                    "",
                    length == Window.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value),
                    length,
                    counts,
                    Optional.empty());
        }

        private Window length() {
            if (window.isPresent()) {
                return window.getAsLong() == MINUTE
                        ? Window.MINUTE
                        : window.getAsLong() == DAY ? Window.DAY : Window.UNKNOWN;
            }
            // A bucket that fills evenly is full again after as much of its window as was taken from it. In a fixed
            // window the reset is shorter, never longer.
            long used = Math.max(1, value - remaining.orElse(0));
            double seconds = reset.orElse(Duration.ZERO).toMillis() / 1_000.0 * Math.min(value / (double) used, 1e6);
            if (seconds <= MINUTE + 5) {
                return Window.MINUTE;
            }
            return seconds > DAY / 12.0 ? Window.DAY : Window.UNKNOWN;
        }
    }

    private RateLimitHeaders(HttpHeaders headers) {
        this.headers = headers;
    }

    static RateLimitHeaders of(HttpHeaders headers) {
        RateLimitHeaders all = new RateLimitHeaders(headers);
        all.openAi("requests", Counts.REQUESTS);
        all.openAi("tokens", Counts.TOKENS);
        all.anthropic("requests", Counts.REQUESTS);
        all.anthropic("tokens", Counts.TOKENS);
        all.anthropic("input-tokens", Counts.TOKENS);
        all.ietf();
        return all;
    }

    /**
     * The limits that were reached: those with nothing left. When each has something left, the request was too large for
     * what is left of the tokens.
     */
    List<Limit> reached() {
        List<Told> reached = told.stream().filter(Told::usedUp).toList();
        if (reached.isEmpty()) {
            reached = told.stream()
                    .filter(limit -> limit.counts() == Counts.TOKENS)
                    .toList();
        }
        return reached.stream().map(Told::limit).toList();
    }

    /** The longest time until one that was reached starts again. */
    Optional<Duration> reset() {
        return told.stream().filter(Told::usedUp).map(Told::reset).reduce(Optional.empty(), RetryAfter::longest);
    }

    private void openAi(String what, Counts counts) {
        add(
                "x-ratelimit-limit-" + what,
                counts,
                number("x-ratelimit-limit-" + what),
                number("x-ratelimit-remaining-" + what),
                text("x-ratelimit-reset-" + what).flatMap(RetryAfter::parse),
                OptionalLong.empty());
    }

    private void anthropic(String what, Counts counts) {
        String start = "anthropic-ratelimit-" + what;
        add(
                start + "-limit",
                counts,
                number(start + "-limit"),
                number(start + "-remaining"),
                text(start + "-reset").flatMap(this::untilInstant),
                OptionalLong.of(MINUTE));
    }

    private Optional<Duration> untilInstant(String text) {
        try {
            return RetryAfter.untilDate(headers, Instant.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code RateLimit-Policy: "default";q=100;w=60} and {@code RateLimit: "default";r=0;t=30}, and their elders. */
    private void ietf() {
        List<String> states = items("RateLimit");
        for (String policy : items("RateLimit-Policy")) {
            String name = found(NAME, policy);
            String state = states.stream()
                    .filter(one -> found(NAME, one).equals(name))
                    .findFirst()
                    .orElse("");
            add(
                    "RateLimit-Policy",
                    (name + parameter(policy, "qu")).toLowerCase(Locale.ROOT).contains("token")
                            ? Counts.TOKENS
                            : Counts.REQUESTS,
                    either(amount(parameter(policy, "q")), amount(found(AMOUNT, policy))),
                    either(
                            either(amount(parameter(state, "r")), amount(parameter(state, "remaining"))),
                            number("RateLimit-Remaining")),
                    RetryAfter.parse(parameter(state, "t"))
                            .or(() -> RetryAfter.parse(parameter(state, "reset")))
                            .or(() -> text("RateLimit-Reset").flatMap(RetryAfter::parse)),
                    either(amount(parameter(policy, "w")), OptionalLong.of(0)));
        }
        if (items("RateLimit-Policy").isEmpty()) {
            List<String> limits = items("RateLimit-Limit");
            String window = limits.stream()
                    .map(item -> parameter(item, "w"))
                    .filter(seconds -> !seconds.isEmpty())
                    .findFirst()
                    .orElse("");
            add(
                    "RateLimit-Limit",
                    Counts.REQUESTS,
                    limits.isEmpty() ? OptionalLong.empty() : amount(found(AMOUNT, limits.get(0))),
                    number("RateLimit-Remaining"),
                    text("RateLimit-Reset").flatMap(RetryAfter::parse),
                    either(amount(window), OptionalLong.of(0)));
        }
    }

    /** A value of 0 says that the header means something else. */
    private void add(
            String header,
            Counts counts,
            OptionalLong value,
            OptionalLong remaining,
            Optional<Duration> reset,
            OptionalLong window) {
        if (value.orElse(0) > 0) {
            told.add(new Told(header, counts, value.getAsLong(), remaining, reset, window));
        }
    }

    private Optional<String> text(String header) {
        return headers.firstValue(header);
    }

    private OptionalLong number(String header) {
        return amount(text(header).orElse(""));
    }

    private List<String> items(String header) {
        return headers.allValues(header).stream()
                .flatMap(value ->
                        Pattern.compile(",(?!\\s*(?:remaining|reset)\\s*=)").splitAsStream(value))
                .filter(item -> !item.isBlank())
                .toList();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String parameter(String item, String name) {
        return PARAMETER
                .matcher(item)
                .results()
                .filter(pair -> pair.group(1).equalsIgnoreCase(name))
                .map(pair -> pair.group(2))
                .findFirst()
                .orElse("");
    }

    private static OptionalLong amount(String text) {
        return text.strip().matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text.strip())) : OptionalLong.empty();
    }

    private static OptionalLong either(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }
}
