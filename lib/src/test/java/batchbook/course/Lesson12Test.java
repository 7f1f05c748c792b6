package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.course.Exercise.Join;
import batchbook.course.Exercise.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Right answers in all their forms, and typical wrong ones with the hint for each. */
class Lesson12Test {
    private static final Join SOLUTION = (keys, lines) -> {
        Map<String, String> texts = new HashMap<>();
        for (Line line : lines) {
            texts.putIfAbsent(line.key(), line.text());
        }
        return keys.stream().map(key -> texts.getOrDefault(key, "")).toList();
    };

    @Test
    void answersJoinedByTheirKeys() {
        right(Lesson12.question1(SOLUTION));
        // A search for each key.
        right(Lesson12.question1((keys, lines) -> {
            List<String> texts = new ArrayList<>();
            for (String key : keys) {
                texts.add(lines.stream()
                        .filter(line -> line.key().equals(key))
                        .map(Line::text)
                        .findFirst()
                        .orElse(""));
            }
            return texts;
        }));
        // A map that has a place for each key before.
        right(Lesson12.question1((keys, lines) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            keys.forEach(key -> texts.put(key, ""));
            lines.forEach(
                    line -> texts.computeIfPresent(line.key(), (key, text) -> text.isEmpty() ? line.text() : text));
            return new ArrayList<>(texts.values());
        }));
    }

    @Test
    void answersJoinedByTheirPlace() {
        wrong(Lesson12.question1((keys, lines) -> texts(lines)), "beside the key of another row");
        // A gap is filled with what has no key.
        wrong(
                Lesson12.question1((keys, lines) -> {
                    List<String> texts = new ArrayList<>(SOLUTION.texts(keys, lines));
                    for (Line line : lines) {
                        if (line.key().isEmpty() && texts.contains("")) {
                            texts.set(texts.indexOf(""), line.text());
                        }
                    }
                    return texts;
                }),
                "must not fill the gap");
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void answersThatAreLostOrTooMany() {
        wrong(Lesson12.question1((keys, lines) -> List.of()), "it gave a list of 0");
        wrong(Lesson12.question1((keys, lines) -> null), "it gave null");
        wrong(
                Lesson12.question1((keys, lines) -> {
                    Map<String, String> texts =
                            lines.stream().collect(Collectors.toMap(Line::key, Line::text, (first, second) -> first));
                    return keys.stream().map(texts::get).toList();
                }),
                "its text must be \"\"");
        wrong(
                Lesson12.question1((keys, lines) -> {
                    Map<String, String> texts = lines.stream().collect(Collectors.toMap(Line::key, Line::text));
                    return keys.stream().map(key -> texts.getOrDefault(key, "")).toList();
                }),
                "a key came twice: the first line counts: it threw java.lang.IllegalStateException");
        wrong(
                Lesson12.question1((keys, lines) -> {
                    Map<String, String> texts = new HashMap<>();
                    lines.forEach(line -> texts.put(line.key(), line.text()));
                    return keys.stream().map(key -> texts.getOrDefault(key, "")).toList();
                }),
                "the first line counts");
        wrong(
                Lesson12.question1((keys, lines) -> lines.stream()
                        .sorted(Comparator.comparing(Line::key))
                        .map(Line::text)
                        .toList()),
                "it gave a list of 2");
    }

    private static String way(long rows, long perMinute, Duration until, double dollars, double budget) {
        if (until.toHours() >= 24 && dollars / 2 <= budget) {
            return "overnight";
        }
        return rows <= until.toMinutes() * perMinute && dollars <= budget ? "live" : "neither";
    }

    @Test
    void theCheapestWayThatWillDo() {
        right(Lesson12.question3(Lesson12Test::way));
        right(Lesson12.question3((rows, perMinute, until, dollars, budget) -> {
            boolean inTime = rows / (double) perMinute <= until.toMillis() / 60_000.0;
            boolean byTomorrow = until.compareTo(Duration.ofDays(1)) >= 0;
            if (byTomorrow && dollars * 0.5 <= budget) {
                return "OVERNIGHT";
            }
            return inTime && dollars <= budget ? "LIVE" : "NEITHER";
        }));
    }

    @Test
    void aWayThatIsTooDearOrTooLate() {
        wrong(Lesson12.question3((rows, perMinute, until, dollars, budget) -> "live"), "the same of everything");
        wrong(Lesson12.question3((rows, perMinute, until, dollars, budget) -> null), "and no other word");
        wrong(Lesson12.question3((rows, perMinute, until, dollars, budget) -> "both"), "and no other word");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                        rows <= until.toMinutes() * perMinute && dollars <= budget
                                ? "live"
                                : way(rows, perMinute, until, dollars, budget)),
                "take the cheaper one");
        wrong(
                Lesson12.question3(
                        (rows, perMinute, until, dollars, budget) -> dollars / 2 <= budget ? "overnight" : "neither"),
                "a job may take a day");
        wrong(
                with((one, until) -> until.toHours() >= 24 ? one : "live"),
                "50,000 rows at 15 a minute take longer than 8 hours");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                        way(rows, perMinute, until, dollars, dollars <= budget ? budget : 0)),
                "asked at half");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                        until.toHours() >= 24 ? "overnight" : way(rows, perMinute, until, dollars, budget)),
                "half of 20 dollars is more than 5");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                        way(rows, perMinute, until, dollars, until.toHours() < 24 ? 100 : budget)),
                "only live is in time");
        wrong(with((one, until) -> until.toHours() == 24 ? "live" : one), "exactly a day, and exactly the budget");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) -> rows > until.toMinutes() * perMinute
                        ? "neither"
                        : way(rows, perMinute, until, dollars, budget)),
                "15 requests a minute are a limit of live requests");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                        way(rows, perMinute, Duration.ofHours(until.toHours()), dollars, budget)),
                "do not round the time");
        wrong(
                Lesson12.question3((rows, perMinute, until, dollars, budget) -> {
                    throw new IllegalStateException("no idea");
                }),
                "it threw java.lang.IllegalStateException: no idea");
    }

    private static Verdict with(BiFunction<String, Duration, String> change) {
        return Lesson12.question3((rows, perMinute, until, dollars, budget) ->
                change.apply(way(rows, perMinute, until, dollars, budget), until));
    }

    @Test
    void whatAJobAndItsRepairsCost() {
        right(Lesson12.question4(21.2));
        right(Lesson12.question4(40 * 0.5 + 0.03 * 40));
    }

    @ParameterizedTest
    @CsvSource({
        "0, replace the zero",
        "20, asked live after it",
        "20.6, was paid for in the job",
        "40, costs half",
        "41.2, costs half",
        "1.2, and the job?",
        "32, three of a hundred",
        "2120, not in cents",
        "23, add two things"
    })
    void aSumThatIsWrong(double dollars, String hint) {
        wrong(Lesson12.question4(dollars), hint);
    }
}
