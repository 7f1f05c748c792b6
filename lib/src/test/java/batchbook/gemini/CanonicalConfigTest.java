package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GoogleSearch;
import com.google.genai.types.HarmBlockThreshold;
import com.google.genai.types.HarmCategory;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.SafetySetting;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import com.google.genai.types.UrlContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Settings as a journal knows them: these very texts, whatever the SDK makes of them. */
class CanonicalConfigTest {
    private static GenerateContentConfig.Builder empty() {
        return GenerateContentConfig.builder();
    }

    private static Schema schema(Random random) {
        List<Map.Entry<String, Schema>> fields = new ArrayList<>(List.of(
                Map.entry(
                        "stars",
                        Schema.builder().type(Type.Known.INTEGER).minimum(1.0).build()),
                Map.entry(
                        "mood",
                        Schema.builder()
                                .type(Type.Known.STRING)
                                .enum_(List.of("good", "bad"))
                                .build()),
                Map.entry(
                        "words",
                        Schema.builder()
                                .type(Type.Known.STRING)
                                .description("a \"quote\"")
                                .build())));
        Collections.shuffle(fields, random);
        Map<String, Schema> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.getKey(), field.getValue()));
        return Schema.builder()
                .type(Type.Known.OBJECT)
                .properties(properties)
                .required(List.of("stars"))
                .build();
    }

    /** All kinds of settings, given in any order. */
    private static GenerateContentConfig rich(Random random) {
        List<UnaryOperator<GenerateContentConfig.Builder>> settings = new ArrayList<>(List.of(
                config -> config.systemInstruction(Content.fromParts(Part.fromText("Judge the review."))),
                config -> config.temperature(0.2f).topP(0.95f).topK(40f),
                config -> config.maxOutputTokens(500).seed(7).candidateCount(1),
                config -> config.stopSequences(List.of("END")).responseMimeType("application/json"),
                config -> config.responseSchema(schema(random)),
                config -> config.safetySettings(List.of(SafetySetting.builder()
                        .category(HarmCategory.Known.HARM_CATEGORY_HARASSMENT)
                        .threshold(HarmBlockThreshold.Known.BLOCK_NONE)
                        .build())),
                config -> config.tools(List.of(
                        Tool.builder()
                                .googleSearch(GoogleSearch.builder().build())
                                .build(),
                        Tool.builder()
                                .functionDeclarations(List.of(FunctionDeclaration.builder()
                                        .name("f")
                                        .description("d")
                                        .build()))
                                .build())),
                config -> config.thinkingConfig(ThinkingConfig.builder()
                        .thinkingBudget(0)
                        .includeThoughts(false)
                        .build())));
        Collections.shuffle(settings, random);
        GenerateContentConfig.Builder config = empty();
        for (UnaryOperator<GenerateContentConfig.Builder> setting : settings) {
            config = setting.apply(config);
        }
        return config.build();
    }

    @Test
    void theTextIsThisOneInEveryVersionBecauseFilesHaveIt() {
        assertThat(CanonicalConfig.of(rich(new Random(1))))
                .isEqualTo("{\"candidateCount\":1,\"maxOutputTokens\":500,\"responseMimeType\":\"application/json\","
                        + "\"responseSchema\":{\"properties\":{\"mood\":{\"enum\":[\"good\",\"bad\"],\"type\":\"STRING\"},"
                        + "\"stars\":{\"minimum\":1,\"type\":\"INTEGER\"},\"words\":{\"description\":\"a \\\"quote\\\"\","
                        + "\"type\":\"STRING\"}},\"required\":[\"stars\"],\"type\":\"OBJECT\"},\"safetySettings\":"
                        + "[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"BLOCK_NONE\"}],\"seed\":7,"
                        + "\"stopSequences\":[\"END\"],\"systemInstruction\":[\"Judge the review.\"],\"temperature\":0.2,"
                        + "\"thinkingConfig\":{\"includeThoughts\":false,\"thinkingBudget\":0},\"tools\":"
                        + "[{\"googleSearch\":{}},{\"functionDeclarations\":[{\"description\":\"d\",\"name\":\"f\"}]}],"
                        + "\"topK\":40,\"topP\":0.95}");
        assertThat(CanonicalConfig.of(empty().build())).isEqualTo("{}");
    }

    @Test
    void theOrderInWhichSettingsAreGivenAndMapsAreIteratedDoesNotMatter() {
        String text = CanonicalConfig.of(rich(new Random(0)));
        for (int seed = 1; seed < 200; seed++) {
            assertThat(CanonicalConfig.of(rich(new Random(seed))))
                    .as("seed " + seed)
                    .isEqualTo(text);
        }
        assertThat(json(ImmutableMap.of("b", 1, "a", Map.of("d", 2, "c", 3))))
                .isEqualTo(json(ImmutableMap.of("a", ImmutableMap.of("c", 3, "d", 2), "b", 1)));
    }

    private static String json(Object schema) {
        return CanonicalConfig.of(empty().responseJsonSchema(schema).build());
    }

    @Test
    void everySettingThatChangesTheAnswerChangesTheText() {
        List<GenerateContentConfig> all = List.of(
                empty().build(),
                empty().temperature(0f).build(),
                empty().temperature(0.1f).build(),
                empty().topK(0.1f).build(),
                empty().maxOutputTokens(1).build(),
                empty().systemInstruction(Content.fromParts(Part.fromText("a"))).build(),
                empty().systemInstruction(Content.fromParts(Part.fromText("a"), Part.fromText("b")))
                        .build(),
                empty().systemInstruction(Content.fromParts(Part.fromText("a\",\"b")))
                        .build(),
                empty().systemInstruction(Content.fromParts(Part.fromUri("gs://a", "text/plain")))
                        .build(),
                empty().stopSequences(List.of("a", "b")).build(),
                empty().stopSequences(List.of("b", "a")).build(),
                empty().tools(List.of(Tool.builder()
                                .googleSearch(GoogleSearch.builder().build())
                                .build()))
                        .build(),
                empty().tools(List.of(Tool.builder()
                                .urlContext(UrlContext.builder().build())
                                .build()))
                        .build(),
                empty().tools(List.of(Tool.builder().functions(function("one")).build()))
                        .build(),
                empty().tools(List.of(Tool.builder().functions(function("two")).build()))
                        .build(),
                empty().thinkingConfig(
                                ThinkingConfig.builder().thinkingBudget(0).build())
                        .build(),
                empty().thinkingConfig(
                                ThinkingConfig.builder().thinkingBudget(-1).build())
                        .build(),
                empty().httpOptions(HttpOptions.builder()
                                .baseUrl("https://other.example")
                                .build())
                        .build(),
                empty().httpOptions(HttpOptions.builder()
                                .headers(Map.of("X-Route", "b"))
                                .build())
                        .build());

        assertThat(all.stream().map(CanonicalConfig::of)).doesNotHaveDuplicates();
    }

    static String one(int number) {
        return "one" + number;
    }

    static String two(int number) {
        return "two" + number;
    }

    private static Method function(String name) {
        try {
            return CanonicalConfigTest.class.getDeclaredMethod(name, int.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatDecidesNoAnswerIsNotInIt() {
        GenerateContentConfig config = empty().shouldReturnHttpResponse(true)
                .stopSequences(List.of())
                .httpOptions(HttpOptions.builder()
                        .timeout(5_000)
                        .apiVersion("v1beta")
                        .headers(Map.of("Authorization", "Bearer s3cret", "X-Api-Key", "s3cret"))
                        .build())
                .build();
        assertThat(CanonicalConfig.of(config)).isEqualTo("{\"httpOptions\":{\"headers\":{}}}");
    }
}
