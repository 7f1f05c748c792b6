package batchbook.course;

import static batchbook.course.Check.begin;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Checks of lesson 6, how many at once. */
public final class Lesson06 {
    private static final int LIMIT = 12;

    private Lesson06() {}

    /** How many requests the next round sends at once. */
    @FunctionalInterface
    public interface Rule {
        /**
         * The number for the next round.
         *
         * @param cap how many this round sent at once
         * @param refused whether one or more of them were refused
         */
        int next(int cap, boolean refused);
    }

    /** How many rounds after a refusal the next one comes, for a saw-tooth that adds one and halves, where 12 pass at once. */
    public static Verdict question1(int rounds) {
        return begin().mistake(rounds == 0, "replace the zero; the chart helps")
                .mistake(
                        rounds == 12 || rounds == 13 || rounds == 11,
                        "a tooth does not begin at 1: where does it stand after the first refusal?")
                .mistake(
                        rounds == 6,
                        "count the rounds and not the steps between them: the number it falls to is one, too")
                .mistake(
                        rounds == 5,
                        "that is the longer way of the first tooth after 16; look at two that both end at 13")
                .mistake(rounds == 7, "so many lie between the two; count the second one, too")
                .right(
                        rounds == 8,
                        "write down the numbers from the one after a refusal to the next refusal, and count them");
    }

    /** A rule that steps back to three quarters after a refusal, and adds one otherwise. */
    public static Verdict question2(Rule rule) {
        return begin().mistake(Trial.problem(() -> gentle(rule))).right(true, "");
    }

    /** A maker of rules that double until the first refusal, and from then on halve at a refusal and add one otherwise. */
    public static Verdict question3(Supplier<? extends Rule> slowStart) {
        return begin().mistake(Trial.problem(() -> slowStart(slowStart))).right(true, "");
    }

    /** In how many rounds a rule that begins with 1 sends 1000 at once, when it adds one each round, and when it doubles. */
    public static Verdict question4(int adding, int doubling) {
        return begin().mistake(adding == 0 || doubling == 0, "replace both zeros")
                .mistake(
                        near(adding, 10) && near(doubling, 1000),
                        "these are the wrong way round: the first is for adding")
                .mistake(adding == 500, "it adds one each round, and begins with one")
                .mistake(doubling == 500 || doubling == 512, "it doubles what it has: write down 1, 2, 4, 8 and go on")
                .mistake(!near(adding, 1000), "adding: the second round sends 2, the third 3, and so on")
                .right(
                        near(doubling, 10) || doubling == 11,
                        "doubling: write down 1, 2, 4, 8 .. up to 1000 and count them");
    }

    private static boolean near(int given, int truth) {
        return Math.abs(given - truth) <= 1;
    }

    private static Optional<String> gentle(Rule rule) {
        if (rule.next(8, false) == 8 && rule.next(8, true) == 8) {
            return Optional.of("replace the cap by what it is to be next");
        }
        if (rule.next(6, false) == 12 || rule.next(6, false) == 6) {
            return Optional.of("after a round without a refusal it went from 6 to " + rule.next(6, false)
                    + ": it is to add one, as before");
        }
        if (rule.next(1, true) < 1) {
            return Optional.of(
                    "after a refusal with 1 at once it sends " + rule.next(1, true) + " at once, and never asks again");
        }
        if (rule.next(40, true) == 20) {
            return Optional.of("that halves, as before: 40 became 20");
        }
        if (rule.next(40, true) == 10) {
            return Optional.of("40 became 10: that is one quarter, and three quarters are to be left");
        }
        if (rule.next(40, true) - rule.next(20, true) == 20) {
            return Optional.of("12 became " + rule.next(12, true) + " and 40 became " + rule.next(40, true)
                    + ": it takes the same from each, and three quarters of 40 are to be left");
        }
        if (rule.next(2, true) == 2) {
            return Optional.of("2 stays 2 after a refusal: where only 1 passes, it is refused for ever");
        }
        return differs(rule, 1, cap -> cap + 1, false, 0)
                .or(() -> differs(rule, 1, cap -> Math.max(1, 3 * cap / 4), true, 1));
    }

    /** The first of the numbers up to 100 where it goes elsewhere, in words; up to {@code more} above it is well. */
    private static Optional<String> differs(Rule rule, int from, IntUnaryOperator truth, boolean refused, int more) {
        for (int cap = from; cap <= 100; cap++) {
            int above = rule.next(cap, refused) - truth.applyAsInt(cap);
            if (above < 0 || above > more) {
                return Optional.of((refused ? "after a refusal " : "without a refusal ") + cap + " became "
                        + rule.next(cap, refused));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> slowStart(Supplier<? extends Rule> maker) {
        Optional<String> first = SlowStartTrial.of(maker.get()::next, LIMIT);
        if (first.isPresent()) {
            return first;
        }
        return SlowStartTrial.of(maker.get()::next, LIMIT).isPresent()
                ? Optional.of(
                        "a second run with a new rule does not begin with slow start: what it remembers is shared")
                : SlowStartTrial.of(maker.get()::next, 1).or(() -> SlowStartTrial.of(maker.get()::next, 100));
    }
}
