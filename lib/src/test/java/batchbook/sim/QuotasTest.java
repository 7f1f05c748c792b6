package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotasTest {

    @Test
    void aScenarioReadsLikeWhatItCounts() {
        Scenario scenario = Scenario.calm()
                .perMinute(10)
                .tokensPerMinute(250_000)
                .perDay(20)
                .inFlight(50)
                .spendLimit(0.01)
                .fixedMinutes(Duration.ofSeconds(30))
                .refusedCount()
                .refusals(Refusal.VERTEX)
                .exactDelays()
                .perMinute(30, Duration.ofMinutes(2))
                .others(6)
                .others(0, Duration.ofMinutes(5));
        scenario = scenario.quotas(scenario.quotas().lite(Quotas.none().perDay(500)));

        assertThat(scenario.quotas())
                .isEqualTo(new Quotas(
                        OptionalLong.of(10),
                        OptionalLong.of(250_000),
                        OptionalLong.of(20),
                        OptionalLong.of(50),
                        OptionalDouble.of(0.01),
                        Optional.of(Duration.ofSeconds(30)),
                        true,
                        Refusal.VERTEX,
                        true,
                        new TreeMap<>(Map.of(Duration.ofMinutes(2), 30L)),
                        new TreeMap<>(Map.of(Duration.ZERO, 6L, Duration.ofMinutes(5), 0L)),
                        Optional.of(Quotas.none().perDay(500))));
        assertThat(Scenario.calm().quotas()).isEqualTo(Quotas.none());
        assertThat(Scenario.freeTier().quotas().of("gemini-3.8-flash").perDay()).hasValue(20);
        assertThat(Scenario.freeTier().quotas().of("gemini-3.5-flash-lite"))
                .isEqualTo(Quotas.none().perMinute(15).tokensPerMinute(250_000).perDay(500));
        assertThat(Scenario.tier1().quotas())
                .isEqualTo(
                        Quotas.none().perMinute(1000).tokensPerMinute(1_000_000).perDay(10_000));
    }

    @Test
    void badValuesAreNamed() {
        Scenario calm = Scenario.calm();

        assertThatThrownBy(() -> calm.perMinute(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perMinute must not be negative, but was -1");
        assertThatThrownBy(() -> calm.perMinute(-1, Duration.ZERO)).hasMessageContaining("perMinute");
        assertThatThrownBy(() -> calm.others(-1)).hasMessage("others must not be negative, but was -1");
        assertThatThrownBy(() -> calm.others(1, Duration.ofSeconds(-1)))
                .hasMessage("others cannot change before the start, but was to change at PT-1S");
        assertThatThrownBy(() -> calm.tokensPerMinute(-2)).hasMessageContaining("tokensPerMinute");
        assertThatThrownBy(() -> calm.perDay(-3)).hasMessageContaining("perDay");
        assertThatThrownBy(() -> calm.inFlight(-4)).hasMessageContaining("-4");
        assertThatThrownBy(() -> calm.spendLimit(-0.5))
                .hasMessageContaining("spendLimit")
                .hasMessageContaining("-0.5");
        assertThatThrownBy(() -> calm.spendLimit(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> calm.fixedMinutes(Duration.ofMinutes(1)))
                .hasMessageContaining("fixedMinutes")
                .hasMessageContaining("PT1M");
        assertThatThrownBy(() -> calm.fixedMinutes(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> calm.outage(Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .hasMessageContaining("from PT5S to PT5S");
        assertThatThrownBy(() -> calm.cutOff(Duration.ofSeconds(-5), Duration.ofSeconds(5)))
                .hasMessageContaining("PT-5S");
        assertThatThrownBy(() -> calm.speedUp(0.5))
                .hasMessageContaining("speedUp")
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> calm.speedUp(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> calm.speedUp(1001)).hasMessageContaining("1001");
    }
}
