package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.sim.answers.Question;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void everyWitherChangesOneValueAndLeavesTheOriginalAlone() {
        Scenario calm = Scenario.calm();

        assertThat(calm.seed(7).latency(Duration.ofMillis(80)).spread(0).retryDelay(Duration.ofSeconds(2)))
                .extracting(Scenario::seed, Scenario::latency, Scenario::spread, Scenario::retryDelay)
                .containsExactly(7L, Duration.ofMillis(80), 0.0, Duration.ofSeconds(2));
        assertThat(calm.answers(prompt -> "yes").answers().apply(Question.of("?")))
                .isEqualTo("yes");
        assertThat(calm).isEqualTo(Scenario.calm());
    }

    @Test
    void aShareOfZeroTakesTheFaultAway() {
        Scenario scenario = Scenario.calm().fault(Fault.HANG, 0.5).fault(Fault.HANG, 0);

        assertThat(scenario).isEqualTo(Scenario.calm());
    }

    @Test
    void laterChangesToTheGivenMapDoNotReachTheScenario() {
        Map<Fault, Double> shares = new EnumMap<>(Map.of(Fault.EMPTY, 0.1));
        Scenario calm = Scenario.calm();
        Scenario scenario = new Scenario(
                1,
                calm.latency(),
                calm.spread(),
                shares,
                calm.retryDelay(),
                calm.answers(),
                calm.quotas(),
                calm.lanes(),
                calm.outages(),
                calm.tempo(),
                calm.jobs());

        shares.put(Fault.HANG, 0.9);

        assertThat(scenario.faults()).isEqualTo(Map.of(Fault.EMPTY, 0.1));
        assertThatThrownBy(() -> scenario.faults().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void busyRefusesAFewInAHundredAndFlakyAQuarter() {
        assertThat(Scenario.busy().faults()).isEqualTo(Map.of(Fault.OVERLOADED, 0.032, Fault.SLOW, 0.005));
        assertThat(Scenario.flaky().faults().values().stream()
                        .mapToDouble(share -> share)
                        .sum())
                .isBetween(0.24, 0.26);
    }

    @Test
    void badValuesAreNamed() {
        Scenario calm = Scenario.calm();

        assertThatThrownBy(() -> calm.latency(Duration.ofMillis(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latency")
                .hasMessageContaining("PT-0.005S");
        assertThatThrownBy(() -> calm.spread(Double.NaN))
                .hasMessageContaining("spread")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> calm.fault(Fault.RESET, 1.5))
                .hasMessageContaining("RESET")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> calm.fault(Fault.RESET, 0.6).fault(Fault.SLOW, 0.6))
                .hasMessageContaining("1.2");
        assertThatThrownBy(() -> calm.lanes(0)).hasMessage("lanes must be at least 1, but was 0");
        assertThatThrownBy(() -> calm.retryDelay(Duration.ofDays(-1))).hasMessageContaining("retryDelay");
    }

    @Test
    void theCommandLineNamesAScenario() {
        assertThat(CommandLine.parse("--scenario", "busy", "--seed", "7", "--port", "0"))
                .isEqualTo(new CommandLine(Scenario.busy().seed(7), 0, 300));
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(Scenario.calm(), 8090, 300));
        assertThat(CommandLine.parse("--scenario", "freetier", "--speed", "60"))
                .isEqualTo(new CommandLine(Scenario.freeTier().speedUp(60), 8090, 300));
        assertThat(CommandLine.parse("--idle", "5").idleSeconds()).isEqualTo(5);
        assertThat(CommandLine.parse("--scenario", "tier1").scenario()).isEqualTo(Scenario.tier1());
        assertThat(CommandLine.parse("--scenario", "outage").scenario()).isEqualTo(Scenario.outage());
        assertThat(CommandLine.parse("--scenario", "flaky").scenario()).isEqualTo(Scenario.flaky());
    }

    @Test
    void theCommandLineSaysWhatItCannotUse() {
        assertThatThrownBy(() -> CommandLine.parse("--scenario", "stormy")).hasMessageContaining("stormy");
        assertThatThrownBy(() -> CommandLine.parse("--prot", "1")).hasMessageContaining("--prot");
        assertThatThrownBy(() -> CommandLine.parse("--port")).hasMessageContaining("--port");
        assertThatThrownBy(() -> CommandLine.parse("--port", "99999999999")).hasMessageContaining("99999999999");
        assertThatThrownBy(() -> CommandLine.parse("--speed", "fast")).hasMessageContaining("fast");
        assertThatThrownBy(() -> CommandLine.parse("--idle", "0"))
                .hasMessageContaining("--idle")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> CommandLine.parse("--speed", "0")).hasMessageContaining("speedUp");
    }
}
