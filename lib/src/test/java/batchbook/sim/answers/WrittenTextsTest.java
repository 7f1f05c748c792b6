package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Raw;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTextsTest {
    private static final String FACTS = "\nName: Oak Lamp\nMaterial: oak\nColour: natural\nPrice: 49.00";

    private static String text(String system, String prompt) {
        return new Answers(1, 0).apply(StoriesTest.question("gemini-pro-latest", system, prompt, ""));
    }

    @Test
    void aProductTextHasTheFactsOfItsPrompt() {
        assertThat(text("", "Write a product description." + FACTS))
                .contains("Oak Lamp", "oak", "natural", "49.00 euros");
        assertThat(text("", "Write a product description for a steel bottle, 750 ml, blue, price 24"))
                .contains("steel bottle", "750 ml", "blue", "24 euros");
        assertThat(text("", "Write a product description. Product: Iron Pan; material forged iron; price 119"))
                .contains("Iron Pan", "forged iron", "119");
    }

    @ParameterizedTest
    @CsvSource({"in at most 12 words,12", "of up to 20 words,20", "in no more than 40 words,40", "(30 words),30"})
    void aTextIsAsShortAsAsked(String how, int most) {
        long longer = IntStream.range(0, 100)
                .mapToObj(i -> text("", "Write a product text " + how + "." + FACTS + i))
                .filter(text -> text.split("\\s+", -1).length > most)
                .count();

        assertThat(longer).as("a model does not always count").isLessThan(20);
    }

    @Test
    void sentencesCharactersAndALeastNumberOfWordsAreKeptToo() {
        assertThat(text("", "Write a product text in one sentence." + FACTS).split("[.!?](?: |$)", -1))
                .hasSize(2);
        assertThat(text("", "Write a product text of at most 60 characters." + FACTS))
                .hasSizeLessThanOrEqualTo(60);
        assertThat(text("", "Write a product text of about 60 words." + FACTS).split("\\s+", -1))
                .hasSizeGreaterThan(40);
        assertThat(text("", "Why is the sky blue? Answer in at most eight words.")
                        .split("\\s+", -1))
                .hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void theToneIsThatOfTheSystemInstruction() {
        assertThat(text("Be playful.", "Write a product text." + FACTS)).contains("!");
        assertThat(text("You write formal texts.", "Write a product text." + FACTS))
                .doesNotContain("!");
        assertThat(text("Luxurious tone.", "Write a tagline." + FACTS)).startsWith("Oak Lamp: ");
        assertThat(text("", "Write a social media post about this product." + FACTS))
                .endsWith("#OakLamp");
    }

    @ParameterizedTest
    @CsvSource({"'Terrible, it broke at once.',sorry", "'I love it, excellent.',glad", "It is a box.,noted"})
    void aReplyFollowsTheMood(String review, String word) {
        assertThat(text("", "Write a reply to this customer review:\n" + review))
                .contains(word);
    }

    @Test
    void aTextThatIsTooLongIsSummarisedByWhatSaysMost() {
        assertThat(text(
                        "",
                        "Summarise this review in one sentence:\nI bought it in May for my sister, who lives in a small town by the sea."
                                + " It broke on the first day, which is terrible."))
                .isEqualTo("In short: It broke on the first day, which is terrible.");
    }

    @Test
    void aSchemaCanAskForTextsToo() {
        JsonNode answer = Raw.read(new Answers(1, 0)
                .apply(StoriesTest.question("gemini-pro-latest", "", "Write the page of a product." + FACTS, """
                {"type":"object","properties":{"title":{"type":"string"},"description":{"type":"string","description":"at most 15 words"},
                 "features":{"type":"array","items":{"type":"string"}},"price":{"type":"number"}}}""")));

        assertThat(answer.path("title").asText()).contains("Oak Lamp");
        assertThat(answer.path("description").asText()).contains("Oak Lamp");
        assertThat(answer.path("features")).extracting(JsonNode::asText).contains("made of oak");
        assertThat(answer.path("price").asDouble()).isEqualTo(49);
    }

    @Test
    void aListOfFeaturesIsASentenceOfItsOwn() {
        assertThat(
                        text(
                                "",
                                "Write a product description.\nname: Oak Lamp\nmaterial: oak\ncolour: natural\nfeatures: dimmable; no cable"))
                .contains("It is made of oak and comes in natural. Good to know: dimmable, no cable.");
    }

    @Test
    void whoKnowsLittleMakesSomethingUp() {
        assertThat(inventions("material: oak\ncolour: natural\nfeatures: dimmable; no cable"))
                .isLessThan(inventions("colour: natural"));
    }

    private static long inventions(String facts) {
        return IntStream.range(0, 200)
                .mapToObj(i -> new Answers(i, 0)
                        .apply(StoriesTest.question(
                                "gemini-flash-latest",
                                "",
                                "Write a product description.\nname: Oak Lamp\n" + facts,
                                "")))
                .filter(text -> text.matches(".*\\d.*"))
                .count();
    }

    @Test
    void whoIsToldThatAnAnswerIsWrongAnswersTheQuestionBeforeOnceMore() {
        Question first = StoriesTest.question("gemini-flash-latest", "", "Write a product description." + FACTS, "");
        String said = new Answers(1, 0).apply(first);
        Question told = new Question(
                first.model(),
                "",
                List.of(
                        first.turns().get(0),
                        new Question.Turn("model", said, List.of()),
                        new Question.Turn(
                                "user",
                                "That is not accepted: it should be at most 40 words. Answer again.",
                                List.of())),
                first.mimeType(),
                "",
                first.temperature(),
                0,
                1);

        assertThat(new Answers(1, 0).apply(told)).contains("Oak Lamp").isNotEqualTo(said);
    }
}
