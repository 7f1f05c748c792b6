package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;

import batchbook.Batch;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lesson01Test {
    private static final Duration REST = Duration.ofSeconds(3);

    @Test
    void aLoopThatKeepsEveryRowIsRightInAnyForm() {
        right(Lesson01.question1((model, prompts) -> {
            List<String> rows = new ArrayList<>();
            for (Prompt prompt : prompts) {
                try {
                    rows.add(model.ask(prompt).text());
                } catch (ModelException e) {
                    rows.add("FAILED: " + e.kind());
                }
            }
            return rows;
        }));
        right(Lesson01.question1((model, prompts) -> {
            String[] rows = new String[prompts.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = textOrKind(model, prompts.get(i));
            }
            return Arrays.asList(rows);
        }));
        right(Lesson01.question1((model, prompts) ->
                prompts.stream().map(prompt -> textOrKind(model, prompt)).toList()));
    }

    @Test
    void typicalWrongLoopsGetAHintOfTheirOwn() {
        wrong(Lesson01.question1((model, prompts) -> new ArrayList<>()), "the list is empty");
        wrong(
                Lesson01.question1((model, prompts) -> List.of("a", "b", "c", "d", "e", "f")),
                "use the model and the prompts that the method is given");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = new ArrayList<>();
                    for (Prompt prompt : prompts) {
                        rows.add(model.ask(prompt).text());
                    }
                    return rows;
                }),
                "asked 2 of 6 prompts and then ended with the exception");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = new ArrayList<>();
                    try {
                        for (Prompt prompt : prompts) {
                            rows.add(model.ask(prompt).text());
                        }
                    } catch (ModelException e) {
                        rows.add("" + e.kind());
                    }
                    return rows;
                }),
                "does the try stand outside the loop?");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    while (true) {
                        model.ask(prompts.get(0));
                    }
                }),
                "it was stopped after 50 requests");
        wrong(Lesson01.question1((model, prompts) -> ask(model, prompts, "", 2)), "sent 12 requests");
    }

    @Test
    void typicalWrongRowsGetAHintOfTheirOwn() {
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = ask(model, prompts, "-", 1);
                    rows.removeIf("-"::equals);
                    return rows;
                }),
                "has the answers only");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = ask(model, prompts, "-", 1);
                    rows.removeIf("-"::equals);
                    rows.addAll(List.of("BLOCKED", "OVERLOADED"));
                    return rows;
                }),
                "not in the order of the prompts");
        wrong(Lesson01.question1((model, prompts) -> ask(model, prompts, "FAILED", 1)), "does not tell the kind");
        wrong(Lesson01.question1((model, prompts) -> ask(model, prompts, "BLOCKED", 1)), "only one is told right");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    ask(model, prompts, "", 1);
                    return new ArrayList<>();
                }),
                "no answer is in the list");
        wrong(
                Lesson01.question1(
                        (model, prompts) -> ask(model, prompts, "", 1).subList(0, 3)),
                "there are 3 rows for 6 prompts");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = ask(model, prompts, "", 1);
                    rows.add("end");
                    return rows;
                }),
                "there are 7 rows");
        wrong(
                Lesson01.question1((model, prompts) -> {
                    List<String> rows = ask(model, prompts, "", 1);
                    rows.replaceAll(row -> "ok");
                    return rows;
                }),
                "has not the texts");
    }

    private static String textOrKind(Model model, Prompt prompt) {
        try {
            return model.ask(prompt).text();
        } catch (ModelException e) {
            return e.kind().toString();
        } catch (Exception e) {
            return "FAILED";
        }
    }

    /** @param failed what to write for a row that failed */
    private static List<String> ask(Model model, List<Prompt> prompts, String failed, int times) throws Exception {
        List<String> rows = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (int i = 1; i < times; i++) {
                textOrKind(model, prompt);
            }
            try {
                rows.add(model.ask(prompt).text());
            } catch (ModelException e) {
                rows.add(failed);
            }
        }
        return rows;
    }

    @Test
    void theRestIsRightInNanosecondsMillisecondsAndDoubles() {
        right(Lesson01.question2((done, total, passed) ->
                done == 0 ? Duration.ZERO : passed.dividedBy(done).multipliedBy(total - done)));
        right(Lesson01.question2((done, total, passed) ->
                done == 0 ? Duration.ZERO : passed.multipliedBy(total - done).dividedBy(done)));
        right(Lesson01.question2((done, total, passed) ->
                done == 0 ? Duration.ZERO : Duration.ofMillis(passed.toMillis() / done * (total - done))));
        right(Lesson01.question2((done, total, passed) -> {
            double each = passed.toMillis() / 1000.0 / Math.max(1, done);
            return Duration.ofMillis((long) (each * (total - done) * 1000));
        }));
        right(Lesson01.question2((done, total, passed) -> done == 0
                ? Duration.ZERO
                : passed.multipliedBy(total).dividedBy(done).minus(passed)));
    }

    @Test
    void typicalWrongRestsGetAHintOfTheirOwn() {
        wrong(Lesson01.question2((done, total, passed) -> Duration.ZERO), "replace the zero");
        wrong(
                Lesson01.question2(
                        (done, total, passed) -> passed.multipliedBy(total).dividedBy(Math.max(1, done))),
                "the time of the whole batch");
        wrong(
                Lesson01.question2((done, total, passed) ->
                        passed.multipliedBy(total - done).dividedBy(total)),
                "that of the rows which are done");
        wrong(Lesson01.question2((done, total, passed) -> passed), "the time that has passed");
        wrong(Lesson01.question2((done, total, passed) -> passed.dividedBy(Math.max(1, done))), "the time of one row");
        wrong(
                Lesson01.question2((done, total, passed) ->
                        Duration.ofSeconds(passed.toSeconds() * (total - done) / Math.max(1, done))),
                "these are whole seconds");
        wrong(
                Lesson01.question2((done, total, passed) -> passed.plus(REST)),
                "for 1 of 50 rows in 800 ms it gives 3.80 s");
        wrong(
                Lesson01.question2((done, total, passed) -> {
                    throw new IllegalStateException("no idea");
                }),
                "for 6 of 24 rows in 1.50 s it threw");
        wrong(
                Lesson01.question2(
                        (done, total, passed) -> passed.dividedBy(done).multipliedBy(total - done)),
                "before the first row is done it threw");
        wrong(
                Lesson01.question2((done, total, passed) ->
                        done == 0 ? Duration.ofDays(1) : passed.dividedBy(done).multipliedBy(total - done)),
                "give Duration.ZERO then");
    }

    /** Nine prompts of 200 ms and one of 700 ms: 250 ms on average. */
    @ParameterizedTest
    @ValueSource(doubles = {250, 252, 248})
    void theSecondsOfAThousandPromptsMayBeRounded(double seconds) {
        right(Lesson01.question3(run(), seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "0, replace the zero",
        "250000, in milliseconds",
        "0.25, for one prompt",
        "4.17, in minutes",
        "2.5, for the 10 prompts of the run",
        "200, from the median",
        "100, on average",
    })
    void typicalWrongSecondsGetAHintOfTheirOwn(double seconds, String hint) {
        wrong(Lesson01.question3(run(), seconds), hint);
    }

    private static Run run() {
        List<String> prompts =
                IntStream.range(0, 10).mapToObj(row -> "row " + row).toList();
        return Batch.of(ScriptedModel.answering(
                        prompt -> Duration.ofMillis(prompt.text().equals("row 3") ? 700 : 200), 50))
                .workers(1)
                .progress(Progress.none())
                .run(prompts);
    }
}
