package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The 400s of the service, in its words. */
class InvalidRequestsTest {
    private static final String HI = "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{HI,\"foo\":1}|Invalid JSON payload received. Unknown name \"foo\": Cannot find field.",
                "{HI,\"generationConfig\":{\"maxTokens\":5}}|Invalid JSON payload received. Unknown name \"maxTokens\" at 'generation_config': Cannot find field.",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"OBJECT\",\"properties\":{\"a\":{\"type\":\"STRING\",\"additionalProperties\":false}}}}}|Unknown name \"additionalProperties\" at 'generation_config.response_schema.properties[0].value': Cannot find field.",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"TEXT\"}}}|Invalid value at 'generation_config.response_schema.type' (type.googleapis.com/google.ai.generativelanguage.v1beta.Type), \"TEXT\"",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"ARRAY\"}}}|* GenerateContentRequest.generation_config.response_schema.items: missing field.",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"OBJECT\"}}}|response_schema.properties: should be non-empty for OBJECT type",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"OBJECT\",\"properties\":{\"a\":{\"type\":\"OBJECT\",\"properties\":{}}}}}}|response_schema.properties[a].properties: should be non-empty",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"OBJECT\",\"properties\":{\"a\":{\"type\":\"STRING\"}},\"required\":[\"b\"]}}}|response_schema.required[0]: property is not defined",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"anyOf\":[{\"type\":\"INTEGER\",\"enum\":[\"1\"]}]}}}|response_schema.any_of[0].enum: only allowed for STRING type",
                "{HI,\"generationConfig\":{\"temperature\":\"hot\"}}|Invalid value at 'generation_config.temperature' (TYPE_FLOAT), \"hot\"",
                "{HI,\"generationConfig\":{\"temperature\":9}}|temperature must be in the range [0.0, 2.0].",
                "{HI,\"generationConfig\":{\"temperature\":\"9\"}}|temperature must be in the range [0.0, 2.0].",
                "{HI,\"generationConfig\":{\"topK\":0}}|it has a topK value of 0 but the supported range is from 1 (inclusive) to 65 (exclusive).",
                "{HI,\"generationConfig\":{\"topK\":1.5}}|Invalid value at 'generation_config.top_k' (TYPE_INT32), 1.5",
                "{HI,\"generationConfig\":{\"candidateCount\":0}}|candidate_count must be in the range [1, 8].",
                "{HI,\"generationConfig\":{\"responseMimeType\":\"image/png\"}}|response_mime_type: allowed mimetypes are `text/plain`, `application/json`",
                "{HI,\"generationConfig\":{\"stopSequences\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}}|the number of stop_sequences must not exceed 5.",
                "{HI,\"generationConfig\":{\"responseLogprobs\":\"x\"}}|Invalid value at 'generation_config.response_logprobs' (TYPE_BOOL), \"x\"",
                "{HI,\"systemInstruction\":\"Be brief\"}|Invalid value at 'system_instruction' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content), \"Be brief\"",
                "{\"contents\":\"Hi\"}|Invalid value at 'contents' (type.googleapis.com/google.ai.generativelanguage.v1beta.Content), \"Hi\"",
                "{\"contents\":[{\"role\":\"system\",\"parts\":[{\"text\":\"Hi\"}]}]}|Please use a valid role: user, model.",
                "{\"contents\":[{\"parts\":[{}]}]}|contents[0].parts[0].data: required oneof field 'data' must have one initialized field",
                "{\"contents\":[{\"parts\":[{\"text\":5}]}]}|Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 5",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"#\"}}]}]}|Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed for \"#\"",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"data\":\"AAAA\"}}]}]}|inline_data.mime_type: must not be empty",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"application/zip\",\"data\":\"AAAA\"}}]}]}|Unsupported MIME type: application/zip",
                "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{}}}]}]}|Please ensure that function response turn comes immediately after a function call turn.",
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]},{\"parts\":[{\"text\":\"x\"}]}]}|Please ensure that the number of function response parts is equal to the number of function call parts",
            })
    void whatIsWrongIsToldInTheWordsOfTheService(String body, String message) {
        JsonNode error = refused(body.replace("HI", HI));

        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").asText()).contains(message);
    }

    @Test
    void allThatIsWrongWithABodyIsTold() {
        JsonNode error = refused("{" + HI + ",\"a\":1,\"generation_config\":{\"b\":2}}");

        assertThat(error.path("message").asText().lines()).hasSize(2);
        assertThat(error.at("/details/0/fieldViolations")).hasSize(2);
        assertThat(error.at("/details/0/fieldViolations/0").has("field")).isFalse();
        assertThat(error.at("/details/0/fieldViolations/1/field").asText()).isEqualTo("generation_config");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{HI,\"generationConfig\":null,\"tools\":null}",
                "{HI,\"generation_config\":{\"top_k\":\"64\",\"temperature\":\"2\",\"seed\":-3,\"responseModalities\":[\"TEXT\"]}}",
                "{HI,\"generationConfig\":{\"responseSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"null\"}}}}}}",
                "{HI,\"generationConfig\":{\"responseJsonSchema\":{\"$defs\":{},\"additionalProperties\":false,\"type\":\"object\"}}}",
                "{\"contents\":[{\"parts\":[{\"inline_data\":{\"mime_type\":\"image/webp\",\"data\":\"_-8\"}}]}]}",
                "{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"https://example.com/a\"}}]}]}",
            })
    void whatIsUnusualButRightIsTaken(String body) {
        assertThatCode(() -> check(body.replace("HI", HI))).doesNotThrowAnyException();
    }

    @Test
    void aCountTakesAWholeRequestOrItsContents() throws RefusedException {
        for (String body :
                List.of("{" + HI + "}", "{\"generateContentRequest\":{\"model\":\"models/x\"," + HI + "}}")) {
            assertThat(RequestParser.parseCount("gemini-flash-latest", body.getBytes(StandardCharsets.UTF_8))
                            .promptTokens())
                    .isEqualTo(1);
        }
    }

    private static JsonNode refused(String body) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> check(body));
        assertThat(refused).as(body).isNotNull();
        return Raw.read(((Response.Message) refused.response()).body()).path("error");
    }

    private static void check(String body) throws RefusedException {
        RequestBounds.check(RequestParser.parse("gemini-flash-latest", body.getBytes(StandardCharsets.UTF_8)));
    }
}
