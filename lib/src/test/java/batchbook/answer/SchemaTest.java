package batchbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.answer.Samples.Offer;
import batchbook.answer.Samples.Review;
import batchbook.answer.Samples.Scalars;
import batchbook.answer.Samples.Sentiment;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static String schema(Class<?> type) {
        return AnswerType.of(type).jsonSchema();
    }

    @Test
    void aRecordIsAnObjectWithItsComponentsInTheirOrderAndAllOfThemRequired() {
        assertThat(schema(Review.class)).isEqualTo("""
                {"type":"object","properties":{\
                "sentiment":{"type":"string","description":"NEGATIVE: wants the money back",\
                "enum":["POSITIVE","NEUTRAL","NEGATIVE","VERY_BAD"]},\
                "topics":{"type":"array","items":{"type":"string"}},\
                "urgency":{"type":"integer","description":"1 can wait, 5 today"}},\
                "required":["sentiment","topics","urgency"],"additionalProperties":false}""");
    }

    @Test
    void whatMayBeMissingMayBeNullAndHintsOfTypesAndComponentsGoTogether() {
        String seller = """
                {"type":"object","description":"who sells it","properties":{"name":{"type":"string"},\
                "since":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]}},\
                "required":["name","since"],"additionalProperties":false}""";
        assertThat(schema(Offer.class))
                .contains("\"seller\":" + seller.replace("who sells it", "the shop. who sells it"))
                .contains("\"prices\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"}}")
                .contains("\"before\":{\"anyOf\":[" + seller + ",{\"type\":\"null\"}]}")
                .contains("{\"type\":\"null\"}],\"description\":\"how it sounds\"}")
                .contains("\"stars\":{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}")
                .contains("\"counts\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");
    }

    @Test
    void daysAndTimesAreTextsOfTheirFormat() {
        assertThat(schema(Scalars.class))
                .contains("\"day\":{\"type\":\"string\",\"format\":\"date\"}")
                .contains("\"time\":{\"type\":\"string\",\"format\":\"time\"}")
                .contains("\"local\":{\"type\":\"string\",\"format\":\"date-time\"}")
                .contains("\"truth\":{\"type\":\"boolean\"}")
                .contains("\"exact\":{\"type\":\"number\"}");
    }

    @Test
    void anEnumAloneAndAChoiceAreOneOfTheirWords() {
        assertThat(schema(Sentiment.class))
                .startsWith(
                        "{\"type\":\"string\",\"description\":\"NEGATIVE: wants the money back\",\"enum\":[\"POSITIVE\"");
        assertThat(AnswerType.of(Sentiment.class).choices())
                .containsExactly("POSITIVE", "NEUTRAL", "NEGATIVE", "VERY_BAD");
        assertThat(AnswerType.choosing("yes", "no").jsonSchema())
                .isEqualTo("{\"type\":\"string\",\"enum\":[\"yes\",\"no\"]}");
        assertThat(AnswerType.of(Review.class).choices()).isEmpty();
        assertThat(AnswerType.of(Sentiment.class)).hasToString("one of POSITIVE, NEUTRAL, NEGATIVE, VERY_BAD");
        assertThat(AnswerType.of(Review.class)).hasToString("a JSON object of Review");
    }

    record WithDate(Date when) {}

    record Nested(List<Map<String, WithDate>> all) {}

    record Raw(@SuppressWarnings("rawtypes") List all) {}

    record Keyed(Map<Integer, String> all) {}

    record MaybeInside(List<Optional<String>> all) {}

    record Box<T>(T value) {}

    record Boxes(Box<String> box) {}

    record Tree(String name, List<Tree> branches) {}

    record Wood(Optional<Tree> tree) {}

    record Nothing() {}

    enum None {}

    record OfNone(None none) {}

    @Test
    void whatAnAnswerCannotBeIsToldByItsPath() {
        refused(
                WithDate.class,
                "WithDate.when is a Date, which an answer cannot be: a component may be a String, an int");
        refused(Nested.class, "Nested.all[]{}.when is a Date");
        refused(Raw.class, "Raw.all is a List, which");
        refused(Keyed.class, "Keyed.all is a Map<Integer, String>, which");
        refused(MaybeInside.class, "MaybeInside.all[] is a Optional<String>, which");
        refused(Boxes.class, "Boxes.box is a Box<String>, which");
        refused(Tree.class, "Tree.branches[] holds a Tree again, and a schema has an end");
        refused(Wood.class, "Wood.tree.branches[] holds a Tree again");
        refused(Nothing.class, "the record Nothing has no components");
        refused(OfNone.class, "OfNone.none is a None, which");
        refused(None.class, "an answer cannot be a None: pass a record or an enum");
        refused(String.class, "an answer cannot be a String: pass a record or an enum");
        refused(List.class, "an answer cannot be a List");
        refused(Box.class, "an answer cannot be a Box");
        refused(int.class, "an answer cannot be a int");
    }

    private static void refused(Class<?> type, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerType.of(type))
                .withMessageStartingWith(why);
    }

    @Test
    void oneRecordMayStandInSeveralPlaces() {
        assertThat(schema(Offer.class)).contains("\"rivals\"");
    }
}
