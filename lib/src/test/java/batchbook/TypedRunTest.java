package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.answer.AnswerType;
import batchbook.answer.UnreadableAnswerException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose answers are more than texts. */
class TypedRunTest {
    record Stars(int stars) {}

    static class Again {
        record Stars(int stars) {}
    }

    static class Changed {
        record Stars(long stars, String why) {}
    }

    /** Answers with the prompt. */
    private static final Model ECHO = prompt -> Reply.of(prompt.text());

    private static Run run(Model model, String... prompts) {
        return Batch.of(model).progress(Progress.none()).run(List.of(prompts));
    }

    @Test
    void answersAreValuesInTheOrderOfTheirRows() {
        NamedModel model = Model.named("echo", ECHO).answering(Stars.class);
        assertThat(model.answerType()).contains(AnswerType.of(Stars.class));
        Run run = run(model, "{\"stars\":3}", "{\"stars\":1}", "{\"stars\":2}");

        assertThat(run.answerType()).contains(AnswerType.of(Stars.class));
        assertThat(run.values(Stars.class)).containsExactly(new Stars(3), new Stars(1), new Stars(2));
        // A class that was declared again reads the same answers.
        assertThat(run.values(Again.Stars.class)).hasSize(3);
        assertThat(run.get(0).value(Stars.class)).contains(new Stars(3));
        assertThat(run.get(0).reply().orElseThrow().value(Stars.class)).isEqualTo(new Stars(3));
        assertThat(run.explain()).doesNotContain("left out");
    }

    @Test
    void choicesAreTheirOwnValues() {
        Run run = run(Model.named("echo", ECHO).choosing("yes", "no"), "Yes.", "no");
        assertThat(run.values(String.class)).containsExactly("yes", "no");
        assertThat(run.explain().replaceAll("\\s+", " "))
                .contains("1 answer had more than was asked, which was left out: other letters (1), punctuation (1).");
    }

    @Test
    void whatWasLeftOutIsCountedAndTold() {
        Run run = run(
                Model.named("echo", ECHO).answering(Stars.class),
                "{\"stars\":1}",
                "```json\n{\"stars\":1}\n```",
                "Sure:\n```json\n{\"stars\":2}\n```",
                "{\"stars\":3,\"why\":\"dear\",\"who\":\"Ada\"}");
        assertThat(run.explain().replaceAll("\\s+", " "))
                .contains("3 answers had more than was asked, which was left out: a code fence (2), fields (2), words"
                        + " before the JSON (1).");
    }

    @Test
    void anAnswerOfARunWithoutATypeThatDoesNotFitIsToldByItsRow() {
        Run run = run(ECHO, "{\"stars\":1}", "{\"stars\":\"many\"}");
        assertThat(run.answerType()).isEmpty();
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> run.values(Stars.class))
                .withMessage("row 1 is not a JSON object of Stars: stars is \"many\", a whole number was asked");
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> run.get(1).value(Stars.class));
        assertThatIllegalArgumentException().isThrownBy(() -> run.values(String.class));
        assertThat(run.explain()).doesNotContain("left out");
    }

    @Test
    void aRowWithoutAnAnswerHasNoValue() {
        Run run = run(
                prompt -> {
                    throw ModelException.of(ErrorKind.TRUNCATED, "cut").partial(Reply.of("{\"stars\":1}"));
                },
                "a");
        assertThat(run.get(0).value(Stars.class)).isEmpty();
        assertThat(run.values(Stars.class)).isEmpty();
    }

    @Test
    void aJournalFindsTheRowsOfARecordThatIsDeclaredAgainAndAsksAChangedOneAnew(@TempDir Path directory) {
        AtomicInteger asked = new AtomicInteger();
        NamedModel model = Model.named("counting", prompt -> {
            asked.incrementAndGet();
            return Reply.of("{\"stars\":1,\"why\":\"\"}");
        });
        Path file = directory.resolve("rows.jsonl");
        for (Class<?> type : List.of(Stars.class, Again.Stars.class)) {
            Batch.of(model.answering(type))
                    .progress(Progress.none())
                    .journal(file)
                    .run(List.of("a", "b"));
            assertThat(asked).hasValue(2);
        }
        Batch.of(model.answering(Changed.Stars.class))
                .progress(Progress.none())
                .journal(file)
                .run(List.of("a", "b"));
        assertThat(asked).hasValue(4);
        assertThat(Journal.read(file).answerType()).isEmpty();
        assertThat(Journal.read(file).values(Stars.class)).isNotEmpty();
    }
}
