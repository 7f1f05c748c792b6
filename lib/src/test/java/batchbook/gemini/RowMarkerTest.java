package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Reply;
import batchbook.Usage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMarkerTest {
    private static final String OBJECT = "{'type':'object','properties':{'a':{'type':'string'}}}";

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode asking(String schema) {
        return json("{'generation_config':{'response_json_schema':" + schema + "}}");
    }

    private static String read(RowMarker marker, String text) {
        RowMarker.Unmarked answer = marker.read(Reply.of(text.replace('\'', '"')));
        return answer.marker().orElse("-") + " " + answer.reply().text().replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'_row':'k3f9','a':'x'}                 | k3f9 {'a':'x'}",
                "{ '_row' : 'k3f9' , 'a': 'x' }          | k3f9 { 'a': 'x' }",
                "{'a':'x','_row':'k3f9'}                 | k3f9 {'a':'x'}",
                "{'a':'x','_row':'k3f9','b':1}           | k3f9 {'a':'x','b':1}",
                "{'_row':'k3f9'}                         | k3f9 {}",
                "Sure! {'_row':'k3f9','a':'x'} There.    | k3f9 Sure! {'a':'x'} There.",
                "{'_row':'k3f9','a':'cut off             | k3f9 {'a':'cut off",
                "{'a':'x'}                               | - {'a':'x'}",
                "I cannot.                               | - I cannot."
            })
    void aPropertyIsTakenOutAndTheRestStays(String text, String expected) {
        assertThat(read(RowMarker.of(asking(OBJECT)), text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'_row':'k3f9','answer':'very bad'}     | k3f9 very bad",
                "{'_row':'k3f9','answer':[1,'b']}        | k3f9 [1,'b']",
                "Well: {'_row':'k3f9','answer':'x'}.     | k3f9 x",
                "{'_row':'k3f9','answer':'cu             | k3f9 {'answer':'cu",
                "{'_row':'k3f9'}                         | k3f9 {'_row':'k3f9'}",
                "very bad                                | - very bad",
                "{broken}                                | - {broken}"
            })
    void aWrappedAnswerIsUnwrapped(String text, String expected) {
        RowMarker marker = RowMarker.of(asking("{'type':'array','items':{'type':'string'}}"));
        assertThat(read(marker, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Paris.\\n[row:k3f9]            | k3f9 Paris.",
                "Paris.\\n\\n**[row k3f9]**.\\n  | k3f9 Paris.",
                "Paris [row:k3f9] is nice.      | - Paris [row:k3f9] is nice.",
                "Paris.                         | - Paris."
            })
    void aLastLineIsTakenOff(String text, String expected) {
        assertThat(read(RowMarker.of(json("{}")), text.replace("\\n", "\n"))).isEqualTo(expected);
    }

    @Test
    void itsPlaceFollowsFromTheSettings() {
        assertThat(RowMarker.of(asking(OBJECT)).place()).isEqualTo(RowMarker.Place.PROPERTY);
        assertThat(RowMarker.of(asking("{'type':'object','properties':{'_row':{}}}"))
                        .place())
                .isEqualTo(RowMarker.Place.WRAPPED);
        assertThat(RowMarker.of(json("{'generation_config':{'response_mime_type':'application/json'}}"))
                        .place())
                .isEqualTo(RowMarker.Place.NOWHERE);
        assertThat(RowMarker.of(json("{}")).instruction("k3f9")).isPresent();
        assertThat(RowMarker.of(asking(OBJECT)).instruction("k3f9")).isEmpty();
    }

    @Test
    void definitionsStayAtTheRoot() {
        ObjectNode asked = asking("{'$ref':'#/$defs/n','$defs':{'n':{'type':'integer'}}}");
        ObjectNode before = asked.deepCopy();

        assertThat(RowMarker.of(asked).write(asked, "k3f9"))
                .isEqualTo(json("{'generation_config':{'response_json_schema':{'type':'object','$defs':{'n':{'type':"
                        + "'integer'}},'properties':{'_row':{'type':'string','enum':['k3f9']},'answer':{'$ref':'#/$defs/n'}},"
                        + "'required':['_row','answer'],'propertyOrdering':['_row','answer']},"
                        + "'response_mime_type':'application/json'}}"));
        assertThat(asked).isEqualTo(before);
    }

    @Test
    void allCandidatesAreFreedOfIt() {
        Reply reply = new Reply(
                "{\"_row\":\"k3f9\",\"a\":1}", Usage.NONE, "STOP", "m", List.of("{\"_row\":\"k3f9\",\"a\":2}"));
        RowMarker.Unmarked answer = RowMarker.of(asking(OBJECT)).read(reply);

        assertThat(answer.marker()).isEqualTo(Optional.of("k3f9"));
        assertThat(answer.reply().others()).containsExactly("{\"a\":2}");
    }
}
