package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.course.Lesson06.Rule;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class Lesson06Test {
    private static final Rule HALVE = (cap, refused) -> refused ? Math.max(1, cap / 2) : cap + 1;

    @Test
    void theRoundsOfATooth() {
        right(Lesson06.question1(8));
        wrong(Lesson06.question1(7), "count the second one");
        wrong(Lesson06.question1(0), "replace the zero");
        wrong(Lesson06.question1(13), "does not begin at 1");
        wrong(Lesson06.question1(12), "does not begin at 1");
        wrong(Lesson06.question1(6), "and not the steps");
        wrong(Lesson06.question1(5), "both end at 13");
        wrong(Lesson06.question1(100), "write down the numbers");
    }

    @Test
    void threeQuartersHoweverRounded() {
        right(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap * 3 / 4) : cap + 1));
        right(Lesson06.question2((cap, refused) -> refused ? (int) Math.max(1, 0.75 * cap) : ++cap));
        right(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap - (cap + 3) / 4) : cap + 1));
    }

    @Test
    void otherRulesAreToldWhatTheyDo() {
        wrong(Lesson06.question2((cap, refused) -> cap), "replace the cap");
        wrong(Lesson06.question2(HALVE), "that halves");
        wrong(
                Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap - 3) : cap + 1),
                "takes the same from each");
        wrong(Lesson06.question2((cap, refused) -> refused ? cap * 3 / 4 : cap + 1), "never asks again");
        wrong(Lesson06.question2((cap, refused) -> refused ? cap * (3 / 4) : cap + 1), "never asks again");
        wrong(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap * 3 / 4) : cap), "from 6 to 6");
        wrong(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap * 3 / 4) : 2 * cap), "from 6 to 12");
        wrong(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap / 4) : cap + 1), "one quarter");
        wrong(
                Lesson06.question2((cap, refused) -> refused ? (int) Math.ceil(0.75 * cap) : cap + 1),
                "refused for ever");
        wrong(Lesson06.question2((cap, refused) -> refused ? Math.max(1, 9) : cap + 1), "after a refusal 1 became 9");
        wrong(Lesson06.question2((cap, refused) -> refused ? Math.max(1, cap * 3 / 4) : cap + 2), "1 became 3");
        wrong(Lesson06.question2((cap, refused) -> cap / (refused ? 0 : 1)), "it threw java.lang.ArithmeticException");
    }

    private static final class SlowStart implements Rule {
        private boolean slow = true;

        @Override
        public int next(int cap, boolean refused) {
            slow &= !refused;
            return slow ? 2 * cap : refused ? Math.max(1, (cap + 1) / 2) : cap + 1;
        }
    }

    @Test
    void slowStartRemembersThatSomethingWasRefused() {
        right(Lesson06.question3(SlowStart::new));
        right(Lesson06.question3(() -> {
            boolean[] refusedBefore = {false};
            return (cap, refused) -> {
                refusedBefore[0] |= refused;
                return refusedBefore[0] ? HALVE.next(cap, refused) : cap * 2;
            };
        }));
    }

    @Test
    void otherSlowStartsAreShownWhatTheyDo() {
        wrong(always((cap, refused) -> cap + 1), "nothing was refused yet: 1, 2, 3 where 12 pass");
        wrong(always(HALVE), "nothing was refused yet");
        wrong(
                always((cap, refused) -> refused ? Math.max(1, cap / 2) : 2 * cap),
                "remember that there was one: 1, 2, 4, 8, 16, 8, 16 where");
        wrong(always((cap, refused) -> 2 * cap), "must not make it grow");
        wrong(always((cap, refused) -> refused ? 1 : 2 * cap), "falls to 1");
        wrong(always((cap, refused) -> refused ? cap - 1 : 2 * cap), "a half is to be left");
        wrong(always((cap, refused) -> refused ? cap : 2 * cap), "stays where it is");
        wrong(always((cap, refused) -> refused ? 0 : 2 * cap), "never fall below 1");
        wrong(always((cap, refused) -> 3 * cap), "it is to double");
        wrong(always((cap, refused) -> cap), "it is to double");
        wrong(
                Lesson06.question3(() -> new Rule() {
                    private boolean slow = true;

                    @Override
                    public int next(int cap, boolean refused) {
                        slow &= !refused;
                        return slow ? 2 * cap : refused ? Math.max(1, cap / 2) : cap + 2;
                    }
                }),
                "it is to add one");
        wrong(
                Lesson06.question3(() -> {
                    throw new IllegalStateException("not written");
                }),
                "it threw");
        Rule shared = new SlowStart();
        wrong(Lesson06.question3(() -> shared), "what it remembers is shared");
    }

    @Test
    void theBoundIsLookedAtToo() {
        wrong(
                Lesson06.question3(() -> new Rule() {
                    private boolean slow = true;

                    @Override
                    public int next(int cap, boolean refused) {
                        slow &= !refused;
                        return slow ? 2 * cap : refused ? Math.max(6, cap / 2) : cap + 1;
                    }
                }),
                "where 1 pass");
    }

    @Test
    void roundsToAThousand() {
        right(Lesson06.question4(1000, 11));
        right(Lesson06.question4(999, 10));
        right(Lesson06.question4(1001, 11));
        wrong(Lesson06.question4(0, 11), "replace both zeros");
        wrong(Lesson06.question4(11, 1000), "wrong way round");
        wrong(Lesson06.question4(500, 11), "begins with one");
        wrong(Lesson06.question4(1000, 500), "it doubles what it has");
        wrong(Lesson06.question4(100, 11), "adding:");
        wrong(Lesson06.question4(1000, 7), "doubling:");
    }

    private static Verdict always(Rule rule) {
        Supplier<Rule> maker = () -> rule;
        return Lesson06.question3(maker);
    }
}
