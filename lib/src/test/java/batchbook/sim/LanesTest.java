package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LanesTest {
    private static final Duration WORK = Duration.ofMillis(50);

    @Test
    void withOneLaneEachWaitsForTheOneBefore() {
        Lanes lanes = new Lanes(1);

        assertThat(lanes.take(Duration.ZERO, WORK)).isEqualTo(WORK);
        assertThat(lanes.take(Duration.ZERO, WORK)).isEqualTo(WORK.multipliedBy(2));
        assertThat(lanes.take(Duration.ofMillis(90), WORK)).isEqualTo(Duration.ofMillis(60));
        assertThat(lanes.take(Duration.ofSeconds(9), WORK)).isEqualTo(WORK);
    }

    @Test
    void theFirstLaneThatIsFreeIsTaken() {
        Lanes lanes = new Lanes(2);
        lanes.take(Duration.ZERO, Duration.ofMillis(100));
        lanes.take(Duration.ZERO, Duration.ofMillis(30));

        assertThat(lanes.take(Duration.ofMillis(10), WORK)).isEqualTo(Duration.ofMillis(70));
        assertThat(lanes.take(Duration.ofMillis(10), WORK)).isEqualTo(Duration.ofMillis(120));
    }

    @Test
    void aServerWithOneLaneAnswersAllOfThemAndNoneAtOnce() {
        Scenario scenario = Scenario.calm().latency(WORK).spread(0).lanes(1);
        try (Simulator simulator = Simulator.start(scenario)) {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 5)
                    .mapToObj(i -> Raw.later(simulator, Raw.asking("prompt " + i)))
                    .toList();

            assertThat(answers)
                    .extracting(answer ->
                            answer.join().headers().firstValue("Server-Timing").orElseThrow())
                    .extracting(timing -> Integer.parseInt(timing.replaceAll(".*dur=", "")))
                    .anySatisfy(millis -> assertThat(millis).isGreaterThan(90));
            assertThat(simulator.refused()).isZero();
        }
    }
}
