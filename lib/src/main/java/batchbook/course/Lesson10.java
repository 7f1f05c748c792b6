package batchbook.course;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Metrics;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Run;
import batchbook.gemini.Gemini;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exercises of the lesson on diagnosis, and its servers, of which the lesson does not tell what is wrong with them.
 *
 * <pre>{@code
 * var run = Batch.of(Gemini.at(Lesson10.server("A"))).workers(20).run(prompts);
 * Charts.timeline(run)
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class Lesson10 {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST_REQUESTS = 400;
    private static final Duration MUCH_TOO_LONG = Duration.ofSeconds(30);

    private Lesson10() {}

    /** Tells from the figures of a run what was wrong. */
    @FunctionalInterface
    public interface Diagnosis {
        /** The cause of what is wrong with this run. */
        Cause of(Run run);
    }

    /** Makes a plan for a model. */
    @FunctionalInterface
    public interface Plan {
        /** The plan. */
        Batch of(Model model);
    }

    /**
     * Starts a server of the lesson: {@code "healthy"}, {@code "A"}, {@code "B"} or {@code "C"}. On each, an answer takes about
     * two seconds when all is well.
     *
     * @throws IllegalArgumentException when there is no such server
     */
    public static Simulator server(String name) {
        return Simulator.start(Patients.server(name));
    }

    /**
     * A run that took too long, 1 to 3; why is for the learner to find out. On a healthy server an answer takes about two
     * seconds.
     *
     * @throws IllegalArgumentException when there is no such run
     */
    public static Run mystery(int number) {
        return Patients.mysteries().get(checked(number) - 1).run();
    }

    private static int checked(int number) {
        int most = Patients.mysteries().size();
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("there are the runs 1 to " + most + ", and no " + number);
        }
        return number;
    }

    /** What was wrong with the runs 1 to 3 of {@link #mystery}? */
    public static Verdict question1(Cause one, Cause two, Cause three) {
        List<Cause> given = List.of(one, two, three);
        Check check = Check.begin()
                .mistake(
                        given.stream().allMatch(Cause.NONE::equals),
                        "replace each NONE: all three took far longer than planned");
        for (int i = 0; i < given.size(); i++) {
            Cause truth = Patients.mysteries().get(i).cause();
            check.mistake(
                    given.get(i) != truth,
                    "run " + (i + 1) + " is no case of " + given.get(i) + ". " + Patients.whatToLookAt(truth));
        }
        return check.right(true, "");
    }

    /** A function that tells four causes and healthy runs apart; tried on eleven runs of other sizes. */
    public static Verdict question2(Diagnosis diagnosis) {
        List<Patient.Seen> runs = Patients.hidden();
        Trial<List<Cause>> trial = Trial.of(
                () -> runs.stream().map(seen -> diagnosis.of(seen.run())).toList());
        List<Cause> given = trial.value();
        if (given == null) {
            return new Verdict(false, trial.problem().orElse("") + " with one of the runs");
        }
        Check check = Check.begin()
                .mistake(
                        given.stream().allMatch(Cause.NONE::equals),
                        "it says NONE of every run: say what you look at, and in which order");
        for (int i = 0; i < given.size(); i++) {
            Patient patient = runs.get(i).patient();
            check.mistake(
                    given.get(i) != patient.cause(),
                    patient.words() + " was taken for " + given.get(i) + ". " + Patients.whatToLookAt(patient.cause()));
        }
        return check.right(true, "");
    }

    /** A plan for a server that works on four at once, leaves a few without an answer and refuses one in ten with 503. */
    public static Verdict question3(Plan plan) {
        try (Simulator server = Simulator.start(Patients.toRepairFor())) {
            Trial<Batch> trial = Trial.of(() -> plan.of(Gemini.at(server)));
            if (trial.value() == null) {
                return new Verdict(false, trial.problem().orElse("it gave no plan"));
            }
            return verdict(trial.value()
                    .maxRequests(MOST_REQUESTS)
                    .progress(Progress.none())
                    .run(Patient.prompts(40)));
        }
    }

    private static Verdict verdict(Run run) {
        Metrics metrics = run.metrics();
        String lost = metrics.total() - metrics.answered() + " of " + metrics.total() + " rows have no answer. ";
        boolean all = metrics.answered() == metrics.total();
        boolean inTime = metrics.took().compareTo(LONGEST) <= 0;
        return Check.begin()
                .mistake(
                        !all && failedAtFirstTry(run, ErrorKind.OVERLOADED),
                        lost + "Some failed with 503, which passes, and were not asked again")
                .mistake(
                        count(run, ErrorKind.TIMEOUT) > metrics.total() / 2,
                        "many requests were given up while they stood in the server's queue, and went to its end"
                                + " again: fewer at once, or a longer time-out")
                .mistake(!all, lost + howTheFirstWasLost(run))
                .mistake(
                        !inTime && longest(run).compareTo(MUCH_TOO_LONG) > 0,
                        "it took " + Format.duration(metrics.took()) + ". One request alone took "
                                + Format.duration(longest(run)) + ": what ends a request that gets no answer?")
                .mistake(
                        !inTime, "it took " + Format.duration(metrics.took()) + "; the server can work on more at once")
                .right(true, "");
    }

    private static String howTheFirstWasLost(Run run) {
        return Stream.concat(run.failed().stream(), run.notRun().stream())
                .findFirst()
                .map(row -> "Row " + row.index() + " was sent "
                        + Format.plural(row.attempts().size(), "time") + ", and was this in the end: " + row.error())
                .orElse("");
    }

    private static boolean failedAtFirstTry(Run run, ErrorKind kind) {
        return run.failed().stream()
                .anyMatch(row -> row.attempts().size() == 1 && Optional.of(kind).equals(row.kind()));
    }

    private static long count(Run run, ErrorKind kind) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .filter(attempt -> attempt.error().filter(kind::equals).isPresent())
                .count();
    }

    private static Duration longest(Run run) {
        return run.results().stream()
                .flatMap(row -> row.attempts().stream())
                .map(attempt -> attempt.latency())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
