package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Raw;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers say what the words of a prompt say. */
class StoriesTest {
    private static final String REVIEW = """
            {"type":"object","properties":{"sentiment":{"type":"string","enum":["POSITIVE","NEUTRAL","NEGATIVE"]},
             "topics":{"type":"array","items":{"type":"string"}},
             "urgency":{"type":"integer","description":"1 can wait, 5 today"}},
             "required":["sentiment","topics","urgency"]}""";
    private static final String PRO = "gemini-pro-latest";

    static Question question(String model, String system, String prompt, String schema) {
        return new Question(
                model,
                system,
                List.of(new Question.Turn("user", prompt, List.of())),
                schema.isEmpty() ? "text/plain" : "application/json",
                schema,
                OptionalDouble.empty(),
                0,
                1);
    }

    private static String text(String system, String prompt) {
        return new Answers(3, 0).apply(question(PRO, system, prompt, ""));
    }

    private static JsonNode json(String prompt, String schema) {
        return Raw.read(new Answers(3, 0).apply(question(PRO, "", prompt, schema)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Arrived in two days and looks lovely. Would buy again.              | POSITIVE | delivery | 1 | 2",
                "Customer service replaced the lid at once. Excellent!               | POSITIVE | support  | 1 | 2",
                "Stopped working after three weeks and support never replied.        | NEGATIVE | support  | 3 | 4",
                "Too small, and it smells of plastic. I sent it back.                | NEGATIVE | size     | 2 | 4",
                "The plug gave off smoke, this is dangerous. I want my money back.   | NEGATIVE | safety   | 5 | 5",
                "They charged me twice, please answer immediately. Terrible service. | NEGATIVE | support  | 4 | 5",
                "It is a kettle.                                                     | NEUTRAL  |          | 1 | 2",
                "Good sound and nice design, but loud and slow. The battery is fine.  | NEUTRAL  | noise    | 1 | 3",
            })
    void aReviewGetsWhatItSays(String review, String sentiment, String topic, int least, int most) {
        JsonNode answer = json("Classify this review of the shop:\n" + review, REVIEW);

        assertThat(answer.path("sentiment").asText()).isEqualTo(sentiment);
        assertThat(answer.path("urgency").asInt()).isBetween(least, most);
        if (topic != null) {
            assertThat(answer.path("topics")).extracting(JsonNode::asText).contains(topic);
        }
    }

    @Test
    void aTicketIsReadFieldByField() {
        JsonNode answer = json("""
                Read this ticket:
                Customer: Ann Berg
                Item: Travel Kettle
                Message: I ordered on 3 March 2026, order 10-4711, and paid 24.90 euros. The lid is broken. I want a refund. ann@example.com""", """
                {"type":"object","properties":{"customer":{"type":"string"},"product":{"type":"string"},
                 "date":{"type":"string","format":"date"},"price":{"type":"number"},"currency":{"type":"string"},
                 "email":{"type":"string","format":"email"},"orderNumber":{"type":"string"},"problem":{"type":"string"},
                 "severity":{"type":"integer","minimum":1,"maximum":5},"wants_refund":{"type":"boolean"},
                 "would_recommend":{"type":"boolean"},"language":{"type":"string"},"phone":{"type":["string","null"]},
                 "quote":{"type":"string"},"status":{"type":"string","description":"open or closed"}}}""");

        assertThat(answer.path("customer").asText()).isEqualTo("Ann Berg");
        assertThat(answer.path("product").asText()).isEqualTo("Travel Kettle");
        assertThat(answer.path("date").asText()).isEqualTo("2026-03-03");
        assertThat(answer.path("price").asDouble()).isEqualTo(24.9);
        assertThat(answer.path("currency").asText()).isEqualTo("EUR");
        assertThat(answer.path("email").asText()).isEqualTo("ann@example.com");
        assertThat(answer.path("orderNumber").asText()).isEqualTo("10-4711");
        assertThat(answer.path("problem").asText()).contains("broken");
        assertThat(answer.path("severity").asInt()).isBetween(2, 5);
        assertThat(answer.path("wants_refund").asBoolean()).isTrue();
        assertThat(answer.path("would_recommend").asBoolean()).isFalse();
        assertThat(answer.path("language").asText()).isEqualTo("English");
        assertThat(answer.path("phone").isNull()).isTrue();
        assertThat(answer.path("quote").asText()).isNotBlank();
        assertThat(answer.path("status").asText()).isIn("open", "closed");
    }

    @Test
    void eachThingIsJudgedByWhatIsSaidOfIt() {
        JsonNode map = json("Judge each topic.\nThe delivery was terribly slow. The quality is excellent.", """
                {"type":"object","additionalProperties":{"type":"string","enum":["POSITIVE","NEGATIVE","NEUTRAL"]}}""");
        JsonNode list = json("Find the problems.\nThe lid leaks, awful. I love the colour. The courier was rude.", """
                {"type":"object","properties":{"problems":{"type":"array","items":{"type":"string"}},
                 "aspects":{"type":"array","items":{"type":"object","properties":{"topic":{"type":"string"},
                 "sentiment":{"type":"string","enum":["POSITIVE","NEGATIVE","NEUTRAL"]}}}}}}""");

        assertThat(map.path("delivery").asText()).isEqualTo("NEGATIVE");
        assertThat(map.path("quality").asText()).isEqualTo("POSITIVE");
        assertThat(list.path("problems"))
                .extracting(JsonNode::asText)
                .contains("The courier was rude.")
                .doesNotContain("I love the colour.");
        assertThat(list.path("aspects").findValuesAsText("sentiment")).contains("POSITIVE", "NEGATIVE");
    }

    @Test
    void rangesAreTakenFromWordsTooAlsoUpsideDown() {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"urgency\":{\"type\":\"integer\",\"description\":\"%s\"}}}";
        String danger = "Read this:\nSmoke came out of it, dangerous!";

        assertThat(json(danger, schema.formatted("from 0 to 10"))
                        .path("urgency")
                        .asInt())
                .isEqualTo(10);
        assertThat(json(danger, schema.formatted("1 is most urgent, 4 can wait"))
                        .path("urgency")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void labelsInWordsAreChosenFrom() {
        assertThat(
                        text(
                                "",
                                "Classify into one of: billing, delivery, other. Answer with the label only.\nThe parcel is late."))
                .isEqualTo("delivery");
        assertThat(text("Answer with positive, negative or neutral.", "What a wonderful lamp, I love it."))
                .isEqualTo("positive");
        assertThat(text("", "Rate this review from 1 to 5 stars.\nTerrible, it broke at once."))
                .isIn("1", "2");
        assertThat(text("", "How urgent is this, from 1 to 5?\nThere is smoke, dangerous!"))
                .isEqualTo("5");
        assertThat(text("", "Does the customer want a refund? Answer yes or no.\nReview: I want my money back."))
                .isEqualTo("yes");
        assertThat(text("", "Is this urgent? Answer low, medium or high.\nText: All is fine, lovely."))
                .isEqualTo("low");
        assertThat(text("", "Would they recommend it? Answer yes, no or unclear.\nReview: It is a box."))
                .isEqualTo("unclear");
    }

    @Test
    void jsonHasTheFieldsThatAPromptTells() {
        JsonNode named = Raw.read(text("", """
                Reply as JSON with the fields sentiment (positive, neutral, negative), topics (list), urgent (true or false) and stars (1 to 5).
                Review: The courier was rude, terrible delivery."""));
        JsonNode like = Raw.read(
                text(
                        "",
                        "Give me JSON like {\"sentiment\": \"positive|negative\", \"score\": 3, \"tags\": [\"a\"], \"recommend\": true} for this text: I love it, great quality"));

        assertThat(named.path("sentiment").asText()).isEqualTo("negative");
        assertThat(named.path("topics")).extracting(JsonNode::asText).contains("delivery");
        assertThat(named.path("urgent").isBoolean()).isTrue();
        assertThat(named.path("stars").asInt()).isBetween(1, 2);
        assertThat(like.path("sentiment").asText()).isEqualTo("positive");
        assertThat(like.path("tags")).extracting(JsonNode::asText).containsExactly("quality");
        assertThat(like.path("recommend").asBoolean()).isTrue();
    }

    @Test
    void examplesShowHowToAnswer() {
        Question labels =
                shown("The app crashes.", "TECH", "I was charged twice.", "MONEY", "My card was charged again.");
        Question json = shown(
                "good",
                "{\"mood\": \"glad\", \"stars\": 5}",
                "bad",
                "{\"mood\": \"sad\", \"stars\": 1}",
                "Terrible, I hate it.");

        assertThat(new Answers(1, 0).apply(labels)).isEqualTo("MONEY");
        assertThat(Raw.read(new Answers(1, 0).apply(json)).path("stars").asInt())
                .isEqualTo(1);
    }

    private static Question shown(String... turns) {
        List<Question.Turn> all = IntStream.range(0, turns.length)
                .mapToObj(i -> new Question.Turn(i % 2 == 0 ? "user" : "model", turns[i], List.of()))
                .toList();
        return new Question(PRO, "", all, "text/plain", "", OptionalDouble.empty(), 0, 1);
    }

    @Test
    void largeModelsErrLessThanSmallOnesAndAllErrMoreOnHardTexts() {
        Stream<String> hard =
                IntStream.range(0, 300).mapToObj(i -> "Great, another lamp for " + i + " euros. Just what I needed.");
        Stream<String> easy = IntStream.range(0, 300).mapToObj(i -> "Terrible quality, it broke after " + i + " days.");
        List<String> hardOnes = hard.toList();
        List<String> easyOnes = easy.toList();

        assertThat(wrong("gemini-3.5-flash-lite", hardOnes)).isGreaterThan(wrong("gemini-flash-latest", hardOnes));
        assertThat(wrong("gemini-flash-latest", hardOnes)).isGreaterThan(wrong(PRO, hardOnes));
        assertThat(wrong("gemini-flash-latest", easyOnes)).isLessThan(30);
        assertThat(wrong(PRO, hardOnes)).isPositive();
    }

    private static long wrong(String model, List<String> bad) {
        return bad.stream()
                .map(review -> new Answers(1, 0).apply(question(model, "", "Classify this review:\n" + review, REVIEW)))
                .filter(answer -> !Raw.read(answer).path("sentiment").asText().equals("NEGATIVE"))
                .count();
    }

    @Test
    void onlyATemperatureMakesRepetitionsDiffer() {
        assertThat(repeated(OptionalDouble.empty())).hasSize(1);
        assertThat(repeated(OptionalDouble.of(0))).hasSize(1);
        assertThat(repeated(OptionalDouble.of(0.7))).hasSizeGreaterThan(5);
    }

    private static List<String> repeated(OptionalDouble temperature) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Answers(1, 0)
                        .apply(new Question(
                                PRO,
                                "",
                                List.of(new Question.Turn("user", "Why do volcanoes erupt?", List.of())),
                                "text/plain",
                                "",
                                temperature,
                                0,
                                i)))
                .distinct()
                .toList();
    }

    @Test
    void aReviewThatComesWithTheNotebooksIsReadBetterThanItsSingleWordsWouldSay() {
        JsonNode answer =
                json("Classify this review:\nHot for two hours. My old one from the flea market does six.", REVIEW);

        assertThat(answer.path("sentiment").asText()).isEqualTo("NEGATIVE");
        assertThat(answer.path("topics")).extracting(JsonNode::asText).containsExactly("quality");
    }

    @Test
    void aFileIsNamedAndNotLookedInto() {
        var file = new Question.Attachment("application/pdf", "AAAA", "");
        var question = new Question(
                PRO,
                "",
                List.of(new Question.Turn("user", "What is this?", List.of(file))),
                "text/plain",
                "",
                OptionalDouble.empty(),
                0,
                1);

        assertThat(new Answers(1, 0).apply(question))
                .contains("application/pdf")
                .contains("does not look into it");
        assertThat(question.attachments())
                .hasSize(1)
                .first()
                .extracting(f -> f.bytes().length)
                .isEqualTo(3);
    }

    @Test
    void aFeelingIsToldInManyWordsWhereNoneAreGiven() {
        List<String> words = IntStream.range(0, 40)
                .mapToObj(i -> text("", "How does this customer feel? One word.\nI love it, excellent " + i))
                .toList();

        assertThat(words.stream().distinct().count()).isGreaterThan(8);
        assertThat(words)
                .allMatch(word -> word.matches("(?i)(?:happy|satisfied|pleased|delighted|content|impressed)\\.?"));
        assertThat(text("", "How does this customer feel?\nIt broke at once, terrible."))
                .contains(" ")
                .endsWith(".");
        assertThat(text("", "Is the customer positive or negative, how do they feel?\nIt broke, terrible."))
                .isEqualToIgnoringCase("negative");
    }

    @Test
    void aComplaintIsHeededAndTheTextIsStillTheOneThatWasAskedAbout() {
        String review =
                "Classify this review:\nTerrible: arrived late, support never replied, and it is much too loud.";
        Question first = question(PRO, "", review, REVIEW);
        String before = new Answers(3, 0).apply(first);
        List<Question.Turn> turns = List.of(
                first.turns().get(0),
                new Question.Turn("model", before, List.of()),
                new Question.Turn(
                        "user", "That is not accepted: it should be exactly one topic. Answer again.", List.of()));

        JsonNode after = Raw.read(new Answers(3, 0)
                .apply(new Question(PRO, "", turns, "application/json", REVIEW, OptionalDouble.empty(), 0, 1)));

        assertThat(Raw.read(before).path("topics").size()).isGreaterThan(1);
        assertThat(after.path("topics")).hasSize(1);
        assertThat(after.path("sentiment").asText()).isEqualTo("NEGATIVE");
        assertThat(Count.most("topics", "give one or two topics").orElseThrow()).isEqualTo(2);
        assertThat(Count.most("topics", "2 useful topics").orElseThrow()).isEqualTo(2);
        assertThat(Count.most("topics", "the topics")).isEmpty();
        assertThat(Count.most("", "one")).isEmpty();
    }

    @Test
    void fieldsAreThoseOfTheInstructionAndNotOfTheReview() {
        String answer = text(
                "", "Review:\n\nI lost my keys in it, twice.\n\nAnswer in JSON with the fields sentiment and urgency.");

        assertThat(Raw.read(answer).fieldNames()).toIterable().containsExactly("sentiment", "urgency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item: HH-102         | HH_102",
                "item: Lanta Lunchbox | HH_105",
                "bought: lunch box    | HH_105",
                "bought: the iron pan | HH_102",
                "bought: gift card    | NONE",
                "when: 2025-01-02     | NONE",
            })
    void aThingIsTheOneThatIsCalledLikeIt(String fact, String product) {
        JsonNode answer = json(
                "Read this entry.\n" + fact
                        + "\ncustomer.email: ilse@example.org\ncustomer.name: Ilse Urban\nmessage: It came late.",
                """
                {"type":"object","properties":{"customer":{"type":"string"},
                 "product":{"type":"string","description":"HH_102: Iron Pan 24; HH_105: Lanta Lunchbox; NONE: not said",
                            "enum":["HH_102","HH_105","NONE"]}}}""");

        assertThat(answer.path("product").asText()).isEqualTo(product);
        assertThat(answer.path("customer").asText()).isEqualTo("Ilse Urban");
    }

    @Test
    void anEntryOfASourceIsReadByTheNamesOfItsFields() {
        JsonNode answer = json(
                "Read this entry.\nrespondent: ilse@example.org\nopened: 2025-03-13T17:30:00Z\n"
                        + "message: The lid is missing since 19 February.",
                """
                {"type":"object","properties":{"customer":{"type":"string","description":"name or e-mail address"},
                 "date":{"type":"string","format":"date"},"problem":{"type":"string"}}}""");

        assertThat(answer.path("customer").asText()).isEqualTo("ilse@example.org");
        assertThat(answer.path("date").asText()).isEqualTo("2025-03-13");
        assertThat(answer.path("problem").asText()).isEqualTo("The lid is missing since 19 February.");
    }

    @Test
    void whoIsNotNamedIsUnknownWhateverTheHintSays() {
        JsonNode answer = json("Read this entry.\nbought: pillow\ncomment: I travel little these days", """
                {"type":"object","properties":{"customer":{"type":"string","description":"name or e-mail address"},
                 "product_name":{"type":"string"}}}""");

        assertThat(answer.path("customer").asText()).isEqualTo("unknown");
        assertThat(answer.path("product_name").asText()).isEqualTo("pillow");
    }
}
