package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class MostInFlightTest {
    /** Counted at each moment, of requests of which many begin and end at the same ones. */
    @RepeatedTest(50)
    void itIsTheMostAtAnyMoment(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<int[]> requests = new ArrayList<>();
        for (int i = 0; i < random.nextInt(12); i++) {
            int begin = random.nextInt(8);
            requests.add(new int[] {begin, begin + random.nextInt(5)});
        }
        int most = IntStream.range(0, 15)
                .map(moment -> (int) requests.stream()
                        .filter(request -> request[0] <= moment && moment < request[1])
                        .count())
                .max()
                .orElse(0);
        int expected = requests.isEmpty() ? 0 : Math.max(1, most);
        assertThat(metrics(requests).mostInFlight()).isEqualTo(expected);
    }

    private static Metrics metrics(List<int[]> requests) {
        List<Result> rows = requests.stream().map(MostInFlightTest::row).toList();
        return Metrics.of(rows, Duration.ofSeconds(15), Optional.empty());
    }

    private static Result row(int[] request) {
        Instant begin = Instant.EPOCH.plusSeconds(request[0]);
        Attempt attempt = new Attempt(
                1, 0, begin, begin, Instant.EPOCH.plusSeconds(request[1]), Optional.empty(), "", Duration.ZERO);
        return new Result(
                0,
                new Prompt("", "?", Map.of()),
                new Outcome.Answered(Reply.of("!")),
                List.of(attempt),
                false,
                OptionalDouble.empty());
    }
}
