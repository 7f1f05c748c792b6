package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void stringsAndPromptsMayBeMixed() {
        List<Prompt> prompts = Prompt.listOf(List.of("one", Prompt.of("b", "two"), java.nio.CharBuffer.wrap("three")));
        assertThat(prompts).extracting(Prompt::text).containsExactly("one", "two", "three");
        assertThat(prompts).extracting(Prompt::id).containsExactly("", "b", "");
    }

    @Test
    void everyNullOrBlankRowIsNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.listOf(Arrays.asList("a", null, "b", "  ", "\n")))
                .withMessageContaining("prompts 1, 3, 4 are null or blank (counted from 0, of 5): nothing was sent")
                .withMessageContaining("filter(");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.listOf(Arrays.asList("a", "")))
                .withMessageContaining("prompt 1 is null or blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.listOf(Collections.nCopies(20, "")))
                .withMessageContaining("0, 1, 2, 3, 4 and 15 more");
    }

    @Test
    void otherTypesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.listOf(List.of("a", 42)))
                .withMessageContaining("prompt 1 is a java.lang.Integer");
    }

    @Test
    void aBlankPromptCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompt.of("r-9", " "))
                .withMessageContaining("'r-9'");
    }

    @Test
    void labelsAreCopiedAndKeepTheirOrder() {
        Prompt prompt = Prompt.of("text").label("z", 1).label("a", "two").label("z", 3);
        assertThat(prompt.labels()).containsExactly(java.util.Map.entry("z", "3"), java.util.Map.entry("a", "two"));
        assertThatThrownBy(() -> prompt.labels().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }
}
