package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class SimulatorTest {
    private static final Scenario QUICK = Scenario.calm().latency(Duration.ZERO);
    private static final String FLASH = "gemini-flash-latest";

    @Test
    void theRealClientGetsAnAnswerWithItsUsage() {
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator)) {
            var briefly = GenerateContentConfig.builder()
                    .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
                    .build();
            var response = client.models.generateContent(FLASH, "What is the capital of France?", briefly);
            var usage = response.usageMetadata().orElseThrow();

            assertThat(response.text()).isEqualTo("The capital of France is Paris.");
            assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
            assertThat(response.modelVersion()).hasValue("gemini-3.8-flash");
            assertThat(response.responseId()).isPresent();
            assertThat(usage.promptTokenCount()).hasValue(10);
            assertThat(usage.candidatesTokenCount()).hasValue(8);
            assertThat(usage.thoughtsTokenCount().orElseThrow()).isBetween(20, 200);
            assertThat(usage.totalTokenCount())
                    .hasValue(18 + usage.thoughtsTokenCount().orElseThrow());
            assertThat(simulator.requests()).isEqualTo(1);
        }
    }

    @Test
    void onlyModelsThatThinkCountThoughts() {
        var noThoughts = GenerateContentConfig.builder()
                .thinkingConfig(ThinkingConfig.builder().thinkingBudget(0))
                .build();
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator)) {
            var lite = client.models.generateContent("gemini-2.5-flash-lite", "Hi", null);
            var told = client.models.generateContent(FLASH, "Hi", noThoughts);

            assertThat(lite.usageMetadata().orElseThrow().thoughtsTokenCount()).isEmpty();
            assertThat(told.usageMetadata().orElseThrow().thoughtsTokenCount()).isEmpty();
        }
    }

    @Test
    void anAnswerIsNoLongerThanAllowed() {
        var brief = GenerateContentConfig.builder().maxOutputTokens(5).build();
        try (Simulator simulator = Simulator.start(QUICK.answers(prompt -> "🙂".repeat(100)));
                Client client = Sdk.client(simulator)) {
            var response = client.models.generateContent(FLASH, "Smile", brief);

            assertThat(response.text()).isEqualTo("🙂".repeat(10));
            assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.MAX_TOKENS);
            assertThat(response.usageMetadata().orElseThrow().candidatesTokenCount())
                    .hasValue(5);
        }
    }

    @Test
    void aSchemaOfTheClientIsFollowed() {
        var schema = Schema.builder()
                .type("OBJECT")
                .properties(Map.of(
                        "sentiment",
                        Schema.builder()
                                .type("STRING")
                                .enum_(List.of("positive", "negative"))
                                .build(),
                        "tags",
                        Schema.builder()
                                .type("ARRAY")
                                .minItems(2L)
                                .maxItems(2L)
                                .items(Schema.builder().type("STRING"))
                                .build()))
                .required("sentiment", "tags")
                .build();
        var config = GenerateContentConfig.builder()
                .responseMimeType("application/json")
                .responseSchema(schema)
                .build();
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator)) {
            var answer = client.models.generateContent(FLASH, "A terrible waste.", config);
            var parsed = Raw.read(Objects.requireNonNull(answer.text()));

            assertThat(parsed.path("sentiment").asText()).isEqualTo("negative");
            assertThat(parsed.path("tags")).hasSize(2);
        }
    }

    @Test
    void tokensAreCountedAndModelsListed() {
        try (Simulator simulator = Simulator.start(QUICK);
                Client client = Sdk.client(simulator)) {
            assertThat(client.models.countTokens(FLASH, "twelve chars", null).totalTokens())
                    .hasValue(3);
            assertThat(client.models.get("gemini-2.5-pro", null).displayName()).hasValue("Gemini 2.5 Pro");
            assertThat(client.models.list(null)).hasSizeGreaterThan(10);
            assertThat(Raw.read(Raw.get(simulator, "/v1beta/models?pageSize=5&pageToken=x"))
                            .path("models"))
                    .isNotEmpty();
            assertThat(simulator.requests()).isZero();
        }
    }

    @Test
    void aMegabyteAndEveryAlphabetSurvive() {
        String prompt = "שלום 🙂 مرحبا " + "lorem ipsum 🙃 ".repeat(80_000);
        try (Simulator simulator = Simulator.start(QUICK.answers(text -> text));
                Client client = Sdk.client(simulator)) {
            assertThat(client.models.generateContent(FLASH, prompt, null).text())
                    .isEqualTo(prompt);
        }
        try (Simulator simulator = Simulator.start(QUICK)) {
            assertThat(Raw.post(simulator, Raw.asking(prompt)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void headersAreThoseOfTheService() {
        try (Simulator simulator =
                Simulator.start(QUICK.latency(Duration.ofMillis(3)).spread(0))) {
            var headers = Raw.post(simulator, Raw.asking("Hi")).headers();

            assertThat(headers.firstValue("Content-Type")).hasValue("application/json; charset=UTF-8");
            assertThat(headers.firstValue("Server")).hasValue("scaffolding on HTTPServer2");
            assertThat(headers.firstValue("Server-Timing")).hasValue("gfet4t7; dur=3");
        }
    }

    @Test
    void aThousandRequestsWaitAtOnceWithoutAThreadEach() {
        List<? extends CompletableFuture<?>> waiting;
        try (Simulator simulator = Simulator.start(QUICK.fault(Fault.HANG, 1))) {
            waiting = IntStream.range(0, 1000)
                    .mapToObj(i -> Raw.later(simulator, Raw.asking("prompt " + i)))
                    .toList();
            while (simulator.inFlight() < 1000) {
                Thread.onSpinWait();
            }

            assertThat(simulator.peakInFlight()).isEqualTo(1000);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("gemini-simulator"))
                    .hasSizeLessThan(20)
                    .allMatch(Thread::isDaemon);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("HTTP-Dispatcher"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
        assertThat(waiting)
                .allSatisfy(answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class));
    }

    @Test
    void twoHundredAtOnceGetTheirOwnAnswers() {
        Scenario echo = QUICK.latency(Duration.ofMillis(20)).answers(prompt -> "re: " + prompt);
        try (Simulator simulator = Simulator.start(echo)) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(i -> Raw.later(simulator, Raw.asking("prompt " + i)))
                    .toList();

            for (int i = 0; i < 200; i++) {
                assertThat(Raw.read(answers.get(i).join())
                                .at("/candidates/0/content/parts/0/text")
                                .asText())
                        .isEqualTo("re: prompt " + i);
            }
            assertThat(simulator.requests()).isEqualTo(200);
            assertThat(simulator.inFlight()).isZero();
        }
    }

    @Test
    void aFailureOfYourOwnAnswersIsToldToTheClient() {
        Scenario failing = QUICK.answers(prompt -> {
            throw new AssertionError("no idea");
        });
        try (Simulator simulator = Simulator.start(failing)) {
            var response = Raw.post(simulator, Raw.asking("Hi"));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("no idea");
        }
    }

    @Test
    void aClientThatHangsUpDisturbsNobody() throws IOException {
        try (Simulator simulator = Simulator.start(QUICK.latency(Duration.ofMillis(5)))) {
            byte[] body = Raw.asking("Hi").getBytes(StandardCharsets.UTF_8);
            String head = "POST /v1beta/models/" + FLASH + ":generateContent HTTP/1.1\r\nHost: x\r\nx-goog-api-key: "
                    + Simulator.KEY + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            for (int sent = 0; sent < 20; sent++) {
                try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), simulator.uri().getPort())) {
                    socket.setSoLinger(true, 0);
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().write(body, 0, sent % 2 == 0 ? body.length : 5);
                }
            }
            assertThat(Raw.post(simulator, Raw.asking("Hi")).statusCode()).isEqualTo(200);
            while (simulator.inFlight() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void nobodyElseOnTheNetworkCanReachIt() throws IOException {
        try (Simulator simulator = Simulator.start(QUICK)) {
            assertThat(simulator.uri().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress other : others) {
                assertThatThrownBy(() -> new Socket(other, simulator.uri().getPort()).close())
                        .as(other.toString())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void closingTwiceIsFineAndFreesThePort() {
        Simulator first = Simulator.start(QUICK);
        int port = first.uri().getPort();
        assertThatThrownBy(() -> Simulator.start(QUICK, port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));

        first.close();
        assertThatCode(first::close).doesNotThrowAnyException();

        try (Simulator second = Simulator.start(QUICK, port)) {
            assertThat(Raw.post(second, Raw.asking("Hi")).statusCode()).isEqualTo(200);
            assertThat(second.scenario()).isEqualTo(QUICK);
        }
        assertThatThrownBy(() -> Simulator.start(QUICK, 70_000)).hasMessageContaining("70000");
    }
}
