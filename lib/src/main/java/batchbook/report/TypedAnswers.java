package batchbook.report;

import batchbook.Format;
import batchbook.Result;
import batchbook.answer.AnswerType;
import batchbook.answer.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers of a run as values. */
public final class TypedAnswers {
    private TypedAnswers() {}

    /** Those of the answered rows, in their order. */
    public static <T> List<T> values(Report report, Class<T> type) {
        AnswerType<?> asked =
                report.story().answerType().filter(known -> known.gives(type)).orElseGet(() -> AnswerType.of(type));
        List<T> values = new ArrayList<>();
        for (Result row : report.results()) {
            if (row.ok()) {
                values.add(type.cast(value(row, asked)));
            }
        }
        return values;
    }

    private static Object value(Result row, AnswerType<?> type) {
        try {
            return type.read(row.text());
        } catch (UnreadableAnswerException e) {
            throw new UnreadableAnswerException("row " + row.index() + " is not " + type + ": " + e.getMessage());
        }
    }

    /** What was left out of the answers to read them, in words; empty when all were as asked. */
    static Optional<String> leftOut(Report report) {
        return report.story().answerType().flatMap(type -> leftOut(report, type));
    }

    private static Optional<String> leftOut(Report report, AnswerType<?> type) {
        Map<String, Integer> counts = new TreeMap<>();
        int answers = 0;
        for (Result row : report.results()) {
            List<String> words = row.ok() ? leftOut(row.text(), type) : List.of();
            answers += words.isEmpty() ? 0 : 1;
            words.forEach(word -> counts.merge(word.startsWith("the field ") ? "fields" : word, 1, Integer::sum));
        }
        return answers == 0
                ? Optional.empty()
                : Optional.of(Format.plural(answers, "answer") + " had more than was asked, which was left out: "
                        + counts.entrySet().stream()
                                .map(count -> count.getKey() + " (" + Format.count(count.getValue()) + ")")
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private static List<String> leftOut(String text, AnswerType<?> type) {
        try {
            return type.reading(text).leftOut();
        } catch (UnreadableAnswerException e) {
            // Of a row that a journal has from another time.
            return List.of();
        }
    }
}
