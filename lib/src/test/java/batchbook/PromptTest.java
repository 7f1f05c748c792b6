package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void aBlankPromptCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.of("r-9", " "))
                .withMessageContaining("'r-9'");
    }

    @Test
    void labelsAreCopiedAndKeepTheirOrder() {
        Prompt prompt = Prompt.of("text").label("z", 1).label("a", "two").label("z", 3);
        assertThat(prompt.labels()).containsExactly(java.util.Map.entry("z", 3), java.util.Map.entry("a", "two"));
        assertThatThrownBy(() -> prompt.labels().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLabelOfNullIsNoLabel() {
        Prompt prompt = Prompt.of("text").label("stars", 4).label("shop", null);
        assertThat(prompt.labels()).containsOnly(java.util.Map.entry("stars", 4));
        assertThat(prompt.label("stars", null).labels()).isEmpty();
    }
}
