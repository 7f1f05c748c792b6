package batchbook.course;

import batchbook.course.Exercise.Line;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives code that is to join rows and the lines of a job's results by their keys what jobs really bring. */
record JoinTrial(Exercise.Join code) {
    private static final List<String> KEYS = List.of("F1", "F2", "F3");

    private record Case(List<Line> lines, List<String> wanted, String words) {}

    private static Line line(String key) {
        return new Line(key, "answer to " + key);
    }

    private static final List<String> ALL = List.of("answer to F1", "answer to F2", "answer to F3");

    private static final List<Case> CASES = List.of(
            new Case(List.of(line("F1"), line("F2"), line("F3")), ALL, "the lines came in the order of the keys"),
            new Case(
                    List.of(line("F3"), line("F1"), line("F2")),
                    ALL,
                    "the lines came in another order, and an answer stood beside the key of another row"),
            new Case(
                    List.of(line("F3"), line("F1")),
                    List.of("answer to F1", "", "answer to F3"),
                    "a row had no line: its text must be \"\", and the others must keep theirs"),
            new Case(
                    List.of(new Line("", "whose?"), line("F2"), line("F1"), line("F3")),
                    ALL,
                    "a line had no key: nobody knows whose it is, so no row gets it"),
            new Case(
                    List.of(line("F2"), new Line("", "whose?"), line("F1")),
                    List.of("answer to F1", "answer to F2", ""),
                    "a line had no key: it must not fill the gap of a row that has none"),
            new Case(
                    List.of(line("F9"), line("F2"), line("F1"), line("F3")),
                    ALL,
                    "a line had a key that nobody asked for: no row gets it"),
            new Case(
                    List.of(line("F1"), line("F2"), line("F3"), new Line("F2", "a second answer")),
                    ALL,
                    "a key came twice: the first line counts"));

    Optional<String> mistake() {
        for (Case shown : CASES) {
            Optional<String> wrong = mistake(shown);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> mistake(Case shown) {
        Trial<List<@Nullable String>> trial = Trial.of(() -> code.texts(KEYS, shown.lines()));
        if (trial.problem().isPresent()) {
            return trial.problem().map(problem -> shown.words() + ": " + problem);
        }
        List<@Nullable String> given = trial.value();
        if (given == null) {
            return Optional.of("it gave null: a list, please, with a text for each key");
        }
        if (given.size() != KEYS.size()) {
            return Optional.of(
                    "there are " + KEYS.size() + " keys, and " + shown.lines().size()
                            + " lines came: it must give a text for each key, and it gave a list of " + given.size());
        }
        return given.equals(shown.wanted()) ? Optional.empty() : Optional.of(shown.words() + "; it gave " + given);
    }
}
