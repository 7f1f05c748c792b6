package batchbook.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final Labels.Names NAMES = Labels.Names.of(List.of("a", "b"));

    @Test
    void itIsTheMapOfItsValues() {
        Labels labels = Labels.of(NAMES, new Object[] {1, "x"});

        assertThat(labels).isEqualTo(Map.of("a", 1, "b", "x")).hasSameHashCodeAs(Map.of("a", 1, "b", "x"));
        assertThat(labels).containsExactly(Map.entry("a", 1), Map.entry("b", "x"));
        assertThat(labels.get("c")).isNull();
        assertThat(labels.containsKey("a")).isTrue();
        assertThat(Labels.of(labels)).isSameAs(labels);
        assertThat(Labels.of(new LinkedHashMap<>(labels))).isEqualTo(labels);
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(NAMES, new Object[1]));
    }

    @Test
    void aMissingValueIsNoEntryAndKeepsItsName() {
        Labels labels = Labels.of(NAMES, new Object[] {null, 2});

        assertThat(labels).containsExactly(Map.entry("b", 2)).hasSize(1);
        assertThat(labels.names()).containsExactly("a", "b");
        assertThat(labels.with("a", 1)).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
        assertThat(labels.with("b", null)).isEmpty();
        assertThat(labels.with("c", null)).isSameAs(labels);
    }

    @Test
    void rowsThatGetTheSameLabelShareTheirNames() {
        List<String> one = Labels.NONE.with("x", 1).with("y", 2).names();
        List<String> other = Labels.NONE.with("x", 3).with("y", 4).names();

        assertThat(one).containsExactly("x", "y").isSameAs(other);
        assertThat(Labels.NONE.with("x", 3).with("z", 4).names()).containsExactly("x", "z");
    }

    @Test
    void valuesAreOfAFewTypes() {
        assertThat(Labels.NONE
                        .with("short", (short) 1)
                        .with("byte", (byte) 2)
                        .with("float", 0.1f)
                        .with("big", BigInteger.TEN)
                        .with("huge", BigInteger.TEN.pow(30))
                        .with("exact", new BigDecimal("0.25"))
                        .with("inexact", new BigDecimal("0.12345678901234567890"))
                        .with("list", List.of(1, 2))
                        .with("some", Optional.of(3))
                        .with("none", Optional.empty()))
                .isEqualTo(Map.of(
                        "short",
                        1,
                        "byte",
                        2,
                        "float",
                        0.1,
                        "big",
                        10L,
                        "huge",
                        "1" + "0".repeat(30),
                        "exact",
                        0.25,
                        "inexact",
                        "0.12345678901234567890",
                        "list",
                        "[1, 2]",
                        "some",
                        3));
    }
}
