package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Attempt;
import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Outcome.NotRun;
import batchbook.Progress;
import batchbook.Run;
import batchbook.Snapshot;
import batchbook.sim.Fault;
import batchbook.sim.Refusal;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits as the service counts and names them, over real HTTP, with minutes that pass in a second or two. */
class LimitsOverHttpTest {
    private static final Scenario FREE = Scenario.freeTier()
            .perMinute(10)
            .perDay(250)
            .latency(Duration.ofSeconds(1))
            .speedUp(60);

    private Simulator simulator = Simulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private Batch plan(Scenario scenario) {
        simulator.close();
        simulator = Simulator.start(scenario);
        return Batch.of(Gemini.at(simulator).maxOutputTokens(500)).progress(Progress.none());
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Is " + i + " a prime? Answer in a word.")
                .toList();
    }

    @Test
    void aFreeTierIsLearnedFromItsRefusalAndNeverExceeded() {
        // Slower than the others, as it counts refusals: each tenth of a second of a busy machine is two seconds here.
        Batch plan = plan(FREE.speedUp(20));
        Run run = plan.run(prompts(25));
        assertThat(run.answered()).hasSize(25);
        assertThat(simulator.mostInAnyMinute()).isEqualTo(10);
        assertThat(Batch.limits().toString())
                .contains("gemini-flash-latest at " + simulator.uri() + ": 10 requests a minute")
                .contains("answer 429");
        // Two minutes of waiting, at twenty times the speed.
        assertThat(run.took()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(6));
        assertThat(run.speed()).isEqualTo(20);
        assertThat(run.explain()).contains("simulated time, 20x").contains("10 requests a minute");

        long before = simulator.refused();
        plan.run(prompts(35).subList(25, 35));
        assertThat(simulator.refused()).as("the next run knows it").isLessThanOrEqualTo(before + 2);
    }

    @Test
    void aFixedMinuteIsServedToo() {
        Run run = plan(FREE.fixedMinutes(Duration.ofSeconds(20))).run(prompts(25));
        assertThat(run.answered()).hasSize(25);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void nothingIsLostWhateverTheRefusalLooksLike(Refusal refusal) {
        Run run = plan(FREE.refusals(refusal)).run(prompts(15));
        assertThat(run.answered()).hasSize(15);
        assertThat(simulator.mostInAnyMinute()).isLessThanOrEqualTo(10);
    }

    @Test
    void tokensPerMinuteAreLearnedToo() {
        List<String> large = IntStream.range(0, 12)
                .mapToObj(i -> i + " " + "word ".repeat(2_000))
                .toList();
        Run run = plan(Scenario.calm().tokensPerMinute(11_000).speedUp(60)).run(large);
        assertThat(run.answered()).hasSize(12);
        assertThat(simulator.mostTokensInAnyMinute()).isLessThanOrEqualTo(11_220);
        assertThat(Batch.limits().toString()).contains("11,000 tokens a minute");
    }

    @Test
    void aUsedUpQuotaOfTheDayEndsTheRunAndARunOnAnotherDayGoesOn() {
        Run run = plan(FREE.perMinute(1_000).perDay(8)).run(prompts(20));
        assertThat(run.answered()).hasSize(8);
        assertThat(run.notRun()).hasSize(12);
        assertThat(run.stopped().orElseThrow()).contains("8 requests a day").contains("It starts again at");
        assertThat(run.resume().answered()).as("nothing is asked twice").hasSize(8);
    }

    @Test
    void aPassingRefusalForTheDayIsWaitedOut() {
        Run run = plan(Scenario.calm().seed(5).fault(Fault.DAY_QUOTA, 0.03).speedUp(60))
                .run(prompts(60));
        assertThat(run.answered()).hasSize(60);
        assertThat(run.results().stream()
                        .flatMap(row -> row.attempts().stream())
                        .map(Attempt::error))
                .contains(Optional.of(ErrorKind.QUOTA_EXHAUSTED));
    }

    @Test
    void aKeyWithoutQuotaForThisModelEndsAtOnce() {
        Run run = plan(FREE.perMinute(0)).run(prompts(200));
        assertThat(run.answered()).isEmpty();
        // No more than four times what the first answers would have come from, however late a busy machine hears the
        // no.
        assertThat(simulator.requests()).isLessThanOrEqualTo(20);
        assertThat(run.stopped().orElseThrow()).contains("no quota for this model");
    }

    @Test
    void aCapOnSpendingEndsAtOnceAndSaysWhereToRaiseIt() {
        Run run = plan(Scenario.calm().spendLimit(0.002).speedUp(30)).run(prompts(300));
        assertThat(run.answered()).isNotEmpty();
        assertThat(run.notRun()).isNotEmpty();
        assertThat(run.stopped().orElseThrow()).contains("spending cap").contains("raise it");
        assertThat(run.notRun()).allMatch(row -> row.outcome() instanceof NotRun);
    }

    @Test
    void anOutageIsWaitedOut() {
        Run run = plan(Scenario.calm()
                        .latency(Duration.ofSeconds(2))
                        .outage(Duration.ofSeconds(4), Duration.ofSeconds(64))
                        .speedUp(30))
                .run(prompts(150));
        assertThat(run.answered()).hasSize(150);
        assertThat(run.pauses()).anyMatch(pause -> pause.why().equals("server in trouble"));
    }

    @Test
    void aServerWithRoomForTwentyAtOnceIsFilledAndNotHammered() {
        Run run = plan(Scenario.calm()
                        .latency(Duration.ofMillis(100))
                        .spread(0.1)
                        .inFlight(20))
                .run(prompts(600));
        assertThat(run.answered()).hasSize(600);
        // About ten on a quiet machine; who hammers meets hundreds.
        assertThat(simulator.refused()).isLessThan(150);
        assertThat(run.metrics().meanInFlight()).isGreaterThan(8);
    }

    @Test
    void aCostIsKeptOverHttp() {
        Batch plan =
                plan(Scenario.calm().latency(Duration.ofMillis(20))).workers(50).maxCost(0.02);
        Run run = plan.run(prompts(500));
        assertThat(run.metrics().cost().orElseThrow()).isLessThanOrEqualTo(0.02).isGreaterThan(0.01);
        assertThat(run.notRun()).isNotEmpty();
    }

    @Test
    void whenItWaitsItSaysWhyAndUntilWhen() {
        List<Snapshot> snapshots = new ArrayList<>();
        plan(FREE).progress(snapshots::add).run(prompts(22));
        assertThat(snapshots)
                .filteredOn(snapshot -> snapshot.hold().isPresent())
                .isNotEmpty()
                .anyMatch(snapshot -> snapshot.hold().get().words().contains("10 requests a minute")
                        && snapshot.hold().get().until().isPresent());
        assertThat(snapshots).anyMatch(snapshot -> snapshot.tempo().perMinute().orElse(0) == 10);
        assertThat(snapshots.get(snapshots.size() - 1).spending()).isPresent();
    }

    @Test
    void ofAFastSimulatorTheModelBringsTheClockAlong() {
        plan(FREE);
        assertThat(Gemini.at(simulator).time().speed()).isEqualTo(60);
        assertThat(Gemini.at(simulator).model("gemini-2.5-pro").time().speed()).isEqualTo(60);
        assertThat(Gemini.at(simulator.uri()).time().speed()).isEqualTo(1);
    }

    @Test
    void settingsTellWhatWouldBeAnsweredDifferentlyAndNothingElse() {
        Gemini one = Gemini.at(simulator);
        try (Simulator elsewhere = Simulator.start()) {
            assertThat(Gemini.at(elsewhere).settings()).isEqualTo(one.settings());
        }
        assertThat(one.temperature(0.2).settings()).isNotEqualTo(one.settings());
        assertThat(one.system("Be brief.").settings()).isNotEqualTo(one.settings());
        assertThat(one.model("gemini-2.5-pro").settings()).isNotEqualTo(one.settings());
        assertThat(Gemini.of("secret-key-value").settings())
                .isNotEqualTo(one.settings())
                .doesNotContain("secret");
        assertThat(Gemini.of("secret-key-value").account().toString()).doesNotContain("secret");
        assertThat(Gemini.of("secret-key-value").account())
                .isEqualTo(Gemini.of("secret-key-value").account());
        assertThat(Gemini.of("secret-key-value").account())
                .isNotEqualTo(Gemini.of("another-key").account());
    }
}
