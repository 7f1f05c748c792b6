package batchbook.report;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Reason;
import batchbook.Result;
import batchbook.pace.Budget;
import batchbook.pace.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What to do about a run that did not go as one would wish. */
public final class Advice {
    private static final int LONGEST_SAMPLE = 160;

    /** What stands between the words of a message and what to do about it. */
    private static final String ARROW = " -> ";

    private Advice() {}

    public static List<String> of(Report report) {
        List<String> advice = new ArrayList<>();
        Map<ErrorKind, List<Result>> failed = report.failed().stream()
                .collect(Collectors.groupingBy(row -> row.kind().orElseThrow(), TreeMap::new, Collectors.toList()));
        failed.entrySet().stream()
                .filter(kind -> kind.getKey().endsRun())
                .forEach(kind -> advice.add(about(kind.getKey(), kind.getValue())));
        if (!failed.containsKey(ErrorKind.AUTH) && !failed.containsKey(ErrorKind.NOT_FOUND)) {
            aboutTheRest(report, advice);
        }
        failed.entrySet().stream()
                .filter(kind -> !kind.getKey().endsRun())
                .sorted((one, other) -> other.getValue().size() - one.getValue().size())
                .forEach(kind -> advice.add(about(kind.getKey(), kind.getValue())));
        if (failed.keySet().stream().anyMatch(Advice::needsAnotherPrompt)) {
            advice.add("To ask failed rows in another way: make a plan with what has to change, and"
                    + " plan.run(run.failed()).");
        }
        aboutTheLimit(report, advice);
        aboutTheKey(report, advice);
        if (report.story().plan().isEmpty() && !advice.isEmpty()) {
            advice.add("This run was read from a file. To go on with it, make the plan again, with .journal(..) naming"
                    + " that file, and run the same prompts: the run that comes of it has resume() and retryFailed().");
        }
        return List.copyOf(advice);
    }

    private static String about(ErrorKind kind, List<Result> rows) {
        // A failure that ends the run is its reason already.
        String sample = kind.endsRun() ? "" : " (\"" + sample(rows.get(0).error()) + "\")";
        String message = rows.get(0).error();
        return Format.plural(rows.size(), "row") + " " + kind + sample + ": "
                + aboutKept(rows.get(0), kind)
                        .or(() -> wayOut(message).filter(way -> knowsBetter(kind)))
                        .orElseGet(() -> about(kind) + ".");
    }

    /** Of an answer that came whole: neither the provider nor time is to blame. */
    private static Optional<String> aboutKept(Result row, ErrorKind kind) {
        if (row.text().isBlank()) {
            return Optional.empty();
        }
        return switch (kind) {
            case UNREADABLE ->
                Optional.of(
                        "the answer is kept, and had another form than was asked for. Say in the prompt what is to come,"
                                + " let .tellWhy() tell what was wrong, or ask another model: run.retryFailed(model).");
            case UNEXPECTED -> wayOut(row.error());
            default -> Optional.empty();
        };
    }

    /** Of such kinds the message knows what to do: a key, its project, its country, its credit or its quota. */
    private static boolean knowsBetter(ErrorKind kind) {
        return switch (kind) {
            case AUTH, QUOTA_EXHAUSTED, NOT_FOUND, BAD_REQUEST -> true;
            case RATE_LIMITED,
                    OVERLOADED,
                    TIMEOUT,
                    NETWORK,
                    BLOCKED,
                    TRUNCATED,
                    EMPTY,
                    UNREADABLE,
                    NOT_ACCEPTED,
                    UNEXPECTED -> false;
        };
    }

    private static Optional<String> wayOut(String message) {
        int arrow = message.lastIndexOf(ARROW);
        return arrow < 0 ? Optional.empty() : Optional.of(message.substring(arrow + ARROW.length()));
    }

    /** The first sentence of a message: the others say what to do, as the advice does. */
    private static String sample(String message) {
        String line = message.strip().replaceAll("\\s+", " ").replaceFirst("(?:\\.| ->) .*|\\.$", "");
        if (line.codePointCount(0, line.length()) <= LONGEST_SAMPLE) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_SAMPLE - 1)) + "…";
    }

    private static String about(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED ->
                "refused for a limit until its patience was over. run.retryFailed() asks again;"
                        + " .retry(Retry.standard().patience(..)) waits longer";
            case QUOTA_EXHAUSTED ->
                "when the quota starts again, run.resume() goes on; another model has a quota of its own,"
                        + " a higher tier of the key a larger one";
            case OVERLOADED, TIMEOUT, NETWORK, UNREADABLE ->
                "every try failed, but it may have passed by now. run.retryFailed() asks again";
            case BLOCKED ->
                "a filter stopped it and will again. Rephrase the prompt, or change the safety settings"
                        + " of the model, where it has some (Gemini: .config(..))";
            case TRUNCATED ->
                "the answer was too long, and its part is kept. Raise .maxOutputTokens(..) of the model, or ask for less";
            case EMPTY -> "the model said nothing. Rephrase the prompt, or try run.retryFailed()";
            case BAD_REQUEST -> "the request itself is wrong and would fail again. Mend what the message names";
            case AUTH -> "make the model again with a valid key, and run the prompts again";
            case NOT_FOUND ->
                "choose another model (.models() of a Gemini or an OpenAi lists them), and run the prompts again";
            case NOT_ACCEPTED ->
                "your own check accepted no try, and the last answer is kept. Say in the prompt what is to come,"
                        + " let .tellWhy() tell what was wrong, loosen the check, or ask another model:"
                        + " run.retryFailed(model)";
            case UNEXPECTED ->
                "read the message. If it comes from a model of your own, mend its code; where another try"
                        + " may help, let it throw a ModelException of the right kind";
        };
    }

    private static boolean needsAnotherPrompt(ErrorKind kind) {
        return switch (kind) {
            case BLOCKED, TRUNCATED, EMPTY, BAD_REQUEST, NOT_ACCEPTED -> true;
            case RATE_LIMITED, QUOTA_EXHAUSTED, OVERLOADED, TIMEOUT, NETWORK, AUTH, NOT_FOUND, UNREADABLE, UNEXPECTED ->
                false;
        };
    }

    private static void aboutTheRest(Report report, List<String> advice) {
        int rows = report.metrics().notRun();
        if (rows == 0 || !report.isOver()) {
            return;
        }
        String asks = "run.resume() asks " + (rows == 1 ? "it" : "them") + " and keeps the others";
        advice.add(Words.were(rows, "row") + " not run"
                + report.story()
                        .stopped()
                        .map(cause -> wayOn(cause, isForGood(report), asks))
                        .orElse(": " + asks)
                + ".");
    }

    private static String wayOn(Cause cause, boolean forGood, String asks) {
        if (cause.reason() == Reason.ALL_FAILED_ALIKE) {
            return ": " + wayOut(cause.words()).map(way -> way + " ").orElse("")
                    + "When what the message names is mended"
                    + " at the provider, run.retryFailed() asks all; when it is in the plan, run the prompts with a new"
                    + " one";
        }
        if (cause.reason() == Reason.NO_ANSWER_FITS) {
            return ": look at some of run.failed(), whose answers are kept. When the check is wrong or the prompt says too"
                    + " little, run the prompts with a new plan, which asks no row again that a journal has with an answer"
                    + " that will do; when it is right, " + asks;
        }
        // A quota of the day starts again by itself.
        if (forGood && cause.reason() != Reason.QUOTA_OF_THE_DAY) {
            return ", and would be refused like the first. When that is mended, " + asks
                    + "; another model or key needs a new plan";
        }
        return switch (cause.reason()) {
            case BUDGET_CANNOT_BE_KEPT ->
                ": make a plan without that budget, or a model without tools, and run the prompts again";
            case BUDGET -> " for want of budget: " + asks + ", with the same budget once more";
            case QUOTA_OF_THE_DAY ->
                ": when the quota has started again, " + asks
                        + ". Another model has a quota of its own, a higher tier of the key a larger one";
            case SERVER_IN_TROUBLE -> ": when the server works again, " + asks;
            case JOBS_UNDER_WAY ->
                ": .await() of what overnight(..) gave waits for them, .goLive() asks now, at the full price, what is not"
                        + " answered yet";
            case LEFT_BY_JOBS ->
                ": " + asks + ", at the full price; the plan's overnight(..) with the same prompts puts them into a job"
                        + " once more";
            default -> ": " + asks;
        };
    }

    /** Refused, as the provider said, until something is mended. */
    private static boolean isForGood(Report report) {
        return report.failed().stream()
                .filter(row -> row.kind().equals(Optional.of(ErrorKind.QUOTA_EXHAUSTED)))
                .anyMatch(row -> wayOut(row.error()).isPresent());
    }

    /** Somebody else on the same key is worth a word however little it cost. */
    private static void aboutTheKey(Report report, List<String> advice) {
        if (report.story().changes().stream().anyMatch(change -> change.reason() == Reason.KEY_IS_SHARED)) {
            advice.add(
                    "Somebody else seems to use the same key, or another one of its project: the limit is counted for all"
                            + " of them together, so each gets a share. A key of another project has a limit of its own; or ask"
                            + " everything in one batch.");
        }
    }

    /** Said only when a limit decided: when it is the reason for half of the time and more. */
    private static void aboutTheLimit(Report report, List<String> advice) {
        Duration half = report.story().lastSession().took().dividedBy(2);
        report.waits().entrySet().stream()
                .filter(wait -> wait.getValue().compareTo(half) >= 0)
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(cause -> {
                    if (cause.reason().isLimitPerMinute()) {
                        advice.add(aboutTheMinute(cause));
                    } else if (cause.reason() == Reason.BUDGET && setsAside(report)) {
                        advice.add(
                                "The most that an answer can use is set aside from the budget before it is asked for, so"
                                        + " few went at once. Limit the answers, such as with .maxOutputTokens(500) of the model, and more"
                                        + " will.");
                    }
                });
    }

    private static String aboutTheMinute(Cause limit) {
        return "The limit of " + limit.words() + " decided how long this took, so more workers would not help"
                + (limit.reason() == Reason.TOKENS_PER_MINUTE ? ", but shorter prompts would" : "")
                + ". A higher tier of the key has a higher limit, and another model has its own.";
    }

    private static boolean setsAside(Report report) {
        return report.story()
                .plan()
                .map(Story.Plan::budget)
                .filter(Budget::limitsUse)
                .isPresent();
    }
}
