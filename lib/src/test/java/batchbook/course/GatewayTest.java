package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.Prompt;
import batchbook.gemini.Gemini;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayTest {
    @Test
    void whatItAnswersHasAKindOnTheWire() {
        Failures failures = new Failures(Prompt.of("Great kettle!"));
        for (int status : List.of(400, 401, 403, 408, 503)) {
            try (Gateway gateway = Gateway.answering(status)) {
                failures.ask(
                        String.valueOf(status),
                        "a gateway",
                        Gemini.at(gateway.uri()).key("any"));
            }
        }

        assertThat(failures.table().stringColumn("kind").asList())
                .containsExactly("BAD_REQUEST", "AUTH", "AUTH", "TIMEOUT", "OVERLOADED");
    }

    @Test
    void anAnswerThatIsNoFailureIsNotItsBusiness() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gateway.answering(200))
                .withMessageContaining("400 to 599");
    }
}
