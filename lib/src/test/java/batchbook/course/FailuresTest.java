package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Prompt;
import batchbook.Reply;
import batchbook.gemini.Gemini;
import batchbook.sim.Fault;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(Prompt.of("Great kettle!"));

    @Test
    void eachFailureHasARowWithItsKind() {
        Scenario blocks = Scenario.calm().fault(Fault.BLOCKED, 1).virtualTime();
        try (Simulator filter = Simulator.start(blocks)) {
            failures.ask("200", "a filter", Gemini.at(filter));
        }
        failures.ask("408", "too slow", prompt -> {
            throw new IOException("HTTP 408");
        });

        assertThat(failures.table().stringColumn("kind").asList()).containsExactly("BLOCKED", "TIMEOUT");
        assertThat(failures.table().stringColumn("status").asList()).containsExactly("200", "408");
        assertThat(failures.table().booleanColumn("another_try").asList()).containsExactly(false, true);
    }

    @Test
    void anAnswerIsNoFailure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failures.ask("200", "well", prompt -> Reply.of("positive")))
                .withMessageContaining("\"well\" is no failure");
    }
}
