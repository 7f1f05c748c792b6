package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.Preview;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import batchbook.gemini.Gateway.Answer;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import batchbook.view.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt with all that it may have, as it goes over the wire. */
class WholePromptTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWER = """
            {"candidates":[{"content":{"parts":[{"text":"ok"}],"role":"model"},"finishReason":"STOP"}],
            "usageMetadata":{"promptTokenCount":1300,"candidatesTokenCount":1},"totalTokens":7}""";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

    private final Gateway gateway = Gateway.saying(Answer.of(200, ANSWER));
    private final Gemini gemini = gateway.gemini();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        gateway.close();
    }

    private JsonNode sent(int number) throws IOException {
        return JSON.readTree(gateway.bodies().get(number));
    }

    private static Batch plan(Model model) {
        return Batch.of(model).progress(Progress.none());
    }

    private Path photo() throws IOException {
        return Files.write(folder.resolve("kettle.png"), PNG);
    }

    @Test
    void aPlainPromptGoesAsItAlwaysDid() throws IOException {
        gemini.ask("hello");

        assertThat(sent(0).path("contents"))
                .isEqualTo(JSON.readTree("[{\"parts\":[{\"text\":\"hello\"}],\"role\":\"user\"}]"));
    }

    @Test
    void examplesHistoryAndFilesGoInTheirOrderAndAtTheirPlaces() throws IOException {
        Attachment file = Attachment.of(photo());
        Prompt prompt = Prompt.of("Between these two 🌍 is it?")
                .history(List.of(Turn.user("Hello"), Turn.model("Hi")))
                .after("More?", "Yes")
                .attach(file.at(14))
                .attach(Attachment.of("a,b".getBytes(StandardCharsets.UTF_8), "text/csv")
                        .at(1_000))
                .attach(file);

        gemini.example("Great!", "POSITIVE").example("Bad", "NEGATIVE").ask(prompt);

        String png = "{\"inlineData\":{\"data\":\"" + Base64.getEncoder().encodeToString(PNG)
                + "\",\"mimeType\":\"image/png\"}}";
        String turns = "{'parts':[{'text':'Great!'}],'role':'user'},{'parts':[{'text':'POSITIVE'}],'role':'model'},"
                + "{'parts':[{'text':'Bad'}],'role':'user'},{'parts':[{'text':'NEGATIVE'}],'role':'model'},"
                + "{'parts':[{'text':'Hello'}],'role':'user'},{'parts':[{'text':'Hi'}],'role':'model'},"
                + "{'parts':[{'text':'More?'}],'role':'user'},{'parts':[{'text':'Yes'}],'role':'model'},";
        assertThat(sent(0).path("contents"))
                .isEqualTo(JSON.readTree("[" + turns.replace('\'', '"') + "{\"parts\":[" + png
                        + ",{\"text\":\"Between these \"}," + png + ",{\"text\":\"two 🌍 is it?\"},"
                        + "{\"inlineData\":{\"data\":\"YSxi\",\"mimeType\":\"text/csv\"}}],\"role\":\"user\"}]"));
    }

    @Test
    void aFileAloneIsAPrompt() throws IOException {
        gemini.system("What is on it?").ask(Prompt.of("x").attach(photo()));
        gemini.system("What is on it?")
                .ask(new Prompt("", "", Map.of(), List.of(), List.of(Attachment.of(photo())), 0));

        assertThat(sent(0).at("/contents/0/parts")).hasSize(2);
        assertThat(sent(1).at("/contents/0/parts")).hasSize(1);
    }

    @Test
    void aTemplateWithAFileIsOneRequestWithTheFileInItsPlace() throws IOException {
        photo();
        Files.writeString(folder.resolve("products.csv"), "name,photo\nKettle,kettle.png\nPot,kettle.png\n");

        Run run = plan(gemini)
                .run(Tables.prompts(
                        folder.resolve("products.csv").toString(),
                        "What is on this photo of {name}? {photo:file} Now."));

        assertThat(run.answered()).hasSize(2);
        JsonNode parts = sent(0).at("/contents/0/parts");
        assertThat(parts.at("/0/text").asText())
                .startsWith("What is on this photo of ")
                .endsWith("? ");
        assertThat(parts.at("/1/inlineData/mimeType").asText()).isEqualTo("image/png");
        assertThat(parts.at("/2/text").asText()).isEqualTo(" Now.");
        assertThat(Tables.of(run).stringColumn("files").asList()).containsOnly("kettle.png (11 bytes)");
    }

    @Test
    void tokensAreCountedOfTheWholePrompt() throws IOException {
        int tokens = gemini.example("a", "b")
                .countTokens(Prompt.of("hello").attach(photo()).after("c", "d"));

        assertThat(tokens).isEqualTo(7);
        assertThat(sent(0).path("contents")).hasSize(5);
        assertThat(sent(0).at("/contents/4/parts")).hasSize(2);
        assertThat(gemini.countTokens("hello")).isEqualTo(7);
    }

    @Test
    void aFileThatChangedFailsItsRowAloneAndAtOnce() throws IOException {
        Prompt changed = Prompt.of("a").attach(photo());
        Files.write(folder.resolve("kettle.png"), new byte[] {1});

        Run run = plan(gemini).run(List.of(changed, Prompt.of("b")));

        assertThat(run.get(0).kind()).contains(ErrorKind.BAD_REQUEST);
        assertThat(run.get(0).error()).contains("kettle.png has changed since it was attached: attach it again");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.get(1).ok()).isTrue();
        assertThat(gateway.requests()).isEqualTo(1);
    }

    @Test
    void filesThatAreTooLargeAreToldBeforeAnythingIsSent() throws IOException {
        Prompt film = Prompt.of("r-7", "a").attach(large("film.mp4", "....ftypisom", 80_000_000));
        Prompt book = Prompt.of("a").attach(large("book.pdf", "%PDF-1.7", 60_000_000));
        Batch plan = plan(gemini);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.run(List.of(Prompt.of("first"), film)))
                .withMessage(
                        "prompt 1 (r-7) cannot be asked: nothing was sent. With film.mp4 (80.0 MB) it is 106 MB on the"
                                + " wire, and Gemini takes 100 MB in one request: make the files smaller, or ask about fewer at"
                                + " once.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.preview(List.of(book)))
                .withMessageContaining("book.pdf (60.0 MB) is larger than the 50 MB that Gemini takes of a PDF");
        assertThat(gateway.requests()).isZero();
        assertThat(plan(Model.named("other", prompt -> Reply.of("ok")))
                        .run(List.of(film))
                        .answered())
                .as("a model of one's own has no such limit")
                .hasSize(1);
    }

    private Path large(String name, String beginning, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.writeBytes(beginning);
            large.setLength(size);
        }
        return file;
    }

    /** More than the 20,000,000 characters that a parser of the SDK's takes as one text. */
    @Test
    void aFileOf20MegabytesArrivesWhole() throws IOException {
        byte[] bytes = new byte[20_000_000];
        new Random(7).nextBytes(bytes);
        bytes[0] = 0;

        Run run = plan(gemini).run(List.of(Prompt.of("a").attach(Attachment.of(bytes, "audio/mp3"))));

        assertThat(run.get(0).error()).isEmpty();
        String body = new String(gateway.bodies().get(0), StandardCharsets.ISO_8859_1);
        assertThat(body.contains(Base64.getEncoder().encodeToString(bytes))).isTrue();
    }

    @Test
    void allOfItCountsInEstimatesAndBudgets() throws IOException {
        Gemini priced = gemini.price(Price.perMillion(1, 2)).maxOutputTokens(10);
        Prompt plain = Prompt.of("x".repeat(40));
        Prompt photo = plain.attach(photo());
        Prompt later = plain.after("y".repeat(400), "z".repeat(400));
        Gemini taught = priced.example("u".repeat(400), "v".repeat(400)).system("w".repeat(400));

        assertThat(tokensIn(priced, plain)).isEqualTo(10);
        assertThat(tokensIn(priced, photo))
                .isEqualTo(10 + Attachment.of(photo()).tokens());
        assertThat(tokensIn(priced, later)).isEqualTo(210);
        assertThat(tokensIn(taught, plain)).isEqualTo(310);
        long most = priced.mostTokens(plain).in();
        assertThat(priced.mostTokens(photo).in())
                .isGreaterThanOrEqualTo(most + Attachment.of(photo()).mostTokens());
        assertThat(priced.mostTokens(later).in()).isGreaterThanOrEqualTo(most + 800);
        assertThat(taught.mostTokens(plain).in()).isGreaterThanOrEqualTo(most + 1_200);
        assertThat(Model.named("m", prompt -> Reply.of("")).mostTokens(photo).in())
                .isEqualTo(40 + Attachment.of(photo()).mostTokens());
    }

    private static long tokensIn(Model model, Prompt prompt) {
        Preview preview = Batch.of(model).preview(List.of(prompt));
        return preview.tokensIn();
    }

    @Test
    void examplesArePartOfTheSettings() {
        assertThat(gemini.example("a", "b").settings())
                .startsWith(gemini.settings())
                .isNotEqualTo(gemini.settings())
                .isNotEqualTo(gemini.example("b", "a").settings());
        assertThat(gemini.example("a", "b").example("c", "d").settings())
                .isNotEqualTo(gemini.example("a", "b\"},{\"user\":\"c").settings());
        assertThat(Gemini.simulator().formerSettings()).isNotEmpty();
        assertThat(Gemini.simulator().example("a", "b").formerSettings()).isEmpty();
    }
}
