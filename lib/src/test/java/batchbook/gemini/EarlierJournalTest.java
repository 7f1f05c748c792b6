package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Journal;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GoogleSearch;
import com.google.genai.types.HarmBlockThreshold;
import com.google.genai.types.HarmCategory;
import com.google.genai.types.Part;
import com.google.genai.types.SafetySetting;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of November 2026, when the SDK's own JSON was the form of the settings: nothing in it is asked again. */
class EarlierJournalTest {
    private static final List<Prompt> OF_THE_SIMULATOR = List.of(
            Prompt.of("r-1", "Why is the sky blue?").label("shop", "Lyon"),
            Prompt.of("Why is grass green?"),
            Prompt.of("Why is the sky blue?"),
            Prompt.of("Why is snow white? Größe 🌍"));
    private static final List<String> OF_GOOGLE = List.of("The soup was cold.", "Never again!");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void copyIt() throws IOException {
        file = directory.resolve("reviews.jsonl");
        try (InputStream in = getClass().getResourceAsStream("/batchbook/journal-of-2026-11.txt")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
    }

    /** The settings of Gemini, and no request. */
    private record Unasked(Gemini gemini, List<String> formerSettings) implements Model {
        Unasked(Gemini gemini) {
            this(gemini, gemini.formerSettings());
        }

        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError(prompt.text() + " is asked");
        }

        @Override
        public String settings() {
            return gemini.settings();
        }
    }

    private Run run(Model model, List<?> prompts) {
        return Batch.of(model).journal(file).progress(Progress.none()).run(prompts);
    }

    private static Gemini simulated(Simulator simulator) {
        return Gemini.at(simulator)
                .system("Answer in one sentence.")
                .temperature(0.2)
                .maxOutputTokens(500);
    }

    private static GenerateContentConfig whole() {
        Map<String, Schema> fields = new LinkedHashMap<>();
        fields.put(
                "stars", Schema.builder().type(Type.Known.INTEGER).minimum(1.0).build());
        fields.put(
                "mood",
                Schema.builder()
                        .type(Type.Known.STRING)
                        .enum_(List.of("good", "bad"))
                        .build());
        return GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText("Judge the review.")))
                .temperature(0.4f)
                .topP(0.95f)
                .maxOutputTokens(200)
                .seed(7)
                .responseMimeType("application/json")
                .responseSchema(Schema.builder()
                        .type(Type.Known.OBJECT)
                        .properties(fields)
                        .required(List.of("stars"))
                        .build())
                .safetySettings(List.of(SafetySetting.builder()
                        .category(HarmCategory.Known.HARM_CATEGORY_HARASSMENT)
                        .threshold(HarmBlockThreshold.Known.BLOCK_NONE)
                        .build()))
                .tools(List.of(Tool.builder()
                        .googleSearch(GoogleSearch.builder().build())
                        .build()))
                .thinkingConfig(ThinkingConfig.builder().thinkingBudget(0).build())
                .build();
    }

    private static void isAllFound(Run run, String... answers) {
        assertThat(run.results()).allMatch(Result::ok).allMatch(Result::resumed);
        assertThat(run.results()).extracting(Result::text).contains(answers);
    }

    @Test
    void theSimulatorsRowsAreFoundByAnotherSimulator() {
        try (Simulator simulator = Simulator.start(Scenario.calm())) {
            Gemini gemini = simulated(simulator);
            Run run = run(gemini, OF_THE_SIMULATOR);
            isAllFound(run, "Ask a real model when what is said of snow has to be true.");
            assertThat(run.get(2).deduplicated()).isTrue();
            assertThat(Batch.of(gemini).journal(file).preview(OF_THE_SIMULATOR).requests())
                    .isZero();
        }
    }

    @Test
    void aServerOfTheUsersOwnGetsNoneOfThem() {
        Gemini gateway = Gemini.at(URI.create("http://127.0.0.1:8211"))
                .system("Answer in one sentence.")
                .temperature(0.2)
                .maxOutputTokens(500);
        assertThat(gateway.settings()).contains("http://127.0.0.1:8211");
        assertThat(Batch.of(gateway).journal(file).preview(OF_THE_SIMULATOR).requests())
                .isEqualTo(3);
        assertThat(Gemini.at(URI.create("http://127.0.0.1:8212")).settings())
                .isNotEqualTo(Gemini.at(URI.create("http://127.0.0.1:8211")).settings());
    }

    @Test
    void theRowsOfAWholeConfigurationAndOfAnotherAddressAreFound() {
        Gemini google = Gemini.of("none").config(whole());
        isAllFound(run(new Unasked(google), OF_GOOGLE), "from afar: Never again!");
        Gemini gateway = Gemini.at(URI.create("https://gateway.example")).model("gemini-flash-lite-latest");
        isAllFound(run(new Unasked(gateway), OF_GOOGLE.subList(0, 1)), "from afar: The soup was cold.");
    }

    @Test
    void onceTheyWereFoundTheyNeedTheSdksJsonNoMore() {
        Gemini google = Gemini.of("none").config(whole());
        run(new Unasked(google), OF_GOOGLE);
        isAllFound(
                run(new Unasked(google, List.of("as another SDK may write it")), OF_GOOGLE), "from afar: Never again!");
        isAllFound(run(new Unasked(google, List.of()), OF_GOOGLE), "from afar: Never again!");
    }

    @Test
    void aModelWithoutANameGoesOnUnderTheNameModel() {
        Run run = run(
                Model.named("model", prompt -> {
                    throw new AssertionError("asked");
                }),
                List.of("hello", "bad"));
        assertThat(run.get(0).text()).isEqualTo("HELLO");
        assertThat(run.get(1).kind()).contains(ErrorKind.BLOCKED);
    }

    @Test
    void readBeforeAndAfterItHasTheSameRowsAndNoCost() {
        List<Result> before = Journal.read(file).results();
        assertThat(before).hasSize(9).allMatch(row -> row.cost().isEmpty());
        assertThat(Journal.read(file).metrics().cost()).isEmpty();

        run(new Unasked(Gemini.of("none").config(whole())), OF_GOOGLE);

        assertThat(Journal.read(file).results()).isEqualTo(before);
    }
}
