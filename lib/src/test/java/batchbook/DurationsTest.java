package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No duration that a user or a server can name breaks the arithmetic of a run. */
@Timeout(60)
class DurationsTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    /** A new account each time: what one test learns of limits, the next would know. */
    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }
    }

    /** Stopped after a minute, as a year has very many snapshots. */
    private static Run run(UnaryOperator<Batch> settings, VirtualWorkers workers) {
        Batch plan = settings.apply(Batch.of(new NeverAsked()).workers(1));
        EventLoop<Run> loop = Loops.of(
                plan,
                Prompts.of(List.of("a", "b")),
                snapshot -> {},
                workers.interruptAfter(Duration.ofMinutes(1)),
                new SplittableRandom(1));
        Run run = loop.run();
        assertThat(run.stopped().orElse("")).doesNotContain("Exception");
        return run;
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 31_556_952_000_000_000L, 86_400L * 366})
    void aTimeOutOfAnyLengthIsTaken(long seconds) {
        Run run = run(
                batch -> batch.timeout(Duration.ofSeconds(seconds)),
                new VirtualWorkers((prompt, number) -> answer(100, "ok")));

        assertThat(run.answered()).hasSize(2);
    }

    @Test
    void waitsAndPatienceOfAnyLengthAreTaken() {
        for (Retry retry : List.of(
                Retry.standard().patience(FOREVER),
                new Retry(3, FOREVER, FOREVER, FOREVER),
                new Retry(3, Duration.ZERO, FOREVER, FOREVER))) {
            Run run = run(
                    batch -> batch.retry(retry),
                    new VirtualWorkers((prompt, number) -> number == 1
                            ? fail(10, ModelException.of(ErrorKind.OVERLOADED, "busy"))
                            : answer(100, "ok")));

            assertThat(run.get(0).attempts()).as(retry.toString()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -5})
    void aDelayOfAnyLengthThatAServerNamesIsTaken(long seconds) {
        for (ErrorKind kind : List.of(ErrorKind.RATE_LIMITED, ErrorKind.OVERLOADED, ErrorKind.QUOTA_EXHAUSTED)) {
            for (Duration patience : List.of(FOREVER, Duration.ofMinutes(15))) {
                Run run = run(
                        batch -> batch.retry(Retry.upTo(3).patience(patience)),
                        new VirtualWorkers((prompt, number) -> number == 1
                                ? fail(10, ModelException.of(kind, "no").retryAfter(Duration.ofSeconds(seconds)))
                                : answer(100, "ok")));

                assertThat(run.size()).isEqualTo(2);
            }
        }
    }

    @Test
    void everyDurationCanBeRead() {
        assertThat(Format.duration(FOREVER)).endsWith(" h 30 min");
        assertThat(Format.duration(FOREVER.negated())).startsWith("-");
        assertThat(Format.wholeSeconds(FOREVER)).endsWith(" min");
        assertThat(Format.wholeSeconds(FOREVER.negated())).isEqualTo("0 s");
        assertThat(Batch.of(new NeverAsked()).timeout(FOREVER))
                .hasToString(
                        Batch.of(new NeverAsked()).timeout(Duration.ofDays(365)).toString());
    }
}
