package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.virtual.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lesson04Test {
    @Test
    void theLoopMayBeWrittenInManyWays() {
        assertThat(Lesson04.question1(Lesson04Test::loop).right()).isTrue();
        assertThat(Lesson04.question1(Lesson04Test::askedAgain).right()).isTrue();
        assertThat(Lesson04.question1(Lesson04Test::keepsTheLastKind).right()).isTrue();
    }

    private static String loop(Model model, String prompt, int tries) throws Exception {
        return loop(model, prompt, tries, 2, true, true);
    }

    private static String loop(Model model, String prompt, int tries, int factor, boolean kinds, boolean early)
            throws Exception {
        long wait = 1;
        for (int number = 1; ; number++) {
            try {
                return model.ask(Prompt.of(prompt)).text();
            } catch (ModelException e) {
                boolean over = number == tries || (kinds && !e.kind().worthRetrying());
                if (over && early) {
                    return "FAILED: " + e.kind();
                }
                model.time().sleep(Duration.ofSeconds(wait));
                if (over) {
                    return "FAILED: " + e.kind();
                }
                wait *= factor;
            }
        }
    }

    private static String askedAgain(Model model, String prompt, int tries) throws Exception {
        return again(model, prompt, tries, Duration.ofSeconds(1));
    }

    private static String again(Model model, String prompt, int left, Duration wait) throws Exception {
        try {
            return model.ask(Prompt.of(prompt)).text();
        } catch (ModelException e) {
            if (left == 1 || !e.kind().worthRetrying()) {
                return "FAILED: " + e.kind();
            }
        }
        model.time().sleep(wait);
        return again(model, prompt, left - 1, wait.multipliedBy(2));
    }

    private static String keepsTheLastKind(Model model, String prompt, int tries) throws Exception {
        ErrorKind last = ErrorKind.UNEXPECTED;
        for (int i = 0; i < tries; i++) {
            if (i > 0) {
                model.time().sleep(Duration.ofMillis(1000L << (i - 1)));
            }
            try {
                return model.ask(Prompt.of(prompt)).text();
            } catch (ModelException e) {
                last = e.kind();
                if (!last.worthRetrying()) {
                    break;
                }
            }
        }
        return "FAILED: " + last;
    }

    @Test
    void aLoopThatIsWrongHearsWhy() {
        wrong((model, prompt, tries) -> "", "replace the starter");
        wrong((model, prompt, tries) -> model.ask(Prompt.of(prompt)).text(), "it threw");
        wrong((model, prompt, tries) -> forever(model, prompt), "it was stopped after 50 requests");
        wrong((model, prompt, tries) -> loop(model, prompt, tries - 1), "there were only 2");
        wrong((model, prompt, tries) -> loop(model, prompt, tries + 1), "was asked 5 times");
        wrong((model, prompt, tries) -> loop(model, prompt, tries, 2, false, true), "BLOCKED was asked again");
        wrong((model, prompt, tries) -> loop(model, prompt, tries, 1, true, true), "all waits are the same");
        wrong((model, prompt, tries) -> loop(model, prompt, tries, 0, true, true), "it should wait 1, 2, 4 and 8");
        wrong((model, prompt, tries) -> loop(model, prompt, tries, 3, true, true), "its waits are 1.0, 3.0, 9.0, 27.0");
        wrong((model, prompt, tries) -> loop(model, prompt, tries, 2, true, false), "after its last try");
        wrong((model, prompt, tries) -> loop(hurried(model), prompt, tries), "it does not wait between");
        wrong(
                (model, prompt, tries) ->
                        loop(model, prompt, tries).startsWith("FAILED") ? "FAILED" : "answer to " + prompt,
                "say FAILED: and the kind");
        wrong((model, prompt, tries) -> loop(model, prompt, tries) + " ", "does not return the text");
        wrong(Lesson04Test::asksTwice, "that answered at once was asked 2 times");
        wrong(Lesson04Test::losesALateAnswer, "and it was not returned");
        wrong(Lesson04Test::onlyWhenOverloaded, "TIMEOUT was not asked again");
        wrong(Lesson04Test::throwsInTheEnd, "the model never answers, tries = 4: it threw");
        wrong(Lesson04Test::throwsWhenBlocked, "on BLOCKED it threw");
        wrong(Lesson04Test::waitsLate, "there is no wait after the first failure");
        wrong(Lesson04Test::throwsAtTheSecond, "the model has too much to do twice, and it threw");
    }

    private static void wrong(Lesson04.Loop loop, String hint) {
        Verdict verdict = Lesson04.question1(loop);
        assertThat(verdict.right()).isFalse();
        assertThat(verdict.words()).contains(hint);
    }

    private static String forever(Model model, String prompt) throws Exception {
        while (true) {
            try {
                return model.ask(Prompt.of(prompt)).text();
            } catch (ModelException e) {
                model.time().sleep(Duration.ofSeconds(1));
            }
        }
    }

    /** Waits for it take no time of the model's. */
    private static Model hurried(Model model) {
        Time other = Time.virtual(VirtualClock.start(Instant.EPOCH, 1e9));
        return new Model() {
            @Override
            public Reply ask(Prompt prompt) throws Exception {
                return model.ask(prompt);
            }

            @Override
            public Time time() {
                return other;
            }
        };
    }

    private static String asksTwice(Model model, String prompt, int tries) throws Exception {
        model.ask(Prompt.of(prompt));
        return model.ask(Prompt.of(prompt)).text();
    }

    private static String losesALateAnswer(Model model, String prompt, int tries) throws Exception {
        try {
            return model.ask(Prompt.of(prompt)).text();
        } catch (ModelException e) {
            loop(model, prompt, tries - 1);
            return "FAILED: " + e.kind();
        }
    }

    private static String onlyWhenOverloaded(Model model, String prompt, int tries) throws Exception {
        for (int number = 1; ; number++) {
            try {
                return model.ask(Prompt.of(prompt)).text();
            } catch (ModelException e) {
                if (number == tries || e.kind() != ErrorKind.OVERLOADED) {
                    return "FAILED: " + e.kind();
                }
                model.time().sleep(Duration.ofSeconds(1L << (number - 1)));
            }
        }
    }

    private static String throwsInTheEnd(Model model, String prompt, int tries) throws Exception {
        String text = loop(model, prompt, tries);
        if (text.startsWith("FAILED")) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    private static String throwsWhenBlocked(Model model, String prompt, int tries) throws Exception {
        String text = loop(model, prompt, tries);
        if (text.equals("FAILED: BLOCKED")) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    private static String throwsAtTheSecond(Model model, String prompt, int tries) throws Exception {
        try {
            return model.ask(Prompt.of(prompt)).text();
        } catch (ModelException e) {
            return model.ask(Prompt.of(prompt)).text();
        }
    }

    private static String waitsLate(Model model, String prompt, int tries) throws Exception {
        for (int number = 1; ; number++) {
            try {
                return model.ask(Prompt.of(prompt)).text();
            } catch (ModelException e) {
                if (number == tries || !e.kind().worthRetrying()) {
                    return "FAILED: " + e.kind();
                }
                model.time().sleep(Duration.ofSeconds(number - 1));
            }
        }
    }

    @Test
    void theWaitIsDrawnUpToABoundThatDoubles() {
        assertThat(Lesson04.question2((n, random) -> random.nextDouble() * Math.min(60, Math.pow(2, n - 1)))
                        .right())
                .isTrue();
        assertThat(Lesson04.question2((n, random) -> random.nextDouble((double) Math.min(60, 1L << Math.min(n - 1, 6))))
                        .right())
                .isTrue();
        // In whole milliseconds.
        assertThat(Lesson04.question2((n, random) ->
                                random.nextInt(1 + (int) Math.min(60_000, 1000 * Math.pow(2, n - 1))) / 1000.0)
                        .right())
                .isTrue();
    }

    @Test
    void aWaitThatIsWrongHearsWhy() {
        wrongWait((n, random) -> 0, "replace the zero");
        wrongWait((n, random) -> Math.min(60, Math.pow(2, n - 1)), "the same each time");
        wrongWait((n, random) -> random.nextDouble(), "it does not grow");
        wrongWait((n, random) -> (0.5 + random.nextDouble() / 2) * bound(n), "full jitter draws from all");
        wrongWait((n, random) -> random.nextDouble() * bound(n + 1), "the bound is 1 second");
        wrongWait((n, random) -> random.nextDouble() * Math.min(60, n), "each is to be twice the one before");
        wrongWait((n, random) -> random.nextDouble() * Math.pow(2, n - 1), "longer than 60 seconds");
        wrongWait((n, random) -> random.nextDouble() * Math.min(60, 1 << (n - 1)), "does a number overflow");
        wrongWait((n, random) -> random.nextDouble() * Math.min(60, Math.pow(3, n - 1)), "1, 2, 4, 8 seconds");
        wrongWait((n, random) -> -random.nextDouble() * bound(n), "replace the zero|below zero");
        wrongWait((n, random) -> (random.nextDouble() - 0.5) * bound(n), "below zero");
        wrongWait((n, random) -> random.nextInt(0), "it threw an exception");
    }

    private static double bound(int failures) {
        return Math.min(60, Math.pow(2, failures - 1));
    }

    private static void wrongWait(Lesson04.Wait wait, String hint) {
        Verdict verdict = Lesson04.question2(wait);
        assertThat(verdict.right()).isFalse();
        assertThat(verdict.words()).containsPattern(hint);
    }

    @Test
    void theShareThatIsLostMayBeRounded() {
        for (double right : new double[] {0.027, Math.pow(0.3, 3), 0.3 * 0.3 * 0.3, 2.7, 0.03, 3, 0.0270001}) {
            assertThat(Lesson04.question3(right).right()).as("%s", right).isTrue();
        }
        wrongShare(0, "replace");
        wrongShare(0.9, "three times");
        wrongShare(0.09, "after two tries");
        wrongShare(0.3, "after one try");
        wrongShare(0.973, "with an answer");
        wrongShare(97.3, "with an answer");
        wrongShare(0.343, "all succeed");
        wrongShare(0.0081, "fails, and its second");
        wrongShare(new Random(1).nextDouble(), "fails, and its second");
    }

    private static void wrongShare(double share, String hint) {
        Verdict verdict = Lesson04.question3(share);
        assertThat(verdict.right()).isFalse();
        assertThat(verdict.words()).contains(hint);
    }
}
