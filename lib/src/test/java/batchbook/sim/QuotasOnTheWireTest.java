package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class QuotasOnTheWireTest {
    private static final Scenario QUICK = Scenario.calm().latency(Duration.ZERO);

    @Test
    void theFreeTierAnswersFiveAndRefusesTheSixth() {
        try (Simulator simulator = Simulator.start(Scenario.freeTier().speedUp(10))) {
            List<HttpResponse<String>> answers = atOnce(simulator, 6);

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .containsOnlyOnce(429)
                    .contains(200);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 429)
                    .allSatisfy(answer -> assertThat(answer.body())
                            .contains("GenerateRequestsPerMinutePerProjectPerModel-FreeTier")
                            .containsPattern("Please retry in [1-5]?\\d\\.\\d+s\\."));
            assertThat(simulator.refused()).isEqualTo(1);
            assertThat(simulator.requests()).isEqualTo(6);
            assertThat(simulator.mostInAnyMinute()).isEqualTo(5);
            assertThat(simulator.mostTokensInAnyMinute()).isEqualTo(5 * 2);
        }
    }

    @Test
    void placesComeBackAndNoMinuteEverHasTooMany() {
        try (Simulator simulator = Simulator.start(QUICK.perMinute(5).speedUp(1000))) {
            int answered = 0;
            while (answered < 20) {
                answered += Raw.post(simulator, Raw.asking("Hi")).statusCode() == 200 ? 1 : 0;
            }

            assertThat(simulator.mostInAnyMinute()).isBetween(1, 5);
            assertThat(simulator.refused()).isEqualTo(simulator.requests() - 20);
        }
    }

    @Test
    void fixedMinutesMayLetInTwiceAsMuchAroundTheirEnd() {
        Scenario scenario =
                QUICK.perMinute(5).fixedMinutes(Duration.ofSeconds(30)).speedUp(200);
        try (Simulator simulator = Simulator.start(scenario)) {
            int answered = 0;
            while (answered < 10) {
                answered += Raw.post(simulator, Raw.asking("Hi")).statusCode() == 200 ? 1 : 0;
            }

            assertThat(simulator.mostInAnyMinute()).isBetween(1, 10);
        }
    }

    @Test
    void aStormOfTwoThousandAMinuteIsNoProblem() {
        Scenario scenario =
                QUICK.perMinute(100).tokensPerMinute(1_000_000).refusedCount().speedUp(60);
        try (Simulator simulator = Simulator.start(scenario)) {
            List<HttpResponse<String>> answers = atOnce(simulator, 2000);

            assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 429);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize((int) simulator.refused());
            assertThat(simulator.mostInAnyMinute()).isBetween(1, 100);
        }
    }

    @Test
    void asManyAsMayWaitAtOnceDo() {
        Scenario scenario = QUICK.inFlight(3).fault(Fault.HANG, 1);
        try (Simulator simulator = Simulator.start(scenario)) {
            List<?> waiting = IntStream.range(0, 3)
                    .mapToObj(i -> Raw.later(simulator, Raw.asking("prompt " + i)))
                    .toList();
            while (simulator.mostInAnyMinute() < 3) {
                Thread.onSpinWait();
            }

            var refused = Raw.post(simulator, Raw.asking("Hi"));

            assertThat(waiting).hasSize(3);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("Resource has been exhausted").doesNotContain("details");
        }
    }

    @Test
    void theMoneyRunsOut() {
        try (Simulator simulator = Simulator.start(
                QUICK.answers(prompt -> "x".repeat(4000)).spendLimit(0.01).speedUp(60))) {
            List<Integer> statuses = IntStream.range(0, 5)
                    .mapToObj(i -> Raw.post(simulator, Raw.asking("Hi")).statusCode())
                    .toList();

            assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        }
    }

    @Test
    void aProxysHeaderArrives() {
        try (Simulator simulator = Simulator.start(QUICK.perMinute(0).refusals(Refusal.RETRY_AFTER))) {
            var refused = Raw.post(simulator, Raw.asking("Hi"));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
        }
    }

    @Test
    void anOutageIsOverAfterAWhile() {
        Scenario scenario = QUICK.outage(Duration.ZERO, Duration.ofSeconds(60)).speedUp(60);
        try (Simulator simulator = Simulator.start(scenario)) {
            while (Raw.post(simulator, Raw.asking("Hi")).statusCode() != 200) {
                Thread.onSpinWait();
            }

            assertThat(simulated(simulator)).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
            assertThat(simulator.refused()).isZero();
        }
    }

    @Test
    void connectionsAreCutDuringAnotherKindOfOutageButModelsAreListed() {
        try (Simulator simulator = Simulator.start(QUICK.cutOff(Duration.ZERO, Duration.ofMinutes(5)))) {
            assertThatThrownBy(() -> Raw.post(simulator, Raw.asking("Hi"))).isInstanceOf(UncheckedIOException.class);
            assertThat(Raw.get(simulator, "/v1beta/models").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSpeedUpShortensWaitsButNotWhatIsSaidOfThem() {
        Scenario slow = Scenario.calm().latency(Duration.ofMinutes(1)).spread(0);
        try (Simulator simulator = Simulator.start(slow.speedUp(1000))) {
            var answer = Raw.post(simulator, Raw.asking("Hi"));

            assertThat(answer.headers().firstValue("Server-Timing")).hasValue("gfet4t7; dur=60000");
            assertThat(simulator.speed()).isEqualTo(1000);
            assertThat(simulated(simulator)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    /** As anyone can tell it who knows when the simulator began; a wall clock may be set, so with a second to spare. */
    private static Duration simulated(Simulator simulator) {
        Duration real = Duration.between(simulator.started(), Instant.now());
        return Duration.ofNanos(Math.round(real.toNanos() * simulator.speed())).plusSeconds(1);
    }

    private static List<HttpResponse<String>> atOnce(Simulator simulator, int requests) {
        var answers = IntStream.range(0, requests)
                .mapToObj(i -> Raw.later(simulator, Raw.asking("prompt " + i % 10)))
                .toList();
        return answers.stream().map(answer -> answer.join()).toList();
    }
}
