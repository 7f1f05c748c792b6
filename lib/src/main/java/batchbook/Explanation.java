package batchbook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run in plain words: what came of it, where the time went, what to do. */
final class Explanation {
    private Explanation() {}

    static String of(Run run) {
        if (run.size() == 0) {
            return run.toString();
        }
        StringBuilder text = new StringBuilder();
        outcome(run, text);
        time(run, text);
        failures(run, text);
        return text.toString().strip();
    }

    private static void outcome(Run run, StringBuilder text) {
        Metrics m = run.metrics();
        String label = Time.label(run.speed());
        text.append(Format.plural(run.size(), "prompt"))
                .append(" in ")
                .append(Format.duration(run.took()))
                .append(label.isEmpty() ? "" : " (" + label + ")")
                .append(": ")
                .append(Format.count(m.answered()))
                .append(" answered, ")
                .append(Format.count(m.failed()))
                .append(" failed, ")
                .append(Format.count(m.notRun()))
                .append(" not run.\n");
        long resumed = run.results().stream().filter(Result::resumed).count();
        long shared = run.results().stream().filter(Result::deduplicated).count();
        if (resumed > 0) {
            text.append(Format.plural(resumed, "row")).append(" had a result before this part of the run began.\n");
        }
        if (shared > 0) {
            text.append(Format.plural(shared, "row"))
                    .append(" shared the outcome of an equal prompt (.deduplicate(false) asks each).\n");
        }
        m.cost()
                .ifPresent(cost -> text.append("The answers cost ")
                        .append(Format.dollars(cost))
                        .append(".\n"));
        run.stopped()
                .ifPresent(why -> text.append("It ended early: ").append(why).append('\n'));
    }

    private static void time(Run run, StringBuilder text) {
        Metrics m = run.metrics();
        text.append("\nWhere the time went:\n");
        Map<String, Duration> held = new LinkedHashMap<>();
        run.pauses().forEach(pause -> held.merge(pause.why(), pause.lasted(), Duration::plus));
        held.entrySet().stream()
                .sorted((one, other) -> other.getValue().compareTo(one.getValue()))
                .forEach(entry -> text.append("  ")
                        .append(Format.duration(entry.getValue()))
                        .append(" of ")
                        .append(Format.duration(run.took()))
                        .append(" nothing could be sent: ")
                        .append(entry.getKey())
                        .append('\n'));
        text.append("  an answer took ")
                .append(Format.duration(m.p50()))
                .append(" (median), ")
                .append(Format.duration(m.p99()))
                .append(" (p99); ")
                .append(String.format(java.util.Locale.ROOT, "%.1f", m.speedUp()))
                .append(" requests were under way on average\n");
        int retries = m.attempts()
                - (int) run.results().stream()
                        .filter(row -> !row.attempts().isEmpty())
                        .count();
        if (retries > 0) {
            text.append("  ").append(Format.plural(retries, "request")).append(" had to be sent once more: ");
            text.append(kindsOfRetries(run)).append('\n');
        }
        run.changes().stream()
                .filter(change -> change.perMinute().isPresent())
                .findFirst()
                .ifPresent(change -> text.append("  at ")
                        .append(Format.time(change.at()))
                        .append(", ")
                        .append(change.why())
                        .append('\n'));
    }

    private static String kindsOfRetries(Run run) {
        Map<ErrorKind, Integer> kinds = new EnumMap<>(ErrorKind.class);
        for (Result row : run) {
            row.attempts().stream()
                    .limit(Math.max(0, row.attempts().size() - 1))
                    .forEach(attempt -> attempt.error().ifPresent(kind -> kinds.merge(kind, 1, Integer::sum)));
        }
        return kinds.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static void failures(Run run, StringBuilder text) {
        Map<ErrorKind, Integer> kinds = new EnumMap<>(ErrorKind.class);
        run.failed().forEach(row -> row.kind().ifPresent(kind -> kinds.merge(kind, 1, Integer::sum)));
        if (kinds.isEmpty() && run.metrics().notRun() == 0) {
            return;
        }
        text.append("\nWhat to do:\n");
        kinds.forEach((kind, count) -> text.append("  ")
                .append(Format.plural(count, "row"))
                .append(' ')
                .append(kind)
                .append(": ")
                .append(advice(kind))
                .append('\n'));
        if (run.metrics().notRun() > 0) {
            text.append("  ")
                    .append(Format.plural(run.metrics().notRun(), "row"))
                    .append(" not run: run.resume() asks them, and keeps the others\n");
        }
    }

    private static String advice(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "run.retryFailed(), or more patience: .retry(Retry.standard().patience(..))";
            case QUOTA_EXHAUSTED -> "wait until the quota starts again, then run.resume(); or another model or tier";
            case OVERLOADED, TIMEOUT, NETWORK, UNREADABLE -> "it may have passed: run.retryFailed() asks them again";
            case BLOCKED -> "a filter stopped it and will again: rephrase the prompt, or change the safety settings";
            case TRUNCATED -> "the answer was too long: raise .maxOutputTokens(..), or ask for less";
            case EMPTY -> "the model said nothing: rephrase the prompt";
            case BAD_REQUEST -> "the request itself is wrong: read the row's error, mend it, run again";
            case AUTH -> "put a valid key into GEMINI_API_KEY or .env, then run.resume()";
            case NOT_FOUND -> "choose another model: gemini.models() lists them";
            case UNEXPECTED -> "read the row's error; if it is your own model's code, mend it";
        };
    }
}
