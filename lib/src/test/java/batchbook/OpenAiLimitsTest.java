package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Step;
import batchbook.openai.FakeServer;
import batchbook.openai.FakeServer.Answer;
import batchbook.openai.OpenAi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that really go over HTTP, to a server that counts them by a clock which only the loop moves. */
class OpenAiLimitsTest {
    private static final int PER_MINUTE = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTime time = new VirtualTime();
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private int refused;
    private int mostInAMinute;

    /** A minute that rolls, told as OpenAI and most gateways tell it. */
    private synchronized Answer answer() {
        Instant now = time.now();
        while (!lastMinute.isEmpty() && !lastMinute.peek().isAfter(now.minus(MINUTE))) {
            lastMinute.remove();
        }
        if (lastMinute.size() < PER_MINUTE) {
            lastMinute.add(now);
            mostInAMinute = Math.max(mostInAMinute, lastMinute.size());
            return new Answer(200, FakeServer.text("ok"));
        }
        refused++;
        long wait = Duration.between(now, lastMinute.element().plus(MINUTE)).toSeconds() + 1;
        return new Answer(
                429,
                "{\"error\":{\"message\":\"Rate limit reached.\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
                "Retry-After",
                Long.toString(wait),
                "x-ratelimit-limit-requests",
                Integer.toString(PER_MINUTE),
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                wait + "s");
    }

    @Test
    void theLimitOfAMinuteIsLearnedFromTheFirstRefusal() {
        try (FakeServer server = FakeServer.answering(request -> answer())) {
            OpenAi model = server.model();
            VirtualWorkers workers = new VirtualWorkers(
                    (prompt, number) -> {
                        try {
                            return new Step(Duration.ofSeconds(2), model.ask(prompt), null);
                        } catch (ModelException e) {
                            return Step.fail(200, e);
                        }
                    },
                    time);
            Run run = Loops.of(
                            Batch.of(model),
                            IntStream.range(0, 35)
                                    .mapToObj(i -> Prompt.of("review " + i))
                                    .toList(),
                            Progress.none(),
                            workers,
                            new SplittableRandom(1))
                    .run();

            assertThat(run.answered()).hasSize(35);
            assertThat(mostInAMinute).isEqualTo(PER_MINUTE);
            assertThat(refused).as("requests that were refused").isLessThanOrEqualTo(8);
            // 10 at once, then 10 in each minute.
            assertThat(workers.elapsed()).isBetween(MINUTE.multipliedBy(3), MINUTE.multipliedBy(4));
            assertThat(run.explain()).contains("10 requests a minute");
            assertThat(Batch.limits().toString())
                    .contains("llama3.2 at http://127.0.0.1:")
                    .contains("x-ratelimit-limit-requests");
        }
    }
}
