package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Retry;
import batchbook.Run;
import batchbook.sim.Fault;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK, over real HTTP, against the simulator. */
class GeminiTest {
    private static final Scenario QUICK =
            Scenario.calm().latency(Duration.ofMillis(2)).spread(0);
    private static final Retry AT_ONCE = new Retry(6, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    private final List<Simulator> started = new ArrayList<>();

    private Simulator start(Scenario scenario) {
        Simulator simulator = Simulator.start(scenario);
        started.add(simulator);
        return simulator;
    }

    private Gemini gemini(Scenario scenario) {
        return Gemini.at(start(scenario));
    }

    @AfterEach
    void stop() {
        started.forEach(Simulator::close);
    }

    private static ModelException failure(Gemini gemini, String prompt) {
        return catchThrowableOfType(ModelException.class, () -> gemini.ask(prompt));
    }

    /** Different ones: equal prompts would be asked once. */
    private static List<String> hellos(int count) {
        return IntStream.range(0, count).mapToObj(i -> "hello " + i).toList();
    }

    @Test
    void anAnswerHasTextTokensReasonAndTheModelThatGaveIt() {
        Reply reply =
                gemini(QUICK.answers(prompt -> "It scatters 🌍: " + prompt)).ask("Why is the sky blue? سماء");

        assertThat(reply.text()).isEqualTo("It scatters 🌍: Why is the sky blue? سماء");
        assertThat(reply.usage().in()).isPositive();
        assertThat(reply.usage().out()).isPositive();
        assertThat(reply.finishReason()).isEqualTo("STOP");
        assertThat(reply.modelVersion()).startsWith("gemini-").doesNotContain("latest");
        assertThat(reply).hasToString(reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RATE_LIMITED",
        "DAY_QUOTA, QUOTA_EXHAUSTED",
        "INTERNAL, OVERLOADED",
        "BAD_GATEWAY, OVERLOADED",
        "OVERLOADED, OVERLOADED",
        "DEADLINE, TIMEOUT",
        "RESET, NETWORK",
        "BROKEN_JSON, UNREADABLE",
        "BLOCKED, BLOCKED",
        "UNSAFE, BLOCKED",
        "TRUNCATED, TRUNCATED",
        "EMPTY, EMPTY"
    })
    void everyFaultOnTheWireHasItsKindAndIsSentOnce(Fault fault, ErrorKind kind) {
        Simulator simulator = start(QUICK.fault(fault, 1));

        ModelException failure = failure(Gemini.at(simulator), "hello");

        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure.getMessage()).isNotBlank();
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void aRefusalKeepsWhatTheProviderSaid() {
        Scenario scenario = QUICK.fixedMinutes(Duration.ofSeconds(15)).perMinute(1);
        Gemini gemini = gemini(scenario);
        gemini.ask("hello");

        ModelException refusal = failure(gemini, "hello");

        assertThat(refusal.httpStatus()).hasValue(429);
        assertThat(refusal.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
        assertThat(refusal.limits().get(0).quotaId()).contains("PerMinute");
        assertThat(refusal.limits().get(0).value()).isPresent();
        assertThat(refusal.getMessage()).contains("429 RESOURCE_EXHAUSTED").contains("quota");
    }

    @Test
    void aTruncatedAnswerKeepsThePartThatCame() {
        ModelException failure =
                failure(gemini(QUICK.answers(p -> "word ".repeat(500))).maxOutputTokens(20), "write a lot");

        assertThat(failure.kind()).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(failure.partial().orElseThrow().text()).startsWith("word word");
        assertThat(failure.getMessage()).contains("limit of 20").contains(".maxOutputTokens(");
    }

    @Test
    void aWrongKeyEndsTheRunAndSaysWhatToDoAndNothingShowsTheKey() {
        String key = "AIzaSyD-not-a-real-key-0123456789abcdefg";
        Gemini gemini = Gemini.at(start(QUICK).uri()).key(key);

        Run run = Batch.of(gemini).workers(2).progress(Progress.none()).run(hellos(500));

        assertThat(run.failed()).hasSizeBetween(1, 2);
        assertThat(run.get(0).kind()).contains(ErrorKind.AUTH);
        assertThat(run.stopped().orElseThrow()).contains("API key not valid").contains("GEMINI_API_KEY");
        assertThat(run.notRun()).hasSizeGreaterThanOrEqualTo(498);
        String all = gemini + " " + run + run.results() + run.stopped() + failure(gemini, "x");
        assertThat(all).doesNotContain(key).doesNotContain(key.substring(5, 25));
    }

    @Test
    void anUnknownModelEndsTheRunAndSaysWhereToLook() {
        Simulator simulator = start(QUICK);
        Gemini gemini = Gemini.at(simulator).model("gemini-99-ultra");

        Run run = Batch.sequential(gemini, hellos(20));

        assertThat(simulator.requests()).isEqualTo(1);
        assertThat(run.get(0).kind()).contains(ErrorKind.NOT_FOUND);
        assertThat(run.stopped().orElseThrow()).contains("gemini-99-ultra").contains("gemini.models()");
    }

    @Test
    void anAddressWhereNobodyListensIsANetworkError() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ModelException failure = failure(Gemini.at(URI.create("http://127.0.0.1:" + port)), "hello");
        assertThat(failure.kind()).isEqualTo(ErrorKind.NETWORK);
        assertThat(failure.getMessage())
                .contains("127.0.0.1:" + port)
                .contains("Check the network")
                .contains("does a server run there?");
        ModelException unknown = failure(Gemini.at(URI.create("http://nobody.invalid")), "hello");
        assertThat(unknown.kind()).isEqualTo(ErrorKind.NETWORK);
        assertThat(unknown.getMessage()).contains("no address is known for the name nobody.invalid");
    }

    @Test
    void theSdksOwnRetriesStayOffWhateverConfigurationComes() {
        Simulator simulator = start(QUICK.fault(Fault.OVERLOADED, 1));
        GenerateContentConfig eager = GenerateContentConfig.builder()
                .httpOptions(HttpOptions.builder()
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(4)
                                .initialDelay(0.0)
                                .build())
                        .build())
                .build();

        assertThat(failure(Gemini.at(simulator).config(eager), "hello").kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsCutIsNotUsedToSendTheRequestTwice() {
        Simulator simulator = start(QUICK.fault(Fault.RESET, 0.5));
        Gemini gemini = Gemini.at(simulator);

        Run run = Batch.of(gemini)
                .workers(1)
                .retry(Retry.none())
                .progress(Progress.none())
                .run(IntStream.range(0, 40).mapToObj(i -> "prompt " + i).toList());

        assertThat(simulator.requests()).isEqualTo(40);
        assertThat(run.failed())
                .isNotEmpty()
                .allMatch(row -> row.kind().equals(java.util.Optional.of(ErrorKind.NETWORK)));
        assertThat(run.answered()).isNotEmpty();
    }

    @Test
    void anInterruptEndsARequestThatHasNoAnswerOnAPlatformThreadToo() throws InterruptedException {
        Simulator simulator = start(QUICK.fault(Fault.HANG, 1));
        Gemini gemini = Gemini.at(simulator);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                gemini.ask("hello");
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (simulator.inFlight() == 0) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(ModelException.class);
    }

    @Test
    void aBatchInterruptedWhileRequestsHangEndsAndTheSimulatorSeesThemGo() throws InterruptedException {
        Simulator simulator = start(QUICK.fault(Fault.HANG, 1));
        Batch plan = Batch.of(Gemini.at(simulator)).workers(4).progress(Progress.none());
        CountDownLatch over = new CountDownLatch(1);
        Thread cell = new Thread(() -> {
            try {
                plan.run(hellos(50));
            } catch (java.util.concurrent.CancellationException e) {
                over.countDown();
            }
        });
        cell.start();
        while (simulator.inFlight() < 4) {
            Thread.onSpinWait();
        }
        cell.interrupt();
        over.await();
        cell.join();
        assertThat(simulator.requests()).isEqualTo(4);
        assertThat(Batch.last().notRun()).hasSize(50);
    }

    @Test
    void aRequestThatHangsTimesOutAndIsTriedAgain() {
        Simulator simulator = start(QUICK.fault(Fault.HANG, 1));
        Run run = Batch.of(Gemini.at(simulator))
                .timeout(Duration.ofMillis(60))
                .retry(new Retry(2, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .progress(Progress.none())
                .run(List.of("hello"));
        assertThat(run.get(0).kind()).contains(ErrorKind.TIMEOUT);
        assertThat(run.get(0).attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void aFlakyServiceLosesNoRowAndTheSameSeedGivesTheSameTable(int workers) {
        Scenario flaky = Scenario.flaky()
                .seed(5)
                .latency(Duration.ofMillis(4))
                .retryDelay(Duration.ofMillis(5))
                .fault(Fault.HANG, 0)
                .fault(Fault.SLOW, 0);
        List<Prompt> prompts = IntStream.range(0, 150)
                .mapToObj(i -> Prompt.of("Is review " + i + " positive?").label("row", i))
                .toList();

        Run run = Batch.of(gemini(flaky))
                .workers(workers)
                .retry(AT_ONCE)
                .progress(Progress.none())
                .run(prompts);

        assertThat(run.size()).isEqualTo(150);
        assertThat(run.results()).allMatch(row -> row.prompt().equals(prompts.get(row.index())));
        assertThat(run.failed()).isNotEmpty();
        assertThat(run.answered().stream().filter(Result::retried)).isNotEmpty();
        assertThat(tableOf(run)).isEqualTo(FIRST_TABLE.updateAndGet(known -> known.isEmpty() ? tableOf(run) : known));
    }

    private static final AtomicReference<String> FIRST_TABLE = new AtomicReference<>("");

    private static String tableOf(Run run) {
        StringBuilder table = new StringBuilder();
        run.forEach(row -> table.append(row.index())
                .append(row.kind())
                .append(row.text())
                .append(row.attempts().size())
                .append('\n'));
        return table.toString();
    }

    @Test
    void aHugePromptAndItsAnswerPass() {
        String huge = "x".repeat(1 << 20);
        assertThat(gemini(QUICK.answers(prompt -> "got " + prompt.length()))
                        .ask(huge)
                        .text())
                .isEqualTo("got " + (1 << 20));
    }

    @Test
    void optionsReachTheProvider() {
        Gemini json = gemini(QUICK)
                .config(GenerateContentConfig.builder()
                        .responseMimeType("application/json")
                        .responseSchema(Schema.builder()
                                .type("OBJECT")
                                .properties(Map.of(
                                        "stars",
                                        Schema.builder().type("INTEGER").build()))
                                .required("stars")
                                .build())
                        .build());
        assertThat(json.ask("How many stars?").text()).matches("(?s)\\{\\s*\"stars\"\\s*:\\s*-?\\d+\\s*}");

        Gemini plain = gemini(QUICK);
        long bare = plain.ask("hello").usage().in();
        long instructed = plain.system("Answer as a pirate would, and briefly.")
                .ask("hello")
                .usage()
                .in();
        assertThat(instructed).isGreaterThan(bare);
    }

    @Test
    void ofAnOptionAndAConfigurationThatSayTheSameTheLastWordCounts() {
        GenerateContentConfig whole =
                GenerateContentConfig.builder().temperature(0.5f).topK(7f).build();
        Gemini both = Gemini.simulator().system("Be brief.").maxOutputTokens(50);

        assertThat(both.config(whole).temperature(0.25).settings())
                .isEqualTo(both.temperature(1).config(whole).temperature(0.25).settings())
                .contains("Be brief.", "50", "0.25", "7")
                .doesNotContain("0.5");
        assertThat(both.temperature(0.25).config(whole).settings())
                .isEqualTo(both.config(whole).settings())
                .contains("Be brief.", "50", "0.5", "7")
                .doesNotContain("0.25");
        assertThat(both.temperature(0.25)
                        .config(GenerateContentConfig.builder().topK(7f).build())
                        .settings())
                .isEqualTo(both.config(GenerateContentConfig.builder().topK(7f).build())
                        .temperature(0.25)
                        .settings());
        GenerateContentConfig others = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText("Be long.")))
                .maxOutputTokens(60)
                .build();
        assertThat(both.config(whole).config(others).settings())
                .contains("Be long.", "60")
                .doesNotContain("0.5", "Be brief.", "50");
    }

    @Test
    void modelsAndTokensCanBeLookedUp() {
        Gemini gemini = gemini(QUICK);
        assertThat(gemini.models()).contains(Gemini.DEFAULT_MODEL).noneMatch(name -> name.startsWith("models/"));
        assertThat(gemini.countTokens("a text of some words")).isPositive();
    }

    @Test
    void withoutAKeyFromEnvFailsClearlyAndFromEnvOrSimulatorSaysThatItIsTheSimulator() {
        // The build sets the variables to nothing, which means "no key" whatever a .env file says.
        assertThat(Gemini.hasKey()).isFalse();
        assertThatIllegalStateException().isThrownBy(Gemini::fromEnv).withMessage(GeminiKey.NOT_FOUND);

        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Gemini.fromEnvOrSimulator().toString()).contains("127.0.0.1");
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith(">>> SIMULATOR");
    }

    @Test
    void gettingReadySendsNothing() {
        Simulator simulator = start(QUICK);
        Gemini.at(simulator).prepare();
        assertThat(WarmUp.done()).isTrue();
        assertThat(simulator.requests()).isZero();
    }

    @Test
    void badSettingsAreNamed() {
        Gemini gemini = Gemini.at(URI.create("http://127.0.0.1:1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gemini.temperature(3))
                .withMessageContaining("is 3.0");
        assertThatIllegalArgumentException().isThrownBy(() -> gemini.temperature(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gemini.maxOutputTokens(0))
                .withMessageContaining("is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> gemini.model(" ")).withMessageContaining("blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Gemini.of(" ")).withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gemini.of("secret\nkey"))
                .withMessageContaining("copy it again")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gemini.at(URI.create("localhost:80")))
                .withMessageContaining("no host");
    }

    @Test
    void itShowsWhatIsAskedAndWhere() {
        assertThat(Gemini.of("k3y").model("gemini-3.8-flash")).hasToString("Gemini gemini-3.8-flash at Google");
        assertThat(Gemini.at(URI.create("http://127.0.0.1:9")))
                .hasToString("Gemini gemini-flash-latest at http://127.0.0.1:9");
    }
}
