package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Retry;
import batchbook.Run;
import batchbook.sim.Fault;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.SafetySetting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is used of the SDK, over HTTP; the build runs it with the newest and with the oldest SDK that is supported. */
class SdkVersionTest {
    private static final Scenario QUICK =
            Scenario.calm().latency(Duration.ofMillis(2)).spread(0);

    @Test
    void itIsTheVersionThatTheBuildMeans() throws Exception {
        String expected = System.getProperty("genai.expected", "");
        String jar =
                Client.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assertThat(jar).contains("google-genai").contains(expected);
    }

    @Test
    void itIsAskedForTheDefaultModelOnTheVersionThatKnowsIt() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(Answers.of("ok"));
            server.start();
            Gemini gemini = Gemini.at(URI.create("http://127.0.0.1:" + server.getPort()));

            assertThat(gemini.ask("hello").text()).isEqualTo("ok");
            assertThat(server.takeRequest().getPath()).isEqualTo("/v1beta/models/gemini-flash-latest:generateContent");
        }
    }

    @Test
    void settingsGoOutAndAnswersComeBack() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            Gemini gemini = Gemini.at(simulator);
            assertThat(WarmUp.done()).isTrue();
            assertThat(gemini.models()).contains(Gemini.DEFAULT_MODEL);
            assertThat(gemini.countTokens("some words")).isPositive();

            Reply reply = gemini.system("Be brief.")
                    .temperature(0.5)
                    .maxOutputTokens(1_000)
                    .ask("hello");

            assertThat(reply.usage().in()).isPositive();
            assertThat(reply.usage().out()).isPositive();
            assertThat(reply.finishReason()).isEqualTo("STOP");
            GenerateContentConfig whole = GenerateContentConfig.builder()
                    .safetySettings(SafetySetting.builder()
                            .category("HARM_CATEGORY_HARASSMENT")
                            .threshold("BLOCK_NONE")
                            .build())
                    .httpOptions(HttpOptions.builder()
                            .retryOptions(HttpRetryOptions.builder().attempts(4).build())
                            .build())
                    .build();
            assertThat(gemini.config(whole).ask("hello").text()).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RATE_LIMITED", "OVERLOADED", "BROKEN_JSON", "RESET", "UNSAFE", "BLOCKED", "TRUNCATED", "EMPTY"})
    void everyFailureIsSentOnceAndHasItsKind(Fault fault) {
        try (Simulator simulator = Simulator.start(QUICK.fault(fault, 1))) {
            Run run = Batch.of(Gemini.at(simulator))
                    .workers(1)
                    .retry(Retry.none())
                    .progress(Progress.none())
                    .run(List.of("hello"));

            assertThat(simulator.requests()).isEqualTo(1);
            assertThat(run.get(0).kind().orElseThrow())
                    .isNotEqualTo(ErrorKind.UNEXPECTED)
                    .isEqualTo(kind(fault));
        }
    }

    private static ErrorKind kind(Fault fault) {
        return switch (fault) {
            case RATE_LIMITED -> ErrorKind.RATE_LIMITED;
            case OVERLOADED -> ErrorKind.OVERLOADED;
            case BROKEN_JSON -> ErrorKind.UNREADABLE;
            case RESET -> ErrorKind.NETWORK;
            case TRUNCATED -> ErrorKind.TRUNCATED;
            case EMPTY -> ErrorKind.EMPTY;
            default -> ErrorKind.BLOCKED;
        };
    }

    @Test
    void aLimitIsLearnedFromWhatTheServerSays() {
        try (Simulator simulator = Simulator.start(QUICK.perMinute(30).speedUp(60))) {
            Run run = Batch.of(Gemini.at(simulator))
                    .progress(Progress.none())
                    .run(IntStream.range(0, 40).mapToObj(i -> "p" + i).toList());

            assertThat(run.answered()).hasSize(40);
            assertThat(simulator.mostInAnyMinute()).isLessThanOrEqualTo(30);
        }
    }
}
