package batchbook.course;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Progress;
import batchbook.Result;
import batchbook.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The exercises of the tour. Nothing of it is changed by asking; safe to use from several threads.
 *
 * <pre>{@code
 * Lesson00.question1(run -> triedAgain(run))
 * }</pre>
 */
public final class Lesson00 {
    private Lesson00() {}

    /** A number of rows of a run. */
    @FunctionalInterface
    public interface RowCount {
        /**
         * How many of its rows count.
         *
         * @throws Exception whatever goes wrong in it
         */
        long of(Run run) throws Exception;
    }

    /** How many rows were tried more than once. The code is run on runs that it has not seen. */
    public static Verdict question1(RowCount code) {
        List<Run> runs = runs();
        List<Long> counts = new ArrayList<>();
        for (Run run : runs) {
            Trial<Long> trial = Trial.of(() -> code.of(run));
            Long count = trial.value();
            if (count == null) {
                return new Verdict(
                        false,
                        "on a run of " + run.size() + " rows " + trial.problem().orElse("it gave nothing"));
            }
            counts.add(count);
        }
        return Check.begin()
                .mistake(each(counts, runs, run -> 0), "replace the zero: go through the rows of the run and count")
                .mistake(
                        counts.stream().distinct().count() == 1,
                        "it gives the same number for every run: count in the run that the function is given")
                .mistake(
                        each(counts, runs, run -> run.failed().size()),
                        "these are the rows without an answer: look at the tries of each row, not at how it ended")
                .mistake(
                        each(counts, runs, run -> run.metrics().attempts()),
                        "these are all requests added up: count rows, each of them once")
                .mistake(
                        each(counts, runs, run -> run.metrics().attempts() - run.size()),
                        "a row that was tried three times is one row, and it counts as two here")
                .mistake(
                        each(counts, runs, run -> run.size() - retried(run.results())),
                        "these are the other rows, those with a single try")
                .mistake(
                        each(counts, runs, run -> retried(run.answered())),
                        "a row that has no answer in the end may have been tried more than once, too")
                .right(
                        each(counts, runs, run -> retried(run.results())),
                        "on other runs the number is wrong: a row counts when it had more than one try");
    }

    private static boolean each(List<Long> counts, List<Run> runs, ToLongFunction<Run> count) {
        return IntStream.range(0, runs.size()).allMatch(i -> counts.get(i) == count.applyAsLong(runs.get(i)));
    }

    private static long retried(List<Result> rows) {
        return rows.stream().filter(Result::retried).count();
    }

    /** All goes well; some rows fail at first; some fail for good, with one try or with several. */
    private static List<Run> runs() {
        ErrorKind busy = ErrorKind.OVERLOADED;
        ErrorKind blocked = ErrorKind.BLOCKED;
        return List.of(
                run(4, Map.of()),
                run(9, Map.of("row 2", List.of(busy), "row 5", List.of(busy, busy), "row 7", List.of(blocked))),
                run(
                        6,
                        Map.of(
                                "row 0",
                                List.of(busy, busy, busy, busy, busy),
                                "row 3",
                                List.of(ErrorKind.NETWORK),
                                "row 4",
                                List.of(blocked))));
    }

    private static Run run(int rows, Map<String, List<ErrorKind>> failures) {
        List<String> prompts =
                IntStream.range(0, rows).mapToObj(row -> "row " + row).toList();
        return Batch.of(ScriptedModel.failing(failures))
                .workers(1)
                .progress(Progress.none())
                .run(prompts);
    }

    /** The prompts with a worker for each, and how many times faster that is than one after another. */
    public static Verdict question2(Run slow, Run all, double faster) {
        double truth = all.speedUp(slow).orElse(Double.NaN);
        Check check = Check.begin()
                .mistake(
                        Double.isNaN(truth),
                        "the two cannot be compared: ask the same prompts as in the slow run, to the end")
                .mistake(
                        all.workers() < slow.size(),
                        "this run has " + Format.plural(all.workers(), "worker") + " for " + slow.size() + " prompts");
        return faster(check, slow, all, faster, truth);
    }

    private static Verdict faster(Check check, Run slow, Run all, double faster, double truth) {
        double difference = (slow.took().toNanos() - all.took().toNanos()) / 1e9;
        boolean near = Math.abs(faster - truth) <= 0.06 + 0.03 * truth;
        return check.mistake(faster == 0, "the run is right; now replace the zero")
                .mistake(
                        !near && Check.near(faster, all.size()),
                        "that is how many workers there are; how much faster they are, the wall times tell")
                .mistake(
                        Check.near(faster, 1 / truth, 0.03),
                        "that is the other way round: which of the two took longer?")
                .mistake(
                        !near && Check.near(faster, all.metrics().meanInFlight(), 0.02),
                        "that is how many requests were under way on average; compare the times of the two runs")
                .mistake(
                        !near && Check.near(faster, difference, 0.02),
                        "that is how many seconds it saves; how many times does one time fit into the other?")
                .mistake(
                        !near && Check.near(faster * all.size(), truth, 0.03),
                        "that is the speed-up for each worker; the question is about all of them together")
                .mistake(
                        !near && faster == Math.rint(faster) && Math.abs(faster - truth) < 1,
                        "nearly: divide numbers with a fraction, whole ones lose what is behind the point")
                .right(near, "compare the wall time of slow with the wall time of all");
    }

    /** The id of a review that the model called neutral. */
    public static Verdict question3(Run run, String id) {
        String given = id.strip();
        Optional<Result> row = run.results().stream()
                .filter(each -> String.valueOf(each.prompt().labels().get("id")).equalsIgnoreCase(given))
                .findFirst();
        String answer = row.map(Result::text).orElse("").strip();
        return Check.begin()
                .mistake(given.isEmpty(), "replace the empty text")
                .mistake(given.contains(",") || given.contains(" "), "one id is enough")
                .mistake(given.matches("\\d+"), "that is a number; an id begins with a letter")
                .mistake(row.isEmpty(), "no row of the run has this id")
                .mistake(answer.isEmpty(), "this row has no answer")
                .right(answer.toLowerCase(Locale.ROOT).contains("neutral"), "this review was answered " + answer);
    }
}
