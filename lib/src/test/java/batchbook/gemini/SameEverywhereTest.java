package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Attempt;
import batchbook.Batch;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Retry;
import batchbook.Run;
import batchbook.sim.Fault;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a virtual clock all times, refusals and waits of a batch are the same in every run, and those of code by hand nearly. */
class SameEverywhereTest {
    private static final List<String> PROMPTS = IntStream.range(0, 60)
            .mapToObj(i -> "Is review " + i + " positive?")
            .toList();

    private static Scenario scenario() {
        return Scenario.calm()
                .seed(5)
                .latency(Duration.ofMillis(200))
                .speedUp(1000)
                .virtualTime();
    }

    private static List<String> story(Scenario scenario) {
        try (Simulator simulator = Simulator.start(scenario)) {
            Run run = Batch.of(Gemini.at(simulator)).progress(Progress.none()).run(PROMPTS);
            assertThat(run.failed()).isEmpty();
            Instant start = simulator.started();
            return run.results().stream()
                    .flatMap(row -> row.attempts().stream())
                    .map(attempt -> words(attempt, start))
                    .toList();
        }
    }

    private static String words(Attempt attempt, Instant start) {
        return Duration.between(start, attempt.sent()) + " to " + Duration.between(start, attempt.finished()) + " "
                + attempt.error();
    }

    @Test
    void aBatchThatFindsItsNumberAtOnce() {
        Scenario five = scenario().inFlight(5);
        assertThat(story(five)).isEqualTo(story(five)).anyMatch(line -> line.contains("RATE_LIMITED"));
    }

    @Test
    void aBatchThatLearnsALimitAndWaits() {
        Scenario tenAMinute = scenario().perMinute(10);
        assertThat(story(tenAMinute)).isEqualTo(story(tenAMinute)).anyMatch(line -> line.contains("RATE_LIMITED"));
    }

    @Test
    void aBatchThatRetriesWithJitter() {
        Scenario rough = scenario().spread(0).fault(Fault.OVERLOADED, 0.2).fault(Fault.INTERNAL, 0.1);
        assertThat(story(rough)).isEqualTo(story(rough)).anyMatch(line -> line.contains("OVERLOADED"));
    }

    /** Of threads that say nothing only what they do is known: when two of them begin may differ now and then. */
    @Test
    void threadsByHandThatAskAgainWhenTheyAreRefused() throws Exception {
        List<Duration> once = byHand();
        List<Duration> again = byHand();
        assertThat(once).hasSizeGreaterThan(60);
        assertThat(again).hasSizeBetween(once.size() * 9 / 10, once.size() * 11 / 10);
        Duration took = once.get(once.size() - 1);
        assertThat(again.get(again.size() - 1))
                .isBetween(
                        took.multipliedBy(9).dividedBy(10),
                        took.multipliedBy(11).dividedBy(10));
    }

    /** When each request came back, for a pool that asks again after 50 ms. */
    private static List<Duration> byHand() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(9);
        try (Simulator simulator = Simulator.start(scenario().inFlight(6))) {
            Gemini gemini = Gemini.at(simulator);
            List<Duration> ended = new CopyOnWriteArrayList<>();
            List<Callable<Void>> tasks = PROMPTS.stream()
                    .map(prompt -> (Callable<Void>) () -> {
                        while (true) {
                            try {
                                gemini.ask(prompt);
                                ended.add(Duration.between(
                                        simulator.started(), gemini.time().now()));
                                return null;
                            } catch (ModelException refused) {
                                ended.add(Duration.between(
                                        simulator.started(), gemini.time().now()));
                                gemini.time().sleep(Duration.ofMillis(50));
                            }
                        }
                    })
                    .toList();
            pool.invokeAll(tasks);
            return ended.stream().sorted().toList();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aLoopTakesWhatItsAnswersTake() {
        try (Simulator simulator = Simulator.start(scenario().spread(0))) {
            Gemini gemini = Gemini.at(simulator);
            PROMPTS.subList(0, 10).forEach(gemini::ask);
            assertThat(Duration.between(simulator.started(), gemini.time().now()))
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void aRequestThatHangsIsGivenUpWhenItsTimeIsOver() {
        try (Simulator simulator = Simulator.start(scenario().fault(Fault.HANG, 1))) {
            Run run = Batch.of(Gemini.at(simulator))
                    .progress(Progress.none())
                    .timeout(Duration.ofSeconds(30))
                    .retry(Retry.none())
                    .run(PROMPTS.subList(0, 3));
            assertThat(run.failed()).hasSize(3);
            assertThat(run.took()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    /** Clients are kept for each address, and the system gives a port to a later server again. */
    @Test
    void aServerOnThePortOfAnEarlierOneHasItsOwnClock() {
        int port;
        try (Simulator earlier = Simulator.start(Scenario.calm().latency(Duration.ZERO))) {
            port = earlier.uri().getPort();
            Gemini.at(earlier).ask("Is it on?");
        }
        try (Simulator later = Simulator.start(scenario().spread(0), port)) {
            Run run = Batch.of(Gemini.at(later))
                    .progress(Progress.none())
                    .workers(5)
                    .run(PROMPTS.subList(0, 10));
            assertThat(run.took()).isEqualTo(Duration.ofMillis(400));
        }
    }

    @Test
    void anyClientOfThisJvmIsAnswered() throws Exception {
        try (Simulator simulator = Simulator.start(scenario().perMinute(3))) {
            URI uri = simulator.uri().resolve("/v1beta/models/gemini-flash-latest:generateContent");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("x-goog-api-key", Simulator.KEY)
                    .header("x-virtual-work", "123456789")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"contents\": [{\"parts\": [{\"text\": \"Hi\"}]}]}"))
                    .build();
            HttpClient http = HttpClient.newHttpClient();
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
            }
            assertThat(statuses).containsExactly(200, 200, 200, 429);
        }
    }
}
