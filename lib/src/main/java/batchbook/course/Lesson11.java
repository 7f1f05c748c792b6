package batchbook.course;

import batchbook.Batch;
import batchbook.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 11: whether it can be done in time, which model, how many labels, and a plan. */
public final class Lesson11 {
    /** No model: what {@link Choose} says when none will do. */
    public static final String NONE = "none";

    private static final double ENOUGH = 0.8;
    private static final double BUDGET = 5;

    private Lesson11() {}

    /** Whether so many rows can be asked in this time, with so many requests a minute and a day. */
    @FunctionalInterface
    public interface Possible {
        boolean test(long rows, long perMinute, long perDay, Duration until);
    }

    /** The model to take, by what share of the rows each had right and what all rows would cost with it. */
    @FunctionalInterface
    public interface Choose {
        String from(Map<String, Double> accuracy, Map<String, Double> dollars, double atLeast, double budget);
    }

    /** A plan for this model and this journal. */
    @FunctionalInterface
    public interface Plan {
        Batch of(Model model, Path journal);
    }

    private record Week(long rows, long perMinute, long perDay, Duration until, boolean possible, String hint) {}

    private static final List<Week> WEEKS = List.of(
            new Week(
                    50_000,
                    15,
                    500,
                    Duration.ofDays(7),
                    false,
                    "50,000 rows at 500 a day are not done in a week, and yours says they are"),
            new Week(
                    5_000,
                    15,
                    10_000,
                    Duration.ofHours(2),
                    false,
                    "5,000 rows at 15 a minute are not done in two hours, however many the day has"),
            new Week(
                    55_000,
                    1_000,
                    20_000,
                    Duration.ofHours(60),
                    true,
                    "60 hours have the quotas of three days (at once, after 24 hours, after 48): a day that has only begun"
                            + " has all of its quota"),
            new Week(
                    400,
                    15,
                    500,
                    Duration.ofHours(1),
                    true,
                    "in one hour 400 rows can be asked at 15 a minute, and the quota of the first day is there at once"),
            new Week(
                    45,
                    1,
                    500,
                    Duration.ofSeconds(3_570),
                    true,
                    "45 rows at one a minute are done in just under an hour: do not round the time down to whole hours"),
            new Week(2_000, 15, 500, Duration.ofDays(2), false, "2,000 rows at 500 a day need more than two days"),
            new Week(
                    30_000,
                    1_000,
                    10_000,
                    Duration.ofHours(73),
                    true,
                    "30,000 rows at 10,000 a day take the quotas of three days, and 73 hours have them"),
            new Week(
                    4_000_000_000L,
                    1_000_000,
                    2_000_000_000L,
                    Duration.ofHours(70),
                    true,
                    "four billion rows: an int is too small for that, count with long"));

    /** Whether rows can be asked in time: the stricter of two limits decides. */
    public static Verdict question1(Possible possible) {
        Trial<List<Boolean>> trial = Trial.of(() -> WEEKS.stream()
                .map(week -> possible.test(week.rows, week.perMinute, week.perDay, week.until))
                .toList());
        List<Boolean> said = Objects.requireNonNullElse(trial.value(), List.of());
        Check check = Check.begin()
                .mistake(trial.problem())
                .mistake(!said.contains(true), "it says no to everything: replace the false, and ask both limits")
                .mistake(!said.contains(false), "it says yes to everything: some of it cannot be done in time");
        for (int i = 0; i < said.size(); i++) {
            check.mistake(said.get(i) != WEEKS.get(i).possible, WEEKS.get(i).hint);
        }
        return check.right(true, "");
    }

    private record Market(Map<String, Double> accuracy, Map<String, Double> dollars, String taken, String hint) {}

    private static final List<Market> MARKETS = List.of(
            new Market(
                    Map.of("small", 0.83, "middle", 0.88, "large", 0.93),
                    Map.of("small", 3.0, "middle", 4.0, "large", 4.9),
                    "small",
                    "all three are good enough and within the budget: take the cheapest, not the best"),
            new Market(
                    Map.of("small", 0.7, "middle", 0.88, "large", 0.93),
                    Map.of("small", 1.0, "middle", 4.0, "large", 4.9),
                    "middle",
                    "the cheapest is right in 70 % of the rows, and that is less than was asked"),
            new Market(
                    Map.of("small", 0.7, "middle", 0.75, "large", 0.93),
                    Map.of("small", 1.0, "middle", 4.0, "large", 80.0),
                    NONE,
                    "here the only one that is good enough costs 80 dollars, and the budget is 5: say \"none\""),
            new Market(
                    Map.of("one", 0.85, "other", 0.9, "third", 0.81),
                    Map.of("one", 3.0, "other", 3.0, "third", 4.0),
                    "other",
                    "two cost the same: then take the one that is right more often"),
            new Market(
                    Map.of("one", 0.9, "other", 0.85),
                    Map.of("one", 3.0, "other", 3.0),
                    "one",
                    "two cost the same: then take the one that is right more often"),
            new Market(
                    Map.of("small", ENOUGH, "large", 0.95),
                    Map.of("small", BUDGET, "large", 50.0),
                    "small",
                    "one is right in exactly as many rows as asked, and costs exactly the budget: that will do"),
            new Market(Map.of(), Map.of(), NONE, "without any model the answer is \"none\""));

    /** The cheapest that is good enough. */
    public static Verdict question2(Choose choose) {
        Trial<List<Optional<String>>> trial = Trial.of(() -> MARKETS.stream()
                .map(market -> Optional.ofNullable(choose.from(market.accuracy, market.dollars, ENOUGH, BUDGET)))
                .toList());
        List<Optional<String>> said = Objects.requireNonNullElse(trial.value(), List.of());
        Check check = Check.begin()
                .mistake(trial.problem().map(problem -> problem + "; mind the case that no model will do"))
                .mistake(
                        !said.isEmpty() && said.stream().allMatch(name -> name.equals(Optional.of(NONE))),
                        "it says \"none\" always: go through the models, and keep the cheapest that will do")
                .mistake(said.contains(Optional.<String>empty()), "it gave null: when no model will do, say \"none\"");
        for (int i = 0; i < said.size(); i++) {
            check.mistake(!said.get(i).equals(Optional.of(MARKETS.get(i).taken)), MARKETS.get(i).hint);
        }
        return check.right(true, "");
    }

    /**
     * How many labels for three points either way: by the rule of thumb, or by the formula for an accuracy of one half or
     * of four fifths.
     */
    public static Verdict question3(long labels) {
        return Check.begin()
                .mistake(labels == 0, "replace the zero")
                .mistake(labels < 0, "a number of labels is not negative")
                .mistake(labels == 100, "with 100 labels it is 10 points either way")
                .mistake(
                        labels >= 30 && labels <= 34,
                        "that is one divided by the margin; the rule has a root in it, so there is one more step")
                .mistake(
                        labels == 300 || labels == 333 || labels == 334,
                        "three times less needs more than three times as many")
                .mistake(
                        labels == 900 || labels == 1000,
                        "nearly: 10 points divided by 3 points is a little more than 3")
                .right(
                        (labels >= 1050 && labels <= 1120) || (labels >= 680 && labels <= 690),
                        "the margin is one divided by the root of the labels; which number has 1 / 0.03 as its root?");
    }

    /** A plan with a budget, a journal and few tries. */
    public static Verdict question4(Plan plan) {
        return Check.begin()
                .mistake(Trial.problem(() -> Optional.ofNullable(triedOut(plan))))
                .right(true, "");
    }

    private static @Nullable String triedOut(Plan plan) throws IOException {
        Path folder = Files.createTempDirectory("batchbook-plan");
        try {
            return BudgetTrial.mistake(plan::of, folder.resolve("answers.jsonl"));
        } finally {
            for (Path file : List.of(folder.resolve("answers.jsonl"), folder)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
