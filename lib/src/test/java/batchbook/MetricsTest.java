package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    static Result row(int index, long latencyMillis, Outcome outcome) {
        Attempt attempt = new Attempt(1, 0, T, T, T.plusMillis(latencyMillis), Optional.empty(), "", Duration.ZERO);
        return new Result(index, Prompt.of("p" + index), outcome, List.of(attempt), false);
    }

    private static final Optional<Price> PRICE = Optional.of(Price.perMillion(1, 2));

    private static Outcome answered() {
        return new Outcome.Answered(new Reply("x", new Usage(10, 5, 2, 1), "STOP", "m"));
    }

    @Test
    void percentilesAreExactByNearestRank() {
        List<Result> rows = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> row(i - 1, (i * 77L) % 201 * 10, answered()))
                .toList();

        Metrics metrics = Metrics.of(rows, Duration.ofSeconds(10), PRICE);

        assertThat(metrics.p50()).isEqualTo(Duration.ofMillis(1_000));
        assertThat(metrics.p90()).isEqualTo(Duration.ofMillis(1_800));
        assertThat(metrics.p95()).isEqualTo(Duration.ofMillis(1_900));
        assertThat(metrics.p99()).isEqualTo(Duration.ofMillis(1_980));
        assertThat(metrics.meanLatency()).isEqualTo(Duration.ofMillis(1_005));
        assertThat(metrics.latencySum()).isEqualTo(Duration.ofSeconds(201));
        assertThat(metrics.meanInFlight()).isEqualTo(20.1);
        assertThat(metrics.mostInFlight()).isEqualTo(200);
        assertThat(metrics.perSecond()).isEqualTo(20);
        assertThat(metrics.perPrompt()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void countsTokensAndOutcomes() {
        List<Result> rows = new ArrayList<>(List.of(
                row(0, 100, answered()),
                row(
                        1,
                        100,
                        new Outcome.Failed(
                                ErrorKind.TRUNCATED,
                                "cut",
                                Optional.of(new Reply("h", new Usage(10, 1, 0, 0), "MAX_TOKENS", "m")))),
                row(2, 100, new Outcome.Failed(ErrorKind.NETWORK, "gone", Optional.empty())),
                new Result(3, Prompt.of("p3"), new Outcome.NotRun("stopped"), List.of(), false)));

        Metrics metrics = Metrics.of(rows, Duration.ofMillis(300), PRICE);

        assertThat(metrics.answered()).isEqualTo(1);
        assertThat(metrics.failed()).isEqualTo(2);
        assertThat(metrics.notRun()).isEqualTo(1);
        assertThat(metrics.attempts()).isEqualTo(3);
        assertThat(metrics.successRate()).isEqualTo(0.25);
        assertThat(metrics.tokens()).isEqualTo(new Usage(20, 6, 2, 1));
        assertThat(metrics.tokens().total()).isEqualTo(28);
        assertThat(metrics.cost().orElseThrow()).isCloseTo((20 + 2 * 8) / 1e6, within(1e-12));
    }

    @Test
    void anEmptyRunHasFiguresToo() {
        Metrics metrics = Metrics.of(List.of(), Duration.ZERO, PRICE);

        assertThat(metrics.p99()).isZero();
        assertThat(metrics.meanInFlight()).isZero();
        assertThat(metrics.perSecond()).isZero();
        assertThat(metrics.perPrompt()).isZero();
    }
}
