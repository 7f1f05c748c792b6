package batchbook.sim.answers;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Raw;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a text is found there, however it is written. */
class WordsOfATextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bought on 2026-03-04, I think     | 2026-03-04",
                "bought on the 4th of March 2026   | 2026-03-04",
                "bought on March 4, 2026           | 2026-03-04",
                "bought on 4 Mar                   | 2026-03-04",
                "bought on 04.03.2026              | 2026-03-04",
                "bought on 03/04/2026              | 2026-03-04",
                "bought on 24/03/2026              | 2026-03-24",
                "bought on 31.02.2026              |",
                "bought on a Monday                |",
            })
    void dates(String text, LocalDate day) {
        assertThat(Extracts.date(text)).isEqualTo(Optional.ofNullable(day));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I paid 24.90 euros | 24.90 | EUR",
                "I paid €24,90      | 24.90 | EUR",
                "it cost $12        | 12    | USD",
                "it cost 12 pounds  | 12    | GBP",
                "it cost 12 CHF     | 12    | CHF",
                "it cost too much   |       |",
            })
    void money(String text, BigDecimal amount, String currency) {
        assertThat(Extracts.money(text)).isEqualTo(Optional.ofNullable(amount));
        assertThat(Extracts.currency(text)).isEqualTo(Optional.ofNullable(currency));
    }

    @Test
    void numbersBesideTheirWords() {
        assertThat(Extracts.number("it weighs 690 grams", "gram")).contains(new BigDecimal("690"));
        assertThat(Extracts.number("the weight is 1,5", "weight")).contains(new BigDecimal("1.5"));
        assertThat(Extracts.number("no weight is told", "gram")).isEmpty();
    }

    @Test
    void addressesAndNumbersOfOrders() {
        String text = "I am Ann Berg, ann@example.com, see https://example.com/a, order #A-4711, call +49 30 1234567";

        assertThat(Extracts.person(text)).contains("Ann Berg");
        assertThat(Extracts.email(text)).contains("ann@example.com");
        assertThat(Extracts.url(text)).hasValueSatisfying(url -> assertThat(url).startsWith("https://example.com/a"));
        assertThat(Extracts.order(text)).contains("A-4711");
        assertThat(Extracts.phone(text)).contains("+49 30 1234567");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wants_refund     | The lid is broken, I want my money back.                      | true",
                "wants_refund     | The lid is broken, I do not want a refund, just a new lid.    | false",
                "wants_refund     | The refund came the next day, thank you.                      | false",
                "is_urgent        | It gave off smoke and sparks, this is dangerous.              | true",
                "is_urgent        | A lovely kettle.                                              | false",
                "is_dangerous     | It gave off smoke and sparks, this is dangerous.              | true",
                "is_safe          | It gave off smoke and sparks, this is dangerous.              | false",
                "is_safe          | A lovely kettle.                                              | true",
                "is_complaint     | Terrible. It broke after two days.                            | true",
                "is_complaint     | A lovely kettle, I am happy.                                  | false",
                "is_broken        | The handle cracked on the first day.                          | true",
                "still_works      | The handle cracked on the first day.                          | false",
                "would_recommend  | A lovely kettle, I am happy.                                  | true",
                "would_recommend  | Terrible. It broke after two days.                            | false",
                "needs_reply      | Which bulb does it take?                                      | true",
                "needs_reply      | A lovely kettle.                                              | false",
                "mentions_price   | Much too expensive for what it is.                            | true",
                "mentions_price   | A lovely kettle.                                              | false",
                "is_it            | A lovely kettle.                                              | false",
            })
    void yesAndNo(String field, String text, boolean so) {
        String schema = "{\"type\":\"object\",\"properties\":{\"" + field + "\":{\"type\":\"boolean\"}}}";

        JsonNode answer = json("Read this review:\n" + text, schema);

        assertThat(answer.path(field).asBoolean()).isEqualTo(so);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Would this customer buy again? | A lovely kettle, I am so happy with it. | yes",
                "Would this customer buy again? | Terrible. It broke after two days.      | no",
                "Would this customer buy again? | It is a kettle.                         | unclear",
                "Is it broken?                  | The handle cracked on the first day.    | yes",
            })
    void questionsWithThreeAnswers(String question, String text, String word) {
        String schema = "{\"type\":\"string\",\"enum\":[\"yes\",\"no\",\"unclear\"]}";

        assertThat(json(question + "\n\n" + text, schema).asText()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in at most twenty words      | 20 | 0  | 2147483647 | 2147483647",
                "in 10 to 15 words            | 15 | 10 | 2147483647 | 2147483647",
                "about 40 words               | 40 | 36 | 2147483647 | 2147483647",
                "at least fifty words         | 2147483647 | 45 | 2147483647 | 2147483647",
                "in two sentences             | 2147483647 | 0  | 2 | 2147483647",
                "no more than 80 characters   | 2147483647 | 0  | 2147483647 | 80",
                "in a hundred words           | 100 | 0 | 2147483647 | 2147483647",
                "as you like                  | 2147483647 | 0 | 2147483647 | 2147483647",
            })
    void lengthsAreToldInManyWays(String told, int words, int least, int sentences, int characters) {
        assertThat(Length.told(told)).isEqualTo(new Length(words, least, sentences, characters));
    }

    @Test
    void aTextIsCutToItsLength() {
        List<String> sentences =
                List.of("The kettle is light and folds flat.", "It boils half a litre.", "It is grey.");

        assertThat(Length.told("in one sentence").of(sentences, () -> "More.")).isEqualTo(sentences.get(0));
        assertThat(Length.told("at most four words").of(sentences, () -> "More."))
                .isEqualTo("The kettle is light.");
        assertThat(Length.told("at most 20 characters").of(sentences, () -> "More."))
                .hasSizeLessThanOrEqualTo(20);
        assertThat(Length.told("at least 20 words").of(sentences, () -> "And there is more of it."))
                .endsWith("And there is more of it.");
    }

    @Test
    void jsonIsMadeAfterAnExample() {
        JsonNode answer = Raw.read(plain("""
                Read the review and answer in JSON like {"mood": "good | bad", "stars": 4, "share": 0.5, "sure": true,
                "topics": ["a"], "empty": [], "seller": {"name": "text"}, "late": "true or false", "all": "list of words"}

                Terrible. It broke after two days, and support never replied."""));

        assertThat(answer.path("mood").asText()).isIn("good", "bad");
        assertThat(answer.path("stars").isIntegralNumber()).isTrue();
        assertThat(answer.path("share").isNumber()).isTrue();
        assertThat(answer.path("sure").isBoolean()).isTrue();
        assertThat(answer.path("late").isBoolean()).isTrue();
        assertThat(answer.path("topics").isArray()).isTrue();
        assertThat(answer.path("empty").isArray()).isTrue();
        assertThat(answer.path("all").isArray()).isTrue();
        assertThat(answer.path("seller").has("name")).isTrue();
    }

    @Test
    void jsonHasTheFieldsThatAreNamed() {
        JsonNode answer =
                Raw.read(plain("Review:\n\nLovely, but 30 euros is too much.\n\nAnswer in JSON with the fields"
                        + " sentiment (good or bad), topics, price, is_new, rating (1-5) and note."));

        assertThat(answer.path("sentiment").asText()).isIn("good", "bad");
        assertThat(answer.path("topics").isArray()).isTrue();
        assertThat(answer.path("price").isNumber()).isTrue();
        assertThat(answer.path("is_new").isBoolean()).isTrue();
        assertThat(answer.path("rating").asInt()).isBetween(1, 5);
        assertThat(answer.path("note").isTextual()).isTrue();
    }

    private static String plain(String prompt) {
        return new Answers(3, 0).apply(StoriesTest.question("gemini-pro-latest", "", prompt, ""));
    }

    private static JsonNode json(String prompt, String schema) {
        return Raw.read(new Answers(3, 0).apply(StoriesTest.question("gemini-pro-latest", "", prompt, schema)));
    }
}
