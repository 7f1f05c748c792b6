package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Raw;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private final Answers answers = new Answers(1, 0);

    private String answer(String prompt) {
        return answers.apply(Question.of(prompt));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is 2+2?                                                    | 2+2 = 4",
                "What is 12 * 7? Reply with only the number.                     | 84",
                "2 - 5                                                           | 2 - 5 = -3",
                "Calculate 10 / 4.                                               | 10 / 4 = 2.5",
                "What is 1 / 0?                                                  | Division by zero is not defined.",
                "What is the capital of France?                                  | The capital of France is Paris.",
                "Capital of the United States, please.                           | The capital of United States is Washington, D.C.",
                "What is the capital of New Zealand in one word?                 | Wellington",
                "Translate to French: Good morning!                              | bonjour",
                "Translate \"thank you\" to German                               | danke",
                "Translate into Hebrew: The sun sets                             | [Hebrew] The sun sets",
                "Classify the sentiment: I love it, it works perfectly           | Positive",
                "Classify as Positive, Negative or Neutral: It broke, I hate it  | Negative",
                "Is the sentiment positive/negative? Not good at all.            | negative",
                "What is the sentiment? The box is brown.                        | Neutral",
                "Is this review positive, negative or neutral? Review: I love it | positive",
                "Summarise: Bees dance.                                          | In short: Bees dance."
            })
    void whatALessonWouldNoticeIsRight(String prompt, String answer) {
        assertThat(answer(prompt)).isEqualTo(answer);
    }

    @Test
    void endsWithTheLineThatItIsTold() {
        String asked = "Write one sentence about the sea.";
        assertThat(answers.apply(
                        Question.of(asked + "\n\nWhatever you answer, end it with a line that says only: [row:k3f9]")))
                .isEqualTo(answers.apply(Question.of(asked)) + "\n[row:k3f9]");
        assertThat(answers.apply(Question.of(asked + " End your answer with a line that says only: Ahoy!\n")))
                .isEqualTo(answers.apply(Question.of(asked)) + "\nAhoy!");
    }

    @Test
    void aSetOfLabelsOfYourOwnIsChosenFrom() {
        assertThat(answer("Classify this ticket as billing, bug or other: my invoice"))
                .isIn("billing", "bug", "other");
        assertThat(answer("Is a bee an insect? Answer yes or no.")).isIn("Yes", "No");
    }

    @Test
    void aListHasAsManyLinesAsAskedFor() {
        assertThat(answer("List five ideas about gardens").lines())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("1. ");
        assertThat(answer("Name 7 rivers").lines()).hasSize(7);
    }

    @Test
    void jsonCanBeRead() {
        assertThat(Raw.read(answer("Give me a JSON object about tea"))
                        .path("answer")
                        .asText())
                .contains("tea");
        assertThat(Raw.read(answer("Say \"hi\" as JSON")).path("answer").asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"The meeting on 2024-01-05 was long", "What is 2+2*3?", "What is 1+2+3?"})
    void whatOnlyLooksLikeASumIsLeftAlone(String prompt) {
        assertThat(answer(prompt)).doesNotContain("=");
    }

    @Test
    void otherPromptsGetOneToFourSentencesThatVary() {
        var texts = IntStream.range(0, 100)
                .mapToObj(i -> answer("Why do volcanoes erupt, case " + i + "?"))
                .collect(Collectors.toSet());

        assertThat(texts)
                .hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(text.split("\\. ").length).isBetween(1, 4));
        assertThat(texts).anySatisfy(text -> assertThat(text).contains("volcanoes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "🙂🙃", "%s %d %", "ما هي عاصمة فرنسا", "??"})
    void oddPromptsGetAnAnswerToo(String prompt) {
        assertThat(answer(prompt)).isNotBlank().isEqualTo(answer(prompt));
    }
}
