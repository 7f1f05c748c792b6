package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The exercises of the lesson about the loop. Nothing of it is changed by asking; safe to use from several threads.
 *
 * <pre>{@code
 * Lesson01.question1((model, prompts) -> askAll(model, prompts))
 * }</pre>
 */
public final class Lesson01 {
    private static final Map<Integer, ErrorKind> FAILURES = Map.of(1, ErrorKind.BLOCKED, 4, ErrorKind.OVERLOADED);
    private static final int ROWS = 6;

    private Lesson01() {}

    /** A loop over prompts. */
    @FunctionalInterface
    public interface Loop {
        /** One text for each prompt: its answer, or the kind of its failure. */
        List<String> rows(Model model, List<Prompt> prompts) throws Exception;
    }

    /** How long the rest of a batch takes. */
    @FunctionalInterface
    public interface Rest {
        Duration of(int done, int total, Duration passed) throws Exception;
    }

    /** The loop is run on a model that fails for the second and for the fifth of six prompts. */
    public static Verdict question1(Loop code) {
        List<Prompt> prompts = IntStream.range(0, ROWS)
                .mapToObj(row -> Prompt.of("review " + (row + 1)))
                .toList();
        ScriptedModel model = ScriptedModel.failing(Map.of(
                "review 2", Collections.nCopies(60, ErrorKind.BLOCKED),
                "review 5", Collections.nCopies(60, ErrorKind.OVERLOADED)));
        Trial<List<String>> trial = Trial.of(() -> new ArrayList<>(code.rows(model, prompts)));
        List<String> rows = trial.value() == null ? List.of() : trial.value();
        int asked = model.asked().size();
        return Check.begin()
                .mistake(trial.problem()
                        .filter(problem -> problem.contains("ModelException") && asked <= ROWS)
                        .map(problem -> "it asked " + asked + " of " + ROWS
                                + " prompts and then ended with the exception: where is it caught?"))
                .mistake(trial.problem().map(problem -> "after " + Format.plural(asked, "request") + " " + problem))
                .mistake(asked == 0 && rows.isEmpty(), "write the loop: the list is empty")
                .mistake(asked == 0, "the model was not asked: use the model and the prompts that the method is given")
                .mistake(asked > ROWS, "it sent " + asked + " requests for " + ROWS + " prompts: ask each of them once")
                .mistake(
                        asked < ROWS,
                        "it stopped after " + Format.plural(asked, "prompt") + ": does the try stand outside the loop?")
                .mistake(content(rows))
                .right(true, "");
    }

    /** What is wrong with the rows of a loop that asked every prompt. */
    private static Optional<String> content(List<String> rows) {
        Check check = Check.begin()
                .mistake(rows.isEmpty(), "every prompt was asked, and no answer is in the list")
                .mistake(
                        rows.size() == ROWS - FAILURES.size(),
                        "the list has the answers only: a prompt that failed needs a row, too")
                .mistake(rows.size() < ROWS, "there are " + rows.size() + " rows for " + ROWS + " prompts")
                .mistake(rows.size() > ROWS, "there are " + rows.size() + " rows: one for each prompt, and no more")
                .mistake(
                        !inOrder(rows) && rows.containsAll(answers()),
                        "the rows are not in the order of the prompts: row 2 belongs to prompt 2, failed or not");
        Predicate<Integer> told = row -> rows.get(row) != null
                && rows.get(row)
                        .toUpperCase(Locale.ROOT)
                        .contains(FAILURES.get(row).name());
        boolean whole = rows.size() == ROWS;
        boolean fixed = whole && FAILURES.keySet().stream().filter(told).count() == 1;
        Verdict verdict = check.mistake(
                        fixed, "two prompts failed, each for a reason of its own, and only one is told right")
                .mistake(
                        whole && inOrder(rows) && !FAILURES.keySet().stream().allMatch(told),
                        "the row of a prompt that failed does not tell the kind: the exception has it")
                .right(whole && inOrder(rows), "the list has not the texts of the answers");
        return verdict.right() ? Optional.empty() : Optional.of(verdict.words());
    }

    private static List<String> answers() {
        return IntStream.range(0, ROWS)
                .filter(row -> !FAILURES.containsKey(row))
                .mapToObj(Lesson01::answer)
                .toList();
    }

    private static String answer(int row) {
        return "answer to review " + (row + 1);
    }

    private static boolean inOrder(List<String> rows) {
        return rows.size() == ROWS
                && IntStream.range(0, ROWS)
                        .filter(row -> !FAILURES.containsKey(row))
                        .allMatch(row -> rows.get(row) != null && rows.get(row).contains(answer(row)));
    }

    /** One state of a batch. */
    private record State(int done, int total, Duration passed) {
        double seconds() {
            return passed.toNanos() / 1e9;
        }

        double truth() {
            return seconds() / done * (total - done);
        }

        /** Within a millisecond for each row, as some divide milliseconds. */
        boolean near(double given, double other) {
            return Math.abs(given - other) <= 0.001 * total;
        }
    }

    private static final List<State> STATES = List.of(
            new State(6, 24, Duration.ofMillis(1_500)),
            new State(1, 50, Duration.ofMillis(800)),
            new State(7, 10, Duration.ofSeconds(10)),
            new State(40, 40, Duration.ofSeconds(33)));

    /** The time for the rest of a batch is checked in four states, and before the first row. */
    public static Verdict question2(Rest code) {
        List<Double> given = new ArrayList<>();
        for (State state : STATES) {
            Trial<Duration> trial = Trial.of(() -> code.of(state.done, state.total, state.passed));
            Duration rest = trial.value();
            if (rest == null) {
                String asked = "for " + state.done + " of " + state.total + " rows ";
                return new Verdict(false, asked + trial.problem().orElse("it gave null"));
            }
            given.add(rest.toNanos() / 1e9);
        }
        Trial<Duration> first = Trial.of(() -> code.of(0, 24, Duration.ZERO));
        return Check.begin()
                .mistake(all(given, state -> 0), "replace the zero: what does one row take?")
                .mistake(
                        all(given, state -> state.seconds() / state.done * state.total),
                        "that is the time of the whole batch; a part of it has passed")
                .mistake(
                        all(given, state -> state.seconds() / state.total * (state.total - state.done)),
                        "the time that has passed is that of the rows which are done, not of all")
                .mistake(all(given, State::seconds), "that is the time that has passed")
                .mistake(
                        all(given, state -> state.seconds() / state.done),
                        "that is the time of one row; how many are left?")
                .mistake(
                        !all(given, State::truth) && given.stream().allMatch(rest -> rest == Math.rint(rest)),
                        "right but for fractions: whole seconds lose too much, a Duration can be divided itself")
                .mistake(firstWrong(given))
                .mistake(first.problem().map(problem -> "before the first row is done " + problem))
                .right(
                        Duration.ZERO.equals(first.value()),
                        "before the first row nothing is known: give Duration.ZERO then");
    }

    private static Optional<String> firstWrong(List<Double> given) {
        return IntStream.range(0, STATES.size())
                .filter(i -> !STATES.get(i).near(given.get(i), STATES.get(i).truth()))
                .mapToObj(i -> "for %d of %d rows in %s it gives %s: what does one row take, and how many are left?"
                        .formatted(
                                STATES.get(i).done,
                                STATES.get(i).total,
                                Format.duration(STATES.get(i).passed),
                                Format.duration(Duration.ofNanos(Math.round(given.get(i) * 1e9)))))
                .findFirst();
    }

    private static boolean all(List<Double> given, ToDoubleFunction<State> rest) {
        return IntStream.range(0, STATES.size())
                .allMatch(i -> STATES.get(i).near(given.get(i), rest.applyAsDouble(STATES.get(i))));
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
