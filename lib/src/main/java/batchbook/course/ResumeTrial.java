package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a loop that is to go on where it stopped, and says what it loses or pays for twice. */
record ResumeTrial(Exercise.Resume code) {
    private static final List<String> PROMPTS =
            List.of("Is the flask good?\nOne word.", "Is the kettle loud?", "Is the pan heavy?", "Is the bag blue?");
    private static final List<String> TURNED =
            List.of("Is the scale exact?", PROMPTS.get(3), PROMPTS.get(2), PROMPTS.get(1), PROMPTS.get(0));
    private static final int MOST = 50;

    /** What the code gave, and what it asked for that. */
    private record Visit(Trial<List<String>> trial, List<String> asked) {
        Optional<String> problem() {
            return trial.problem();
        }

        boolean answers(List<String> prompts) {
            return prompts.stream().map(ResumeTrial::answer).toList().equals(trial.value());
        }
    }

    Optional<String> mistake() {
        Notes notes = Notes.temporary();
        return first(notes)
                .or(() -> again(notes))
                .or(this::cutShort)
                .or(() -> inAnotherOrder(notes))
                .or(this::twiceInAList);
    }

    private Optional<String> first(Notes notes) {
        Visit visit = run(notes, PROMPTS);
        if (visit.problem().isPresent()) {
            return visit.problem();
        }
        if (!visit.answers(PROMPTS)) {
            return Optional.of("on a fresh file it must give " + PROMPTS.size() + " answers, one for each prompt in"
                    + " their order; it gave " + size(visit.trial().value()));
        }
        if (visit.asked().size() > PROMPTS.size()) {
            return Optional.of(
                    "on a fresh file it asked " + visit.asked().size() + " times for " + PROMPTS.size() + " prompts");
        }
        return notes.all().isEmpty()
                ? Optional.of("it has the answers, but nothing stands in the notes: run twice, it pays twice")
                : Optional.empty();
    }

    private Optional<String> again(Notes notes) {
        Visit visit = run(notes, PROMPTS);
        if (visit.problem().isPresent()) {
            return visit.problem().map(problem -> "run a second time, " + problem);
        }
        if (!visit.asked().isEmpty()) {
            return Optional.of("run a second time, it paid for " + visit.asked().size()
                    + " answers that stood in the notes already");
        }
        return visit.answers(PROMPTS)
                ? Optional.empty()
                : Optional.of("run a second time, it must give all answers again, from the notes; it gave "
                        + size(visit.trial().value()));
    }

    private Optional<String> cutShort() {
        Notes notes = Notes.temporary();
        run(notes, PROMPTS, 2);
        int kept = notes.all().size();
        if (kept < 2) {
            return Optional.of("the model died after two answers, and " + kept + " of them stood in the notes:"
                    + " when did you write them down?");
        }
        Visit visit = run(notes, PROMPTS);
        return visit.problem().isEmpty()
                        && visit.answers(PROMPTS)
                        && visit.asked().equals(PROMPTS.subList(2, 4))
                ? Optional.empty()
                : Optional.of(
                        "the model died after two answers; run again, it must ask the other two and give all" + " four"
                                + visit.problem().map(problem -> ": " + problem).orElse(""));
    }

    private Optional<String> inAnotherOrder(Notes notes) {
        Visit visit = run(notes, TURNED);
        if (visit.problem().isPresent()) {
            return visit.problem().map(problem -> "with the prompts in another order, " + problem);
        }
        if (!visit.asked().equals(TURNED.subList(0, 1))) {
            return Optional.of("with the prompts in another order and a new one in front, it must ask the new one and"
                    + " no other");
        }
        return visit.answers(TURNED)
                ? Optional.empty()
                : Optional.of("with the prompts in another order, an answer stood at the place of another prompt");
    }

    private Optional<String> twiceInAList() {
        List<String> twice = List.of(PROMPTS.get(1), PROMPTS.get(2), PROMPTS.get(1));
        Visit visit = run(Notes.temporary(), twice);
        if (new HashSet<>(visit.asked()).size() < visit.asked().size()) {
            return Optional.of("the same text stood twice in one list and was paid for twice: the loop must know what"
                    + " it has just learned, too");
        }
        return visit.answers(twice)
                ? Optional.empty()
                : Optional.of("when the same text stands twice in one list, both rows must have the answer");
    }

    private Visit run(Notes notes, List<String> prompts) {
        return run(notes, prompts, MOST);
    }

    /** @param answers after so many the model is dead */
    private Visit run(Notes notes, List<String> prompts, int answers) {
        ScriptedModel counted = ScriptedModel.answering(prompt -> Duration.ofMillis(100), MOST);
        Model mortal = prompt -> {
            Reply reply = counted.ask(prompt);
            if (counted.asked().size() > answers) {
                throw ModelException.of(ErrorKind.NETWORK, "the model is gone");
            }
            return reply;
        };
        Trial<List<String>> trial = Trial.of(() -> code.answers(notes, prompts, mortal));
        return new Visit(
                trial, counted.asked().stream().map(ScriptedModel.Asked::text).toList());
    }

    private static String answer(String prompt) {
        return "answer to " + prompt;
    }

    private static String size(@Nullable List<String> answers) {
        return answers == null ? "null" : "a list of " + answers.size();
    }
}
