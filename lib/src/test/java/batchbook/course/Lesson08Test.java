package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.ModelException;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.course.Exercise.Alarm;
import batchbook.course.Exercise.Cost;
import batchbook.course.Exercise.Resume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Right answers in all their forms, and typical wrong ones with the hint for each. */
@SuppressWarnings("NarrowCalculation") // mistakes of learners
class Lesson08Test {
    private static final Resume SOLUTION = (notes, prompts, model) -> {
        Map<String, String> known = notes.all();
        for (String prompt : prompts) {
            if (!known.containsKey(prompt)) {
                String answer = model.ask(Prompt.of(prompt)).text();
                notes.add(prompt, answer);
                known.put(prompt, answer);
            }
        }
        return prompts.stream().map(known::get).toList();
    };

    @Test
    void aLoopThatGoesOnWhereItStopped() {
        right(Lesson08.question1(SOLUTION));
        // Reads the file before each question, and goes on when one fails.
        right(Lesson08.question1((notes, prompts, model) -> {
            List<String> answers = new ArrayList<>();
            for (String prompt : prompts) {
                try {
                    if (notes.all().get(prompt) == null) {
                        notes.add(prompt, model.ask(Prompt.of(prompt)).text());
                    }
                    answers.add(notes.all().get(prompt));
                } catch (ModelException e) {
                    answers.add("");
                }
            }
            return answers;
        }));
    }

    @Test
    void aLoopThatAsksAllEachTime() {
        wrong(Lesson08.question1(Lesson08Test::askAll), "nothing stands in the notes");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    List<String> answers = askAll(notes, prompts, model);
                    for (int i = 0; i < answers.size(); i++) {
                        notes.add(prompts.get(i), answers.get(i));
                    }
                    return answers;
                }),
                "it paid for 4 answers that stood in the notes");
    }

    private static List<String> askAll(Notes notes, List<String> prompts, batchbook.Model model) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String prompt : prompts) {
            answers.add(model.ask(Prompt.of(prompt)).text());
        }
        return answers;
    }

    @Test
    void aLoopThatWritesAtItsEnd() {
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    Map<String, String> known = notes.all();
                    Map<String, String> fresh = new HashMap<>();
                    for (String prompt : prompts) {
                        if (!known.containsKey(prompt)) {
                            fresh.put(prompt, model.ask(Prompt.of(prompt)).text());
                        }
                    }
                    fresh.forEach(notes::add);
                    return prompts.stream().map(notes.all()::get).toList();
                }),
                "when did you write them down?");
    }

    @Test
    void aLoopThatCountsLines() {
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    List<String> answers = new ArrayList<>(notes.all().values());
                    for (String prompt : prompts.subList(answers.size(), prompts.size())) {
                        answers.add(model.ask(Prompt.of(prompt)).text());
                        notes.add(prompt, answers.get(answers.size() - 1));
                    }
                    return answers;
                }),
                "in another order and a new one in front");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    SOLUTION.answers(notes, prompts, model);
                    return List.copyOf(notes.all().values());
                }),
                "at the place of another prompt");
    }

    @Test
    void aLoopThatDoesNotKnowWhatItLearned() {
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    Map<String, String> known = notes.all();
                    for (String prompt : prompts) {
                        if (!known.containsKey(prompt)) {
                            notes.add(prompt, model.ask(Prompt.of(prompt)).text());
                        }
                    }
                    return prompts.stream().map(notes.all()::get).toList();
                }),
                "the same text stood twice in one list");
        wrong(
                Lesson08.question1((notes, prompts, model) ->
                        SOLUTION.answers(notes, List.copyOf(new java.util.LinkedHashSet<>(prompts)), model)),
                "both rows must have the answer");
    }

    @Test
    void aLoopThatLosesRows() {
        wrong(Lesson08.question1((notes, prompts, model) -> List.of()), "it gave a list of 0");
        wrong(Lesson08.question1((notes, prompts, model) -> null), "it gave null");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    List<String> answers = new ArrayList<>(SOLUTION.answers(notes, prompts, model));
                    Collections.reverse(answers);
                    return answers;
                }),
                "one for each prompt in their order");
        // Only what was missing is given back.
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    List<String> missing = prompts.stream()
                            .filter(prompt -> !notes.all().containsKey(prompt))
                            .toList();
                    return SOLUTION.answers(notes, missing, model);
                }),
                "give all answers again");
        // A failure is written down like an answer.
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    Map<String, String> known = notes.all();
                    for (String prompt : prompts) {
                        if (!known.containsKey(prompt)) {
                            String answer;
                            try {
                                answer = model.ask(Prompt.of(prompt)).text();
                            } catch (ModelException e) {
                                answer = "FAILED";
                            }
                            notes.add(prompt, answer);
                            known.put(prompt, answer);
                        }
                    }
                    return prompts.stream().map(known::get).toList();
                }),
                "it must ask the other two");
    }

    @Test
    void aLoopThatThrowsOrNeverEnds() {
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    throw new IllegalStateException("no idea");
                }),
                "it threw java.lang.IllegalStateException: no idea");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    while (true) {
                        model.ask(Prompt.of(prompts.get(0)));
                    }
                }),
                "it was stopped after 50 requests");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    askAll(notes, prompts, model);
                    return SOLUTION.answers(notes, prompts, model);
                }),
                "it asked 8 times for 4 prompts");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    if (!notes.all().isEmpty()) {
                        throw new IllegalStateException("not empty");
                    }
                    return SOLUTION.answers(notes, prompts, model);
                }),
                "run a second time, it threw");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    if (notes.all().size() == 4 && !notes.all().containsKey(prompts.get(0))) {
                        throw new IllegalStateException("another order");
                    }
                    return SOLUTION.answers(notes, prompts, model);
                }),
                "with the prompts in another order, it threw");
        wrong(
                Lesson08.question1((notes, prompts, model) -> {
                    if (notes.all().size() == 2) {
                        throw new IllegalStateException("half");
                    }
                    return SOLUTION.answers(notes, prompts, model);
                }),
                "give all four: it threw");
    }

    @Test
    void anAlarm() {
        right(Lesson08.question2((before, now) ->
                !now.over() && (now.answered() == before.answered() || now.failed() > 0.1 * now.done())));
        right(Lesson08.question2((before, now) -> {
            if (now.over()) {
                return false;
            }
            return now.answered() <= before.answered() || (double) now.failed() / (now.answered() + now.failed()) > 0.1;
        }));
        right(Lesson08.question2((before, now) ->
                !now.over() && (before.answered() == now.answered() || now.failed() * 10 > now.done())));
    }

    @Test
    void anAlarmThatMissesOrCriesWolf() {
        wrong(Lesson08.question2((before, now) -> false), "replace false");
        wrong(Lesson08.question2((before, now) -> true), "soon nobody listens");
        wrong(alarm((before, now) -> now.failed() > 0.1 * now.done()), "no answer came in five minutes");
        wrong(alarm((before, now) -> now.answered() == before.answered()), "a fifth of the finished prompts failed");
        wrong(
                alarm((before, now) -> now.failed() / now.done() > 0.1 || now.answered() == before.answered()),
                "it threw java.lang.ArithmeticException");
        wrong(
                alarm((before, now) ->
                        now.answered() == before.answered() || (now.done() > 0 && now.failed() / now.done() > 0.1)),
                "whole numbers divided");
        wrong(
                alarm((before, now) ->
                        now.answered() == before.answered() || (double) now.failed() / now.total() > 0.1),
                "finished is not all that are to be asked");
        wrong(alarm((before, now) -> now.answered() == before.answered() || now.failed() > 0), "few prompts failed");
        wrong(
                alarm((before, now) -> now.answered() == before.answered() || now.failed() > 0.1 * now.answered()),
                "answered and failed ones together");
        wrong(
                alarm((before, now) -> now.done() == before.done() || now.failed() > 0.1 * now.done()),
                "none with an answer");
        wrong(
                Lesson08.question2(
                        (before, now) -> now.answered() == before.answered() || now.failed() > 0.1 * now.done()),
                "a run that is over");
        wrong(alarm((before, now) -> now.answered() > before.answered()), "all goes well, and it rings");
    }

    private static Verdict alarm(Alarm code) {
        return Lesson08.question2((before, now) -> !now.over() && code.rings(before, now));
    }

    @Test
    void aBill() {
        right(Lesson08.question3(t -> t.in() / 1e6 * 0.10 + (t.out() + t.thinking()) / 1e6 * 0.40));
        right(Lesson08.question3(t -> (t.in() * 0.10 + (t.out() + t.thinking()) * 0.40) / 1_000_000));
        right(Lesson08.question3(Price.perMillion(0.10, 0.40)::of));
        // In whole cents.
        right(Lesson08.question3(t -> Math.round(Price.perMillion(0.10, 0.40).of(t) * 100) / 100.0));
    }

    @Test
    void aBillThatIsWrong() {
        wrong(Lesson08.question3(t -> 0), "replace the zero");
        wrong(bill(t -> t.in() * 0.10 + t.out() * 0.40), "what the model thinks is not on your bill");
        wrong(bill(t -> (t.in() + t.thinking()) * 0.10 + t.out() * 0.40), "no part of your prompt");
        wrong(bill(t -> t.in() * 0.40 + (t.out() + t.thinking()) * 0.10), "swapped");
        wrong(bill(t -> t.in() * 0.40 + t.out() * 0.10 + t.thinking() * 0.40), "swapped");
        wrong(
                Lesson08.question3(t -> t.in() * 0.10 + (t.out() + t.thinking()) * 0.40),
                "for a million tokens, and not for each");
        wrong(
                Lesson08.question3(t -> t.in() / 1_000_000 * 0.10 + (t.out() + t.thinking()) / 1_000_000 * 0.40),
                "a whole number in Java");
        wrong(bill(t -> t.total() * 0.25), "for 25,500,000 tokens in and no others it says 6.375 dollars");
        wrong(
                Lesson08.question3(t -> {
                    throw new IllegalStateException("no price");
                }),
                "it threw java.lang.IllegalStateException: no price");
    }

    private static Verdict bill(Cost perMillion) {
        return Lesson08.question3(tokens -> perMillion.of(tokens) / 1e6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {33, 33.0})
    void theMinuteOfTheLast(double minutes) {
        right(Lesson08.question4(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, replace the zero",
        "34, how long does the first of them wait",
        "33.333, a group goes at once",
        "33.3, a group goes at once",
        "32, one too few",
        "7500, not 15 minutes for each prompt",
        "1980, not in seconds",
        "500, in which group is number 500"
    })
    void aMinuteThatIsNotTheLasts(double minutes, String hint) {
        wrong(Lesson08.question4(minutes), hint);
    }
}
