package batchbook.course;

import batchbook.Format;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The exercises of the lesson about the loop. Nothing of it is changed by asking; safe to use from several threads.
 *
 * <pre>{@code
 * Lesson01.question1((model, prompts) -> askAll(model, prompts))
 * }</pre>
 */
public final class Lesson01 {
    private Lesson01() {}

    /** A loop over prompts. */
    @FunctionalInterface
    public interface Loop {
        /**
         * One text for each prompt: its answer, or the kind of its failure.
         *
         * @throws Exception whatever goes wrong in it
         */
        List<String> rows(Model model, List<Prompt> prompts) throws Exception;
    }

    /** An estimate of how long a batch still takes. */
    @FunctionalInterface
    public interface Rest {
        /**
         * The time for the rows that are left.
         *
         * @param passed the time for the rows that are done
         * @throws Exception whatever goes wrong in it
         */
        Duration of(int done, int total, Duration passed) throws Exception;
    }

    /** A loop that loses no row. It is run on a model that fails for two of six prompts. */
    public static Verdict question1(Loop code) {
        ScriptedModel model = LoopRows.model();
        Trial<List<String>> trial = Trial.of(() -> new ArrayList<>(code.rows(model, LoopRows.PROMPTS)));
        List<String> rows = trial.value() == null ? List.of() : trial.value();
        int all = LoopRows.PROMPTS.size();
        int asked = model.asked().size();
        return Check.begin()
                .mistake(trial.problem()
                        .filter(problem -> problem.contains("ModelException") && asked <= all)
                        .map(problem -> "it asked " + asked + " of " + all
                                + " prompts and then ended with the exception: where is it caught?"))
                .mistake(trial.problem().map(problem -> "after " + Format.plural(asked, "request") + " " + problem))
                .mistake(asked == 0 && rows.isEmpty(), "write the loop: the list is empty")
                .mistake(asked == 0, "the model was not asked: use the model and the prompts that the method is given")
                .mistake(asked > all, "it sent " + asked + " requests for " + all + " prompts: ask each of them once")
                .mistake(
                        asked < all,
                        "it stopped after " + Format.plural(asked, "prompt") + ": does the try stand outside the loop?")
                .mistake(LoopRows.problem(rows))
                .right(true, "");
    }

    /** The time for the rest of a batch. The code is asked at several moments, and before the first row is done. */
    public static Verdict question2(Rest code) {
        List<Double> given = new ArrayList<>();
        for (BatchMoment moment : BatchMoment.ALL) {
            Trial<Duration> trial = Trial.of(() -> code.of(moment.done(), moment.total(), moment.passed()));
            Duration rest = trial.value();
            if (rest == null) {
                return new Verdict(false, moment + " " + trial.problem().orElse("it gave null"));
            }
            given.add(rest.toNanos() / 1e9);
        }
        Trial<Duration> first = Trial.of(() -> code.of(0, 24, Duration.ZERO));
        return Check.begin()
                .mistake(BatchMoment.all(given, moment -> 0), "replace the zero: what does one row take?")
                .mistake(
                        BatchMoment.all(given, moment -> moment.each() * moment.total()),
                        "that is the time of the whole batch; a part of it has passed")
                .mistake(
                        BatchMoment.all(given, moment -> moment.seconds() / moment.total() * moment.left()),
                        "the time that has passed is that of the rows which are done, not of all")
                .mistake(BatchMoment.all(given, BatchMoment::seconds), "that is the time that has passed")
                .mistake(BatchMoment.all(given, BatchMoment::each), "that is the time of one row; how many are left?")
                .mistake(
                        !BatchMoment.all(given, BatchMoment::rest)
                                && given.stream().allMatch(rest -> rest == Math.rint(rest)),
                        "these are whole seconds, which lose too much: a Duration can be divided itself")
                .mistake(BatchMoment.firstWrong(given))
                .mistake(first.problem().map(problem -> "before the first row is done " + problem))
                .right(
                        Duration.ZERO.equals(first.value()),
                        "before the first row nothing is known: give Duration.ZERO then");
    }

    /** The seconds that a thousand such prompts take, one after another. */
    public static Verdict question3(Run run, double seconds) {
        double truth = run.metrics().meanLatency().toNanos() / 1e6;
        double whole = run.took().toNanos() / 1e6 / run.size();
        boolean near = Check.near(seconds, truth, 0.02) || Check.near(seconds, whole, 0.02);
        return Check.begin()
                .mistake(seconds == 0, "replace the zero")
                .mistake(Check.near(seconds, truth * 1_000, 0.02), "that is in milliseconds")
                .mistake(Check.near(seconds, truth / 1_000, 0.02), "that is for one prompt")
                .mistake(Check.near(seconds, truth / 60, 0.02), "that is in minutes")
                .mistake(
                        Check.near(seconds, run.took().toNanos() / 1e9, 0.02),
                        "that is for the " + run.size() + " prompts of the run")
                .mistake(
                        !near && Check.near(seconds, run.metrics().p50().toNanos() / 1e6, 0.02),
                        "that is from the median; times add up to a sum, and the mean is the sum divided by the rows")
                .right(near, "what does one prompt take on average, and what do a thousand of them?");
    }
}
