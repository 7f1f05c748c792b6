package batchbook.foreign;

import batchbook.ErrorKind;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An HTTP status that a stranger's exception tells, by a method or at the beginning of its message: {@code HTTP 429}, {@code
 * 429 Too Many Requests}, {@code status code: 503}, {@code Unexpected code Response{protocol=h2, code=429, ..}}.
 *
 * <p>Only what ends no run is believed. A 401 or a 404 may be about a page that one row names; should it be about all, the
 * first rows fail alike, and that ends the run.
 *
 * @param retryAfter how long the message asks to wait
 */
public record HttpWords(int status, ErrorKind kind, Optional<Duration> retryAfter) {
    /** Further on a message may quote anything, such as what a model answered. */
    private static final int BEGINNING = 100;

    private static final List<Pattern> SHAPES = Stream.of(
                    "\\bHTTP(?:/[0-9.]{1,3})?(?: (?:error|status|response))?(?: code)?[ :=]{1,3}([45]\\d\\d)\\b",
                    "\\bstatus(?:[ _]?code)?[ :=]{1,3}([45]\\d\\d)\\b(?! \\w+s\\b)",
                    "\\bResponse\\{[^}]{0,80}\\bcode=([45]\\d\\d)\\b",
                    "\\bError code: ([45]\\d\\d) - ",
                    "\\b(429)\\]? Too Many Requests",
                    "\\b(408) Request Time-?out",
                    "\\b(500) Internal Server Error",
                    "\\b(502) Bad Gateway",
                    "\\b(503) Service (?:Temporarily )?Unavailable",
                    "\\b(504) Gateway Time-?out",
                    "^([45]\\d\\d) [A-Z]+_[A-Z_]+\\b")
            .map(shape -> Pattern.compile(shape, Pattern.CASE_INSENSITIVE))
            .toList();

    private static final Set<String> METHODS = Set.of("statusCode", "getStatusCode");

    /** What the JDK throws for something else speaks of something else, such as a text that is no number. */
    private static final Set<Class<?>> SPEAKING =
            Set.of(Exception.class, RuntimeException.class, IllegalStateException.class);

    static Optional<HttpWords> of(Throwable thrown) {
        boolean anotherLibrarys =
                thrown instanceof Exception && !thrown.getClass().getName().startsWith("java");
        if (!(anotherLibrarys || thrown instanceof IOException || SPEAKING.contains(thrown.getClass()))) {
            return Optional.empty();
        }
        String message = String.valueOf(thrown.getMessage());
        return (anotherLibrarys ? byMethod(thrown) : Optional.<Integer>empty())
                .or(() -> inWords(message))
                .flatMap(status -> understood(status, message));
    }

    private static Optional<HttpWords> understood(int status, String message) {
        ErrorKind kind = message.contains("insufficient_quota") ? ErrorKind.QUOTA_EXHAUSTED : HttpStatus.kind(status);
        boolean said = status == 429 || !kind.endsRun();
        return said
                ? Optional.of(new HttpWords(
                        status, kind, kind.worthRetrying() ? RetryAfter.inWords(message) : Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Integer> inWords(String message) {
        String beginning = message.substring(0, Math.min(BEGINNING, message.length()));
        return SHAPES.stream()
                .map(shape -> shape.matcher(beginning))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
    }

    /** As clients of OpenAI, Anthropic and Apache have it, without naming them. */
    private static Optional<Integer> byMethod(Throwable thrown) {
        for (Method method : thrown.getClass().getMethods()) {
            if (METHODS.contains(method.getName())
                    && method.getParameterCount() == 0
                    && method.getReturnType() == int.class) {
                try {
                    int status = (int) method.invoke(thrown);
                    return status >= 400 && status < 600 ? Optional.of(status) : Optional.empty();
                } catch (IllegalAccessException | InvocationTargetException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
