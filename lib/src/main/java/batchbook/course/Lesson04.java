package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Model;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The exercises of lesson 4, when requests fail. */
public final class Lesson04 {
    private static final String PROMPT = "a review";
    private static final String ANSWER = "answer to " + PROMPT;

    /** The models take a tenth of a second for each request, which is no wait of the loop's own. */
    private static final Duration REQUEST = Duration.ofMillis(100);

    private Lesson04() {}

    /** A loop that asks one prompt until there is an answer or another try is no use. */
    public interface Loop {
        String ask(Model model, String prompt, int tries) throws Exception;
    }

    /** How long to wait after a prompt's n-th failure, in seconds, by lot. */
    public interface Wait {
        double seconds(int failures, Random random);
    }

    /** The loop: an answer, or {@code FAILED:} and the kind; waits of 1, 2, 4 .. seconds between the tries. */
    public static Verdict question1(Loop loop) {
        return Check.begin()
                .mistake(Stream.<Optional<String>>of(
                                answers(loop), patience(loop), kinds(loop), waits(loop), unasked(loop))
                        .flatMap(Optional::stream)
                        .findFirst())
                .right(true, "");
    }

    private static Optional<String> answers(Loop loop) {
        ScriptedModel well = ScriptedModel.failing();
        Trial<String> trial = Trial.of(() -> loop.ask(well, PROMPT, 3));
        if (trial.problem().isPresent()) {
            return trial.problem().map(words -> "on a model that answers at once, " + words);
        }
        if (well.asked().isEmpty()) {
            return Optional.of("replace the starter: it never asks the model");
        }
        if (well.asked().size() > 1) {
            return Optional.of(
                    "a model that answered at once was asked " + well.asked().size() + " times");
        }
        return ANSWER.equals(trial.value())
                ? Optional.empty()
                : Optional.of("the model answered at once, but the loop does not return the text of its answer");
    }

    private static Optional<String> patience(Loop loop) {
        ScriptedModel late = ScriptedModel.failing(ErrorKind.OVERLOADED, ErrorKind.OVERLOADED);
        Trial<String> trial = Trial.of(() -> loop.ask(late, PROMPT, 3));
        int asked = late.asked().size();
        if (trial.problem().isPresent()) {
            return trial.problem().map(words -> "the model has too much to do twice, and " + words);
        }
        if (asked < 3) {
            return Optional.of("with tries = 3 the third try would have had an answer, but there were only " + asked);
        }
        if (!ANSWER.equals(trial.value())) {
            return Optional.of("the third of three tries had an answer, and it was not returned");
        }
        ScriptedModel never = overloaded();
        trial = Trial.of(() -> loop.ask(never, PROMPT, 4));
        asked = never.asked().size();
        if (trial.problem().isPresent()) {
            return trial.problem().map(words -> "the model never answers, tries = 4: " + words);
        }
        return asked == 4
                ? Optional.empty()
                : Optional.of("with tries = 4 a model that never answers was asked " + asked
                        + " times: the first try counts as well");
    }

    private static Optional<String> kinds(Loop loop) {
        for (ErrorKind kind : List.of(ErrorKind.BLOCKED, ErrorKind.AUTH, ErrorKind.TIMEOUT, ErrorKind.NETWORK)) {
            ScriptedModel model = ScriptedModel.failing(kind, kind, kind, kind);
            Trial<String> trial = Trial.of(() -> loop.ask(model, PROMPT, 2));
            int asked = model.asked().size();
            if (trial.problem().isPresent()) {
                return trial.problem().map(words -> "on " + kind + " " + words);
            }
            if (!kind.worthRetrying() && asked > 1) {
                return Optional.of(kind + " was asked again: that request ends the same way each time");
            }
            if (kind.worthRetrying() && asked < 2) {
                return Optional.of(kind + " was not asked again, and its next try may have an answer");
            }
            if (!("FAILED: " + kind).equals(trial.value())) {
                return Optional.of("after " + kind + " the result is \"" + trial.value()
                        + "\": say FAILED: and the kind, so that one can see what to do");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> waits(Loop loop) {
        ScriptedModel model = overloaded();
        Trial.of(() -> loop.ask(model, PROMPT, 5));
        List<Duration> waits =
                model.waits().stream().map(wait -> wait.minus(REQUEST)).toList();
        if (waits.stream().allMatch(Duration::isZero)) {
            return Optional.of("it does not wait between the tries (by model.time(), not by the machine's clock)");
        }
        if (waits.stream().distinct().count() == 1) {
            return Optional.of("all waits are the same: a server that is in trouble longer needs longer ones");
        }
        if (waits.get(0).isZero()) {
            return Optional.of("there is no wait after the first failure");
        }
        List<Duration> doubled = Stream.of(1, 2, 4, 8).map(Duration::ofSeconds).toList();
        return waits.equals(doubled)
                ? Optional.empty()
                : Optional.of("it should wait 1, 2, 4 and 8 seconds, but its waits are " + seconds(waits));
    }

    /** The time from the first request to the end of the loop has a wait too many when it sleeps after the last try. */
    private static Optional<String> unasked(Loop loop) {
        ScriptedModel model = overloaded();
        Trial<Duration> took = Trial.of(() -> {
            var before = model.time().now();
            loop.ask(model, PROMPT, 3);
            return Duration.between(before, model.time().now());
        });
        Duration needed = REQUEST.multipliedBy(3).plusSeconds(1 + 2);
        return took.value() != null && took.value().compareTo(needed) > 0
                ? Optional.of("it waits once more after its last try, and nothing comes after that wait")
                : Optional.empty();
    }

    private static ScriptedModel overloaded() {
        return ScriptedModel.failing(
                Stream.generate(() -> ErrorKind.OVERLOADED).limit(60).toArray(ErrorKind[]::new));
    }

    private static String seconds(List<Duration> waits) {
        return String.join(
                ", ",
                waits.stream()
                        .map(wait -> String.valueOf(wait.toMillis() / 1000.0))
                        .toList());
    }

    /** The wait: by lot between nothing and 1, 2, 4 .. seconds, never over 60. */
    public static Verdict question2(Wait wait) {
        double[] third = draws(wait, 3);
        if (third.length == 0) {
            return new Verdict(false, "it threw an exception or did not end");
        }
        double first = highest(draws(wait, 1));
        return Check.begin()
                .mistake(highest(third) == 0, "replace the zero")
                .mistake(lowest(third) < 0, "a wait below zero is none")
                .mistake(
                        DoubleStream.of(third).distinct().count() == 1,
                        "it is the same each time, so 20 programs stay together: draw it by lot")
                .mistake(
                        Math.abs(highest(third) - first) < 0.1 * first,
                        "after the third failure the longest wait is the one after the first: it does not grow")
                .mistake(
                        lowest(third) > 0.1 * highest(third),
                        "it is never near zero: full jitter draws from all of the time up to the bound")
                .mistake(about(first, 2), "after the first failure the bound is 1 second: count the doublings")
                .mistake(
                        about(first, 1) && about(highest(third), 3),
                        "its bounds are 1, 2, 3: each is to be twice the one before")
                .mistake(
                        Stream.of(7, 12, 40)
                                .mapToDouble(n -> highest(draws(wait, n)))
                                .anyMatch(most -> most > 60),
                        "after many failures it waits longer than 60 seconds")
                .mistake(
                        Stream.of(33, 65).anyMatch(n -> !about(highest(draws(wait, n)), 60)),
                        "after very many failures it should still wait up to 60 seconds: does a number overflow?")
                .right(
                        bounds(wait, 1, 2, 4, 8, 16, 32, 60),
                        "the bounds should be 1, 2, 4, 8 seconds and so on, never over 60");
    }

    private static boolean bounds(Wait wait, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            double[] draws = draws(wait, i + 1);
            if (!about(highest(draws), expected[i]) || highest(draws) > expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static double[] draws(Wait wait, int failures) {
        Random random = new Random(failures);
        double[] drawn = Trial.of(() -> DoubleStream.generate(() -> wait.seconds(failures, random))
                        .limit(2000)
                        .toArray())
                .value();
        return drawn == null ? new double[0] : drawn;
    }

    private static double highest(double[] draws) {
        return DoubleStream.of(draws).max().orElse(0);
    }

    private static double lowest(double[] draws) {
        return DoubleStream.of(draws).min().orElse(0);
    }

    /** The highest of two thousand draws is a little below its bound. */
    private static boolean about(double highest, double bound) {
        return Check.near(highest, bound, 0.02);
    }

    /** Of many prompts, the share without an answer after three tries when each try fails with 0.3. */
    public static Verdict question3(double share) {
        return Check.begin()
                .mistake(share == 0, "replace the zero")
                .mistake(Check.near(share, 0.9), "that is three times 0.3: it would be more than all with a fourth try")
                .mistake(Check.near(share, 0.3), "that is the share after one try")
                .mistake(Check.near(share, 0.09), "that is the share after two tries")
                .mistake(Check.near(share, 0.973) || Check.near(share, 97.3), "that is the share with an answer")
                .mistake(Check.near(share, 0.343), "that is the share of prompts whose three tries all succeed")
                .right(
                        Check.near(share, 0.027, 0.12) || Check.near(share, 2.7, 0.12),
                        "a prompt has no answer when its first try fails, and its second, and its third");
    }
}
