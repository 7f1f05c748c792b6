package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResponderTest {

    @Test
    void sameSeedPromptAndTryDecideAlike() throws RefusedException {
        Scenario scenario = Scenario.flaky().seed(3);

        for (int i = 0; i < 200; i++) {
            assertThat(new Responder(scenario).respond(request("prompt " + i), 1))
                    .as("prompt %s", i)
                    .isEqualTo(new Responder(scenario).respond(request("prompt " + i), 1));
        }
    }

    @Test
    void anotherSeedDecidesOtherwise() throws RefusedException {
        assertThat(new Responder(Scenario.calm().seed(1)).respond(request("Why?"), 1))
                .isNotEqualTo(new Responder(Scenario.calm().seed(2)).respond(request("Why?"), 1));
    }

    @Test
    void theMedianIsTheScenariosAndTheTailIsLong() {
        List<Duration> sorted = many(Scenario.calm()
                        .latency(Duration.ofMillis(400))
                        .answers(p -> "x".repeat(120)))
                .map(TimedResponse::delay)
                .sorted()
                .toList();

        assertThat((double) sorted.get(750).toMillis()).isCloseTo(400, Percentage.withPercentage(8));
        assertThat(sorted.get(1485)).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void longAnswersTakeLongerUnlessTimesAreFixed() throws RefusedException {
        Scenario scenario = Scenario.calm().latency(Duration.ofMillis(100));
        Duration brief = new Responder(scenario.answers(p -> "x"))
                .respond(request("a"), 1)
                .delay();
        Duration wordy = new Responder(scenario.answers(p -> "x".repeat(900)))
                .respond(request("a"), 1)
                .delay();

        assertThat(wordy).isGreaterThan(brief);
        assertThat(many(scenario.spread(0)).limit(200).map(TimedResponse::delay))
                .containsOnly(Duration.ofMillis(100));
    }

    @Test
    void aTriesFaultsAreDrawnAnewAndAPromptsFaultsStay() throws RefusedException {
        Scenario scenario = Scenario.calm().fault(Fault.OVERLOADED, 0.5).fault(Fault.EMPTY, 0.2);
        int changed = 0;
        for (int i = 0; i < 100; i++) {
            ContentRequest request = request("prompt " + i);
            List<String> kinds = IntStream.rangeClosed(1, 30)
                    .mapToObj(attempt -> kind(new Responder(scenario).respond(request, attempt)))
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(kinds).contains("503").hasSize(2);
            changed += kinds.contains("empty") ? 1 : 0;
        }
        assertThat(changed).isBetween(8, 35);
    }

    @Test
    void sharesAreKept() {
        Scenario scenario = Scenario.calm().fault(Fault.OVERLOADED, 0.1).fault(Fault.EMPTY, 0.05);

        assertThat(many(scenario).filter(timed -> kind(timed).equals("503")).count())
                .isBetween(110L, 190L);
        assertThat(many(scenario).filter(timed -> kind(timed).equals("empty")).count())
                .isBetween(40L, 100L);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "DAY_QUOTA", "OVERLOADED", "INTERNAL", "BAD_GATEWAY", "RESET"})
    void refusalsComeQuickly(Fault fault) {
        assertThat(many(Scenario.calm().fault(fault, 1)).limit(200).map(TimedResponse::delay))
                .allSatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMillis(80)));
        assertThat(many(Scenario.calm().fault(fault, 1).latency(Duration.ZERO))
                        .limit(200)
                        .map(TimedResponse::delay))
                .containsOnly(Duration.ZERO);
    }

    @Test
    void slowIsTheSameAnswerTenTimesLater() throws RefusedException {
        Scenario scenario = Scenario.calm().spread(0);
        TimedResponse usual = new Responder(scenario).respond(request("Why?"), 1);
        TimedResponse slow = new Responder(scenario.fault(Fault.SLOW, 1)).respond(request("Why?"), 1);

        assertThat(slow.response()).isEqualTo(usual.response());
        assertThat(slow.delay()).isEqualTo(usual.delay().multipliedBy(10));
    }

    @Test
    void whatIsAskedCountsAndNotHowItIsWritten() throws RefusedException {
        ContentRequest camel = parse("""
                {"contents":[{"parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":[{"text":"Be brief"}]}}""");
        ContentRequest snake = parse("""
                {"system_instruction": {"parts": [{"text": "Be brief"}]}, "contents": [{"parts": [{"text": "Hi"}]}]}""");
        ContentRequest warmer = parse("""
                {"contents":[{"parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":[{"text":"Be brief"}]},
                 "generationConfig":{"temperature":0.9}}""");

        assertThat(snake).isEqualTo(camel);
        assertThat(warmer.fingerprint()).isNotEqualTo(camel.fingerprint());
        assertThat(camel.promptTokens()).isEqualTo(3);
    }

    @Test
    void answersOfYourOwnComeAsTheyAreEvenWithASchema() throws RefusedException {
        ContentRequest request = parse(Raw.asking("Hi", Map.of("responseSchema", Map.of("type", "INTEGER"))));

        assertThat(text(new Responder(Scenario.calm().answers(p -> p + "!")).respond(request, 1)))
                .isEqualTo("Hi!");
    }

    private static Stream<TimedResponse> many(Scenario scenario) {
        return IntStream.range(0, 1500).mapToObj(i -> {
            try {
                return new Responder(scenario).respond(request("prompt " + i), 1);
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static String kind(TimedResponse timed) {
        Response.Message message = (Response.Message) timed.response();
        if (message.status() != 200) {
            return Integer.toString(message.status());
        }
        return text(timed).isEmpty() ? "empty" : "answer";
    }

    private static String text(TimedResponse timed) {
        Response.Message message = (Response.Message) timed.response();
        return Raw.read(message.body()).at("/candidates/0/content/parts/0/text").asText();
    }

    private static ContentRequest request(String prompt) throws RefusedException {
        return parse(Raw.asking(prompt));
    }

    private static ContentRequest parse(String body) throws RefusedException {
        return RequestParser.parse("gemini-flash-latest", body.getBytes(StandardCharsets.UTF_8));
    }
}
