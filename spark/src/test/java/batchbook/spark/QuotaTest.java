package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.gemini.Gemini;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final Recipe RECIPE = Recipe.of("{text}");

    private static Iterator<Prompt> prompts(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Prompt.of("How high is mountain " + i + "?"))
                .iterator();
    }

    @AfterEach
    void forget() {
        Batch.forgetLimits();
    }

    @Test
    void asksUntilARefusalNamesALimit() {
        Scenario scenario = Scenario.calm().perMinute(20).virtualTime().speedUp(1000);
        try (Simulator simulator = Simulator.start(scenario)) {
            Gemini gemini = Gemini.at(simulator);
            Quota quota = Quota.learn(Batch.of(gemini).progress(Progress.none()), gemini, prompts(500));
            assertThat(quota.requests()).hasValue(20);
            assertThat(simulator.refused()).isPositive();
            // The first beyond the limit, and those that were under way with it.
            assertThat(simulator.requests() - simulator.refused()).isBetween(20L, 60L);
            assertThat(quota.divided(RECIPE, 2).plan()).containsEntry(PlanSetting.PER_MINUTE, 10L);
            assertThat(quota.told(2)).isEqualTo(">>> 20 requests a minute, divided among 2 executors.");
        }
    }

    @Test
    void withoutALimitNothingIsDivided() {
        try (Simulator simulator = Simulator.start(Scenario.calm().virtualTime().speedUp(1000))) {
            Gemini gemini = Gemini.at(simulator);
            Quota quota = Quota.learn(Batch.of(gemini).progress(Progress.none()), gemini, prompts(30));
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
