package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Prompt;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a loop by hand has to give for six prompts, two of which fail. */
final class LoopRows {
    static final List<Prompt> PROMPTS = IntStream.rangeClosed(1, 6)
            .mapToObj(row -> Prompt.of("review " + row))
            .toList();

    private static final int ALL = PROMPTS.size();

    /** By the index of the prompt. */
    private static final Map<Integer, ErrorKind> FAILURES = Map.of(1, ErrorKind.BLOCKED, 4, ErrorKind.OVERLOADED);

    private LoopRows() {}

    /** Fails for the same prompts however often they are asked. */
    static ScriptedModel model() {
        return ScriptedModel.failing(FAILURES.entrySet().stream()
                .collect(Collectors.toMap(
                        failure -> PROMPTS.get(failure.getKey()).text(),
                        failure -> Collections.nCopies(100, failure.getValue()))));
    }

    /** What is wrong with the rows of a loop that asked every prompt once. */
    static Optional<String> problem(List<String> rows) {
        long told = FAILURES.entrySet().stream()
                .filter(failure ->
                        contains(rows, failure.getKey(), failure.getValue().name()))
                .count();
        boolean ordered = answers().allMatch(row -> hasAnswer(rows, row));
        boolean complete = answers().allMatch(row -> rows.contains(answer(row)));
        Verdict verdict = Check.begin()
                .mistake(rows.isEmpty(), "every prompt was asked, and no answer is in the list")
                .mistake(
                        rows.size() == ALL - FAILURES.size(),
                        "the list has the answers only: a prompt that failed needs a row, too")
                .mistake(rows.size() < ALL, "there are " + rows.size() + " rows for " + ALL + " prompts")
                .mistake(rows.size() > ALL, "there are " + rows.size() + " rows: one for each prompt, and no more")
                .mistake(
                        complete && !ordered,
                        "the rows are not in the order of the prompts: row 2 belongs to prompt 2, failed or not")
                .mistake(!ordered, "the list has not the texts of the answers")
                .mistake(told == 0, "the row of a prompt that failed does not tell the kind: the exception has it")
                .right(
                        told == FAILURES.size(),
                        "two prompts failed, each for a reason of its own, and only one is told right");
        return verdict.right() ? Optional.empty() : Optional.of(verdict.words());
    }

    private static IntStream answers() {
        return IntStream.range(0, ALL).filter(row -> !FAILURES.containsKey(row));
    }

    private static String answer(int row) {
        return "answer to " + PROMPTS.get(row).text();
    }

    private static boolean hasAnswer(List<String> rows, int row) {
        return contains(rows, row, answer(row));
    }

    /** A row may be null: a learner made the list. */
    private static boolean contains(List<String> rows, int row, String words) {
        return row < rows.size()
                && String.valueOf(rows.get(row)).toUpperCase(Locale.ROOT).contains(words.toUpperCase(Locale.ROOT));
    }
}
