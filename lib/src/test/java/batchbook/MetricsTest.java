package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Instant T = Instant.parse("2026-11-22T10:00:00Z");

    static Result row(int index, long latencyMillis, Outcome outcome) {
        Attempt attempt = new Attempt(1, 0, T, T, T.plusMillis(latencyMillis), Optional.empty(), "", Duration.ZERO);
        return new Result(index, Prompt.of("p" + index), outcome, List.of(attempt), false);
    }

    private static final Optional<Price> PRICE = Optional.of(Price.perMillion(1, 2));

    private static Metrics figures(List<Result> rows, Duration took) {
        return Metrics.of(rows.stream().map(row -> row.priced(PRICE)).toList(), took, PRICE);
    }

    private static Outcome answered() {
        return new Outcome.Answered(new Reply("x", new Usage(10, 5, 2, 1), "STOP", "m"));
    }

    @Test
    void percentilesAreExactByNearestRank() {
        List<Result> rows = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> row(i - 1, (i * 77L) % 201 * 10, answered()))
                .toList();

        Metrics metrics = figures(rows, Duration.ofSeconds(10));

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

    private static Attempt request(int number, long fromMillis, long toMillis, ErrorKind... error) {
        return new Attempt(
                number,
                0,
                T,
                T.plusMillis(fromMillis),
                T.plusMillis(toMillis),
                Stream.of(error).findFirst(),
                "",
                Duration.ZERO);
    }

    private static Result row(Attempt... attempts) {
        return new Result(0, Prompt.of("p"), answered(), List.of(attempts), false);
    }

    private static Metrics metrics(Result... rows) {
        return figures(List.of(rows), Duration.ofSeconds(1));
    }

    @Test
    void aRefusedRequestIsNoTrySoItsRowIsNotRetried() {
        Result refusedTwice = row(
                request(1, 0, 10, ErrorKind.RATE_LIMITED),
                request(2, 20, 30, ErrorKind.QUOTA_EXHAUSTED),
                request(3, 40, 90));
        Result failedOnce = row(request(1, 0, 10, ErrorKind.OVERLOADED), request(2, 20, 30));
        Result both = row(
                request(1, 0, 10, ErrorKind.RATE_LIMITED), request(2, 20, 30, ErrorKind.NETWORK), request(3, 40, 90));
        Metrics metrics = metrics(refusedTwice, failedOnce, both, row(request(1, 0, 10)));

        assertThat(refusedTwice.retried()).isFalse();
        assertThat(failedOnce.retried()).isTrue();
        assertThat(both.retried()).isTrue();
        assertThat(metrics.retried()).isEqualTo(2);
        assertThat(metrics.refused()).isEqualTo(3);
        assertThat(metrics.attempts()).isEqualTo(9);
    }

    @Test
    void anAnswerMakesRoomForWhatIsSentAtTheSameMoment() {
        assertThat(metrics(row(request(1, 0, 100)), row(request(1, 100, 200))).mostInFlight())
                .as("one after another")
                .isEqualTo(1);
        assertThat(metrics(row(request(1, 0, 100)), row(request(1, 99, 200)), row(request(1, 100, 300)))
                        .mostInFlight())
                .isEqualTo(2);
        assertThat(metrics(row(request(1, 0, 10, ErrorKind.OVERLOADED), request(2, 50, 60)), row(request(1, 20, 40)))
                        .mostInFlight())
                .as("the requests of a row, not the row")
                .isEqualTo(1);
        assertThat(metrics(row(request(1, 5, 5))).mostInFlight())
                .as("too short to be measured")
                .isEqualTo(1);
    }

    @Test
    void aServerThatChokesRaisesWhatIsUnderWayAndNoSpeedUp() {
        Metrics healthy = metrics(row(request(1, 0, 250)), row(request(1, 250, 500)), row(request(1, 500, 1_000)));
        Metrics choked = metrics(row(request(1, 0, 1_000)), row(request(1, 0, 1_000)), row(request(1, 0, 1_000)));

        assertThat(healthy.meanInFlight()).isEqualTo(1);
        assertThat(choked.meanInFlight()).isEqualTo(3);
        assertThat(choked.perSecond()).isEqualTo(healthy.perSecond());
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

        Metrics metrics = figures(rows, Duration.ofMillis(300));

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
    void aRowThatWasNotRunTookNoTime() {
        List<Result> rows = List.of(
                row(0, 100, answered()),
                row(1, 100, answered()),
                new Result(2, Prompt.of("later"), new Outcome.NotRun("the budget"), List.of(), false),
                new Result(3, Prompt.of("later"), new Outcome.NotRun("the budget"), List.of(), false));

        assertThat(figures(rows, Duration.ofSeconds(1)).perPrompt()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void anEmptyRunHasFiguresToo() {
        Metrics metrics = figures(List.of(), Duration.ZERO);

        assertThat(metrics.p99()).isZero();
        assertThat(metrics.meanInFlight()).isZero();
        assertThat(metrics.mostInFlight()).isZero();
        assertThat(metrics.perSecond()).isZero();
        assertThat(metrics.perPrompt()).isZero();
    }
}
