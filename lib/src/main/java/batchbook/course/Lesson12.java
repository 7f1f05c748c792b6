package batchbook.course;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The exercises of lesson 12: whose answer it is, a job that is made once, which way is the cheapest, and what repairs cost. */
public final class Lesson12 {
    private static final String LIVE = "live";
    private static final String OVERNIGHT = "overnight";
    private static final String NEITHER = "neither";

    private Lesson12() {}

    /** How to ask rows: live, overnight or neither. */
    @FunctionalInterface
    public interface Way {
        String of(long rows, long perMinute, Duration until, double dollars, double budget);
    }

    /** The text for each key, in the order of the keys. */
    public static Verdict question1(Exercise.Join code) {
        return Check.begin().mistake(new JoinTrial(code).mistake()).right(true, "");
    }

    /** One job with this label, whatever went wrong before. */
    public static Verdict question2(Exercise.Submit code) {
        return Check.begin().mistake(new SubmitTrial(code).mistake()).right(true, "");
    }

    private record Errand(
            long rows, long perMinute, Duration until, double dollars, double budget, String way, String hint) {}

    private static final List<Errand> ERRANDS = List.of(
            new Errand(
                    50_000,
                    1_000,
                    Duration.ofDays(3),
                    20,
                    30,
                    OVERNIGHT,
                    "both ways are in time and within the budget: take the cheaper one"),
            new Errand(
                    500,
                    60,
                    Duration.ofHours(1),
                    1,
                    5,
                    LIVE,
                    "the answers are wanted within an hour, and a job may take a day"),
            new Errand(
                    50_000,
                    15,
                    Duration.ofHours(8),
                    20,
                    30,
                    NEITHER,
                    "50,000 rows at 15 a minute take longer than 8 hours, and so may a job"),
            new Errand(
                    1_000,
                    60,
                    Duration.ofDays(2),
                    20,
                    12,
                    OVERNIGHT,
                    "for 12 dollars, 20 dollars' worth is asked at half"),
            new Errand(1_000, 60, Duration.ofDays(2), 20, 5, NEITHER, "half of 20 dollars is more than 5"),
            new Errand(
                    1_000,
                    60,
                    Duration.ofHours(2),
                    20,
                    12,
                    NEITHER,
                    "in two hours only live is in time, and it costs 20 dollars where 12 may be spent"),
            new Errand(
                    1_000,
                    60,
                    Duration.ofHours(24),
                    20,
                    10,
                    OVERNIGHT,
                    "exactly a day, and exactly the budget: that will do"),
            new Errand(
                    50_000,
                    15,
                    Duration.ofDays(2),
                    20,
                    30,
                    OVERNIGHT,
                    "15 requests a minute are a limit of live requests: a job does not ask them one by one"),
            new Errand(
                    45,
                    1,
                    Duration.ofMinutes(45).plusSeconds(30),
                    1,
                    5,
                    LIVE,
                    "45 rows at one a minute are done in 45 minutes: do not round the time to whole hours"));

    /** The cheapest way that is in time and within the budget. */
    public static Verdict question3(Way way) {
        Trial<List<String>> trial = Trial.of(() -> ERRANDS.stream()
                .map(one -> word(way.of(one.rows, one.perMinute, one.until, one.dollars, one.budget)))
                .toList());
        List<String> said = Objects.requireNonNullElse(trial.value(), List.of());
        Check check = Check.begin()
                .mistake(trial.problem())
                .mistake(
                        !List.of(LIVE, OVERNIGHT, NEITHER).containsAll(said),
                        "say \"live\", \"overnight\" or \"neither\", and no other word")
                .mistake(
                        said.stream().distinct().count() == 1,
                        "it says the same of everything: two ways, each with a time and a price");
        for (int i = 0; i < said.size(); i++) {
            check.mistake(!said.get(i).equals(ERRANDS.get(i).way), told(ERRANDS.get(i)));
        }
        return check.right(true, "");
    }

    private static String word(Object said) {
        return String.valueOf(said).strip().toLowerCase(Locale.ROOT);
    }

    private static String told(Errand one) {
        return one.hint + " (" + one.rows + " rows, " + one.perMinute + " a minute, " + one.until.toMinutes()
                + " minutes, " + one.dollars + " dollars, budget " + one.budget + ")";
    }

    /**
     * What a job costs whose rows would cost 40 dollars live, when three of a hundred come with the answer of another row and
     * are asked live.
     */
    public static Verdict question4(double dollars) {
        return Check.begin()
                .mistake(dollars == 0, "replace the zero")
                .mistake(
                        Check.near(dollars, 20, 1e-6),
                        "that is the job; the three of a hundred are asked live after it")
                .mistake(
                        Check.near(dollars, 20.6, 1e-6),
                        "a row that is asked again was paid for in the job, too, and live it costs the full price: which"
                                + " of both is missing?")
                .mistake(
                        Check.near(dollars, 40, 1e-6) || Check.near(dollars, 41.2, 1e-6),
                        "what is in a job costs half of that")
                .mistake(Check.near(dollars, 1.2, 1e-6), "those are the rows that are asked live; and the job?")
                .mistake(Check.near(dollars, 32, 1e-6), "three of a hundred are 0.03")
                .mistake(Check.near(dollars, 2_120, 1e-6), "in dollars, please, not in cents")
                .right(
                        Check.near(dollars, 21.2, 1e-6),
                        "add two things: all rows at half the price, and three of a hundred at the full price");
    }
}
