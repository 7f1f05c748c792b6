package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
                .exactDelays();

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
                        true));
        assertThat(Scenario.calm().quotas()).isEqualTo(Quotas.none());
        assertThat(Scenario.freeTier().quotas())
                .isEqualTo(Quotas.none().perMinute(10).tokensPerMinute(250_000).perDay(250));
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
