package batchbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import batchbook.answer.Samples.Checked;
import batchbook.answer.Samples.Offer;
import batchbook.answer.Samples.Outer;
import batchbook.answer.Samples.Review;
import batchbook.answer.Samples.Scalars;
import batchbook.answer.Samples.Seller;
import batchbook.answer.Samples.Sentiment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    private static final String GOOD = "{\"sentiment\":\"POSITIVE\",\"topics\":[\"price\"],\"urgency\":2}";
    private static final Review VALUE = new Review(Sentiment.POSITIVE, List.of("price"), 2);

    private static final String SCALARS = """
            {"whole": 7, "large": 7000000000, "number": 1.5, "single": 0.1, "exact": 1.50, "truth": true, "text": "é\\n",
            "day": "2026-11-25", "time": "09:30", "local": "2026-11-25T09:30:00", "instant": "2026-11-25T09:30:00+02:00"}""";

    private static Review read(String text) {
        return AnswerType.of(Review.class).read(text);
    }

    private static void refused(Class<?> type, String text, String why) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> AnswerType.of(type).read(text))
                .withMessage(why);
    }

    private static void refused(String text, String why) {
        refused(Review.class, text, why);
    }

    @Test
    void eachTypeIsRead() {
        Scalars read = AnswerType.of(Scalars.class).read(SCALARS);
        assertThat(read)
                .isEqualTo(new Scalars(
                        7,
                        7_000_000_000L,
                        1.5,
                        0.1f,
                        new BigDecimal("1.50"),
                        true,
                        "é\n",
                        LocalDate.of(2026, 11, 25),
                        LocalTime.of(9, 30),
                        LocalDateTime.of(2026, 11, 25, 9, 30),
                        Instant.parse("2026-11-25T07:30:00Z")));
    }

    @Test
    void whatMayBeMissingIsAndListsKeepTheirOrder() {
        Offer offer = AnswerType.of(Offer.class).read("""
                {"seller": {"name": "Ada", "since": "2020-01-31"}, "prices": {"tea": 2, "cake": 3.5}, "before": null,
                 "mood": "neutral", "stars": 4, "pages": 12, "views": 13, "weight": 0.5,
                 "moods": ["NEUTRAL", "POSITIVE", "NEUTRAL"], "counts": [3, 1],
                 "rivals": [{"name": "Bo"}]}""");
        assertThat(offer.seller()).isEqualTo(new Seller("Ada", Optional.of(LocalDate.of(2020, 1, 31))));
        assertThat(offer.prices().entrySet()).containsExactly(Map.entry("tea", 2.0), Map.entry("cake", 3.5));
        assertThat(offer.before()).isEmpty();
        assertThat(offer.mood()).contains(Sentiment.NEUTRAL);
        assertThat(offer.stars()).isEqualTo(4);
        assertThat(offer.pages()).hasValue(12);
        assertThat(offer.views()).hasValue(13);
        assertThat(offer.weight()).hasValue(0.5);
        assertThat(offer.moods()).containsExactly(Sentiment.NEUTRAL, Sentiment.POSITIVE);
        assertThat(offer.counts()).containsExactly(3, 1);
        assertThat(offer.rivals()).containsExactly(new Seller("Bo", Optional.empty()));

        Offer least = AnswerType.of(Offer.class).read("""
                {"seller": {"name": ""}, "prices": {}, "moods": [], "counts": [], "rivals": [], "stars": null}""");
        assertThat(least.stars()).isNull();
        assertThat(least.mood()).isEmpty();
        assertThat(least.pages()).isEqualTo(OptionalInt.empty());
        assertThat(least.views()).isEqualTo(OptionalLong.empty());
        assertThat(least.weight()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void whatDoesNotFitIsToldByItsPath() {
        refused(GOOD.replace("2", "\"high\""), "urgency is \"high\", a whole number was asked");
        refused(GOOD.replace("2", "\"5\""), "urgency is \"5\", a whole number was asked");
        refused(GOOD.replace("2", "3.5"), "urgency is 3.5, a whole number was asked");
        refused(GOOD.replace("2", "null"), "urgency is null, a whole number was asked");
        refused(GOOD.replace("2", "true"), "urgency is true, a whole number was asked");
        refused(GOOD.replace("2", "[2]"), "urgency is a list, a whole number was asked");
        refused(
                GOOD.replace("2", "99999999999"),
                "urgency is 99999999999, a whole number from -2147483648 to 2147483647 was asked");
        refused(GOOD.replace("\"price\"", "\"a\",\"b\",7"), "topics[2] is 7, a text was asked");
        refused(GOOD.replace("[\"price\"]", "\"price\""), "topics is \"price\", a list was asked");
        refused(GOOD.replace("[\"price\"]", "[null]"), "topics[0] is null, a text was asked");
        refused(
                GOOD.replace("POSITIVE", "GREAT"),
                "sentiment is \"GREAT\": one of POSITIVE, NEUTRAL, NEGATIVE, VERY_BAD was asked");
        refused(
                GOOD.replace("\"POSITIVE\"", "1"),
                "sentiment is 1, one of POSITIVE, NEUTRAL, NEGATIVE, VERY_BAD was asked");
        refused(GOOD.replace("urgency", "Urgency"), "\"urgency\" is missing");
        refused(Outer.class, "{}", "\"inner\" is missing");
        refused(Outer.class, "{\"inner\":{}}", "\"inner.urgency\" is missing");
        refused(Outer.class, "{\"inner\":[]}", "inner is a list, an object was asked");
        String offer = """
                {"seller": {"name": "Ada"}, "prices": {"tea": "dear"}, "moods": [], "counts": [], "rivals": []}""";
        refused(Offer.class, offer, "prices.tea is \"dear\", a number was asked");
        refused(
                Offer.class,
                offer.replace("\"dear\"", "1").replace("[]}", "[{\"name\":\"a\",\"since\":\"May\"}]}"),
                "rivals[0].since is \"May\", a day such as 2026-11-25 was asked");
        refused(Offer.class, offer.replace("{\"tea\": \"dear\"}", "[]"), "prices is a list, an object was asked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2026-11-25",      | "25.11.2026",          | day is "25.11.2026", a day such as 2026-11-25 was asked
            "2026-11-25",      | "2026-02-30",          | day is "2026-02-30", a day such as 2026-11-25 was asked
            "09:30"            | "half past nine"       | time is "half past nine", a time such as 09:30:00 was asked
            +02:00             | ''                     | instant is "2026-11-25T09:30:00", a day and time with its zone, such as 2026-11-25T09:30:00Z was asked
            true               | "yes"                  | truth is "yes", true or false was asked
            7000000000         | 70000000000000000000   | large is 70000000000000000000, a whole number from -9223372036854775808 to 9223372036854775807 was asked
            1.50               | 1e5000                 | exact is 1E+5000, a number of at most 1000 digits was asked
            1.5,               | 1e400,                 | number is 1E+400, a number was asked
            0.1                | 1e39                   | single is 1E+39, a number was asked
            0.1                | "0.1"                  | single is "0.1", a number was asked
            """)
    void valuesOutOfRangeAndOfOtherFormatsAreTold(String part, String other, String why) {
        refused(Scalars.class, SCALARS.replace(part, other), why);
    }

    @Test
    void whereNothingIsLostReadingIsKind() {
        assertThat(read(GOOD.replace("2", "2.0"))).isEqualTo(VALUE);
        assertThat(read(GOOD.replace("2", "2e0"))).isEqualTo(VALUE);
        assertThat(read(GOOD.replace("POSITIVE", "positive"))).isEqualTo(VALUE);
        assertThat(read(GOOD.replace("POSITIVE", "Very bad")).sentiment()).isEqualTo(Sentiment.VERY_BAD);
        assertThat(AnswerType.of(Scalars.class)
                        .read(SCALARS.replace("09:30:00\", \"instant", "09:30:00Z\", \"instant"))
                        .local())
                .isEqualTo(LocalDateTime.of(2026, 11, 25, 9, 30));
    }

    @Test
    void fencesSentencesAndOtherFieldsAreLeftOutAndTold() {
        leftOut(GOOD);
        leftOut("\uFEFF  \n" + GOOD + "\n");
        leftOut("```json\n" + GOOD + "\n```", "a code fence");
        leftOut("```\n" + GOOD + "```", "a code fence");
        leftOut("Sure! Here is the {JSON}:\n" + GOOD, "words before the JSON");
        leftOut(GOOD + "\n\nLet me know if you need more.", "words after the JSON");
        leftOut(
                "Sure:\n```json\n" + GOOD + "\n```\nI hope [this] helps.",
                "a code fence",
                "words before the JSON",
                "words after the JSON");
        leftOut("[Note] " + GOOD, "words before the JSON");
        leftOut(GOOD.replace("2}", "2,\"mood\":\"glad\"}"), "the field \"mood\"");
    }

    private static void leftOut(String text, String... words) {
        Reading<Review> reading = AnswerType.of(Review.class).reading(text);
        assertThat(reading.value()).isEqualTo(VALUE);
        assertThat(reading.leftOut()).containsExactly(words);
    }

    @Test
    void aRecordThatChecksItselfSaysWhyItRefuses() {
        assertThat(AnswerType.of(Checked.class).read("{\"urgency\":5}")).isEqualTo(new Checked(5));
        refused(Checked.class, "{\"urgency\":9}", "the answer is refused: urgency is 9, from 1 to 5 was asked");
        refused(Checked.class, "{\"urgency\":3}", "the answer is refused: IllegalStateException");
        refused(Outer.class, "{\"inner\":{\"urgency\":9}}", "inner is refused: urgency is 9, from 1 to 5 was asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[" + "{\"urgency\":1}" + "]", "```json\n[{\"urgency\":1}]\n```", "[1, 2]", "[]"})
    void aListIsNoObject(String text) {
        refused(text, "the answer is a list, a JSON object was asked");
    }

    @Test
    void whatIsNoJsonIsToldToo() {
        refused("", "there is no JSON in the answer, which begins with \"\"");
        refused("I'm sorry, I cannot.", "there is no JSON in the answer, which begins with \"I'm sorry, I cannot.\"");
        refused("42", "the answer is 42, a JSON object was asked");
        refused("\"POSITIVE\"", "the answer is \"POSITIVE\", a JSON object was asked");
        refused("null", "the answer is null, a JSON object was asked");
        refused(GOOD.substring(0, 30), "the JSON ends after 30 characters");
        refused("Sure: " + GOOD.substring(0, 30), "the JSON ends after 30 characters");
        refused(GOOD + GOOD, "there are several JSON objects, one was asked");
        refused(GOOD + "\nor rather\n" + GOOD, "there are several JSON objects, one was asked");
        refused(GOOD + "}", "after the JSON object comes \"}\"");
        refused(GOOD + ", 1", "after the JSON object comes \", 1\"");
        refused(GOOD.replace("2}", "2,}"), "the JSON is wrong at character 55, near \"price\"],\"urgency\":2,}\"");
        refused(GOOD.replace("2", "NaN"), "the JSON is wrong at character 56, near \"rice\"],\"urgency\":NaN}\"");
        refused("{'urgency': 1}", "the JSON is wrong at character 1, near \"{'urgency': 1}\"");
        refused("{x} and {y}", "the JSON is wrong at character 1, near \"{x} and {y}\"");
        refused(GOOD.replace("2}", "2,\"urgency\":3}"), "\"urgency\" is there twice");
    }
}
