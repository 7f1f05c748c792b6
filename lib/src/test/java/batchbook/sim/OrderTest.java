package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderTest {
    private static final Scenario FLAKY = Scenario.flaky().seed(11).latency(Duration.ofMillis(2));

    @Test
    void sameSeedGivesTheSameAnswersInAnyOrder() {
        assertThat(run(FLAKY, 5)).hasSize(150).isEqualTo(run(FLAKY, 6));
    }

    @Test
    void anotherSeedGivesOtherAnswers() {
        assertThat(run(FLAKY, 5)).isNotEqualTo(run(FLAKY.seed(12), 5));
    }

    /** Three tries of each of 50 prompts, the prompts in parallel and in an order of their own. */
    private static Map<String, String> run(Scenario scenario, long order) {
        List<Integer> prompts = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
        Collections.shuffle(prompts, new Random(order));
        Map<String, String> seen = new TreeMap<>();
        try (Simulator simulator = Simulator.start(scenario)) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                Map<String, CompletableFuture<String>> answers = new TreeMap<>();
                for (int prompt : prompts) {
                    answers.put(
                            prompt + " try " + attempt,
                            Raw.later(simulator, Raw.asking("prompt " + prompt))
                                    .handle((response, e) -> seen(response)));
                }
                answers.forEach((name, answer) -> seen.put(name, answer.join()));
            }
        }
        return seen;
    }

    private static String seen(HttpResponse<String> response) {
        if (response == null) {
            return "cut";
        }
        return response.statusCode()
                + response.headers().firstValue("Server-Timing").orElseThrow()
                + response.body();
    }
}
