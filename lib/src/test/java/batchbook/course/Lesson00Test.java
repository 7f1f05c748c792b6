package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.Attempt;
import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.view.Tables;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lesson00Test {
    private static final int PROMPTS = 12;

    @Test
    void rowsThatWereTriedMoreThanOnceAreCountedInAnyWay() {
        right(Lesson00.question1(run -> run.metrics().retried()));
        right(Lesson00.question1(
                run -> run.results().stream().filter(Result::retried).count()));
        right(Lesson00.question1(run -> Tables.of(run)
                .where(Tables.of(run).intColumn("attempts").isGreaterThan(1))
                .rowCount()));
        right(Lesson00.question1(run -> {
            int count = 0;
            for (Result row : run) {
                if (row.attempts().size() > 1) {
                    count++;
                }
            }
            return count;
        }));
    }

    @Test
    void typicalWrongCountsOfRowsGetAHintOfTheirOwn() {
        wrong(Lesson00.question1(run -> 0), "replace the zero");
        wrong(Lesson00.question1(run -> 3), "the same number for every run");
        wrong(Lesson00.question1(run -> run.failed().size()), "rows without an answer");
        wrong(Lesson00.question1(run -> run.metrics().attempts()), "all requests added up");
        wrong(Lesson00.question1(run -> run.metrics().attempts() - run.size()), "tried three times is one row");
        wrong(
                Lesson00.question1(run -> run.results().stream()
                        .filter(row -> row.attempts().size() == 1)
                        .count()),
                "with a single try");
        wrong(
                Lesson00.question1(run -> run.answered().stream()
                        .filter(row -> row.attempts().size() > 1)
                        .count()),
                "may have been tried more than once, too");
        wrong(
                Lesson00.question1(run -> run.results().stream()
                        .filter(row -> row.attempts().size() > 2)
                        .count()),
                "more than one try");
        wrong(Lesson00.question1(run -> run.get(5).attempts().size()), "on a run of 4 rows it threw");
        wrong(
                Lesson00.question1(run -> run.results().stream()
                        .map(Result::attempts)
                        .map(List<Attempt>::size)
                        .max(Integer::compare)
                        .orElse(0)),
                "on other runs");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.02, 0.99})
    void theSpeedUpOfAWorkerForEachPromptMayBeRounded(double share) {
        Run slow = run(1);
        Run all = run(PROMPTS);
        right(Lesson00.question2(slow, all, share * all.speedUp(slow).orElseThrow()));
        right(Lesson00.question2(
                slow, run(PROMPTS + 5), share * all.speedUp(slow).orElseThrow()));
    }

    /** One after another takes 12 x 0.1 s and once 0.9 s, all at once 0.9 s: 2.22 times faster. */
    @ParameterizedTest
    @CsvSource({
        "0, replace the zero",
        "12, how many workers there are",
        "0.45, the other way round",
        "1.11, how many seconds it saves",
        "0.185, for each worker",
        "2, divide numbers with a fraction",
        "5, compare the wall time",
    })
    void typicalWrongSpeedUpsGetAHintOfTheirOwn(double faster, String hint) {
        wrong(Lesson00.question2(run(1), run(PROMPTS), faster), hint);
    }

    @Test
    void underWayOnAverageIsNoSpeedUp() {
        // Where requests take longer side by side the two differ.
        Run slow = Batch.of(ScriptedModel.answering(prompt -> Duration.ofMillis(50), 50))
                .workers(1)
                .progress(Progress.none())
                .run(prompts());
        Run all = run(PROMPTS);
        wrong(Lesson00.question2(slow, all, all.metrics().meanInFlight()), "under way on average");
    }

    @Test
    void theRunMustHaveAWorkerForEachPromptAndTheSamePrompts() {
        wrong(Lesson00.question2(run(1), run(5), 0), "this run has 5 workers for 12 prompts");
        wrong(Lesson00.question2(run(1), run(1), 1), "this run has 1 worker for 12 prompts");
        Run others =
                Batch.of(model()).workers(PROMPTS).progress(Progress.none()).run(List.of("a", "b"));
        wrong(Lesson00.question2(run(1), others, 3), "ask the same prompts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F002", " f002 ", "F004"})
    void anyReviewThatWasCalledNeutralIsRight(String id) {
        right(Lesson00.question3(answered(), id));
    }

    @ParameterizedTest
    @CsvSource({
        "'', replace the empty text",
        "'F002, F004', one id is enough",
        "2, that is a number",
        "F099, no row of the run has this id",
        "F003, was answered Positive",
        "F005, has no answer",
    })
    void typicalWrongIdsGetAHintOfTheirOwn(String id, String hint) {
        wrong(Lesson00.question3(answered(), id), hint);
    }

    private static Run answered() {
        Model model = prompt -> {
            if (prompt.text().equals("text 5")) {
                throw ModelException.of(ErrorKind.BLOCKED, "blocked");
            }
            return Reply.of(prompt.text().matches("text [24]") ? "Neutral." : "Positive");
        };
        List<Prompt> prompts = IntStream.rangeClosed(1, 5)
                .mapToObj(row -> Prompt.of("text " + row).label("id", "F00" + row))
                .toList();
        return Batch.of(model).workers(2).progress(Progress.none()).run(prompts);
    }

    private static List<String> prompts() {
        return IntStream.range(0, PROMPTS).mapToObj(row -> "row " + row).toList();
    }

    private static ScriptedModel model() {
        return ScriptedModel.answering(prompt -> Duration.ofMillis(prompt.text().equals("row 3") ? 900 : 100), 50);
    }

    private static Run run(int workers) {
        return Batch.of(model()).workers(workers).progress(Progress.none()).run(prompts());
    }
}
