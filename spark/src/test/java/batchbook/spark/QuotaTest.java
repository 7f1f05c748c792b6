package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Totals;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaTest {
    private static final Recipe RECIPE = Recipe.of("{text}");

    private static Iterator<Prompt> prompts(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Prompt.of("How high is mountain " + i + "?"))
                .iterator();
    }

    private static Batch plan(Model model) {
        return Batch.of(model).progress(Progress.none());
    }

    @AfterEach
    void forget() {
        Batch.forgetLimits();
    }

    @Test
    void theExecutorsBeginWhenRequestsMayGoAgain() {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().perMinute(20).virtualTime().speedUp(1000))) {
            Gemini gemini = Gemini.at(simulator);
            Instant began = gemini.time().now();
            Quota.learn(QuotaTest::plan, gemini, prompts(500));
            assertThat(Duration.between(began, gemini.time().now())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
            gemini.ask("May this go?");
            assertThat(simulator.requests() - simulator.refused()).isEqualTo(21);
        }
    }

    @Test
    void whatWasAnsweredIsInTheJournalAndWhatWasRefusedIsAskedAgain(@TempDir Path folder) {
        Path journal = folder.resolve("first.jsonl");
        try (Simulator simulator =
                Simulator.start(Scenario.calm().perMinute(20).virtualTime().speedUp(1000))) {
            Gemini gemini = Gemini.at(simulator);
            Quota.learn(model -> plan(model).journal(journal), gemini, prompts(30));
            Totals all = plan(gemini).journal(journal).stream(prompts(30), result -> {});
            assertThat(all.resumed()).isEqualTo(20);
            assertThat(all.answered()).isEqualTo(30);
            assertThat(simulator.requests() - simulator.refused()).isEqualTo(30);
        }
    }

    @Test
    void aLimitThatIsKnownAlreadyCostsNoRequest() {
        try (Simulator simulator =
                Simulator.start(Scenario.calm().perMinute(20).virtualTime().speedUp(1000))) {
            Gemini gemini = Gemini.at(simulator);
            Quota.learn(QuotaTest::plan, gemini, prompts(30));
            long requests = simulator.requests();
            assertThat(Quota.learn(QuotaTest::plan, gemini, prompts(30)).requests())
                    .hasValue(20);
            assertThat(simulator.requests()).isEqualTo(requests);
        }
    }

    @Test
    void asksUntilARefusalNamesALimit() {
        Scenario scenario = Scenario.calm().perMinute(20).virtualTime().speedUp(1000);
        try (Simulator simulator = Simulator.start(scenario)) {
            Gemini gemini = Gemini.at(simulator);
            Quota quota = Quota.learn(QuotaTest::plan, gemini, prompts(500));
            assertThat(quota.requests()).hasValue(20);
            assertThat(simulator.refused()).isPositive();
            // What was refused is the executors', and so is the minute in which it may go.
            assertThat(simulator.requests() - simulator.refused()).isEqualTo(20);
            assertThat(quota.divided(RECIPE, 2).plan()).containsEntry(PlanSetting.PER_MINUTE, 10L);
            assertThat(quota.told(2)).isEqualTo(">>> 20 requests a minute, divided among 2 executors.");
        }
    }

    @Test
    void withoutALimitNothingIsDivided() {
        try (Simulator simulator = Simulator.start(Scenario.calm().virtualTime().speedUp(1000))) {
            Gemini gemini = Gemini.at(simulator);
            Quota quota = Quota.learn(QuotaTest::plan, gemini, prompts(30));
            assertThat(quota.isKnown()).isFalse();
            assertThat(quota.divided(RECIPE, 2)).isEqualTo(RECIPE);
            assertThat(quota.told(2)).startsWith(">>> NO LIMIT was met by 30 rows that were asked here: ");
        }
    }

    @Test
    void eachGetsAWholeShare() {
        Quota quota = new Quota(OptionalLong.of(100), OptionalLong.of(1_000), 7);
        assertThat(quota.divided(RECIPE, 3).plan())
                .containsEntry(PlanSetting.PER_MINUTE, 33L)
                .containsEntry(PlanSetting.TOKENS_PER_MINUTE, 333L);
        assertThat(quota.told(3)).isEqualTo(">>> 100 requests and 1000 tokens a minute, divided among 3 executors.");
    }

    @Test
    void aLimitThatIsTooSmallForAllIsForOne() {
        Quota quota = new Quota(OptionalLong.of(5), OptionalLong.empty(), 7);
        assertThatThrownBy(() -> quota.divided(RECIPE, 8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("5 requests a minute are less than one for each of 8 executors")
                .hasMessageContaining("coalesce(1)");
    }
}
