package batchbook.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static List<String> list(String... values) {
        return Arrays.asList(values);
    }

    /** The example of scikit-learn's precision_score, recall_score and f1_score with the macro average. */
    @Test
    void theMeansOfTheClassesAreThoseOfThePublishedExample() {
        Confusion confusion = Confusion.of(list("0", "1", "2", "0", "1", "2"), list("0", "2", "1", "0", "0", "1"));

        assertThat(confusion.classes()).containsExactly("0", "1", "2");
        assertThat(confusion.accuracy()).hasValueCloseTo(1 / 3.0, within(1e-12));
        assertThat(confusion.precision()).hasValueCloseTo(2 / 9.0, within(1e-12));
        assertThat(confusion.recall()).hasValueCloseTo(1 / 3.0, within(1e-12));
        assertThat(confusion.f1()).hasValueCloseTo(0.8 / 3, within(1e-12));
        assertThat(confusion.scores().get(0).precision()).hasValueCloseTo(2 / 3.0, within(1e-12));
        assertThat(confusion.scores().get(0).recall()).isEqualTo(1);
        assertThat(confusion.scores().get(0).f1()).isEqualTo(0.8, within(1e-12));
        assertThat(confusion.count(1, 2)).isEqualTo(1);
    }

    @Test
    void missingLabelsAreLeftOutAndMissingAnswersAreWrong() {
        Confusion confusion = Confusion.of(
                list("POSITIVE", "negative", "Positive", null, "Negative"),
                list(" positive", null, "mixed", "positive", "NEGATIVE"));

        assertThat(confusion.classes()).containsExactly("POSITIVE", "negative");
        assertThat(confusion.rows()).isEqualTo(4);
        assertThat(confusion.unlabelled()).isEqualTo(1);
        assertThat(confusion.unanswered()).isEqualTo(1);
        assertThat(confusion.right()).isEqualTo(2);
        assertThat(confusion.accuracy()).hasValue(0.5);
        assertThat(confusion.other(0)).isEqualTo(1);
        assertThat(confusion.none(1)).isEqualTo(1);
        assertThat(confusion.others()).isEqualTo(Map.of("mixed", 1));
        assertThat(confusion.agreement().rows()).isEqualTo(3);
        assertThat(confusion.scores().get(1).recall()).isEqualTo(0.5);
        assertThat(confusion.scores().get(1).precision()).hasValue(1);
    }

    @Test
    void aClassThatIsNeverAnsweredHasNoPrecisionAndCountsAsZeroInTheMean() {
        Confusion confusion = Confusion.of(list("a", "b"), list("a", "a"));

        assertThat(confusion.scores().get(1).precision()).isEmpty();
        assertThat(confusion.scores().get(1).f1()).isZero();
        assertThat(confusion.precision()).hasValue(0.25);
    }

    @Test
    void oneClassOnlyAndNoLabelAtAll() {
        Confusion one = Confusion.of(list("a", "a"), list("a", "b"));
        assertThat(one.accuracy()).hasValue(0.5);
        assertThat(one.recall()).hasValue(0.5);
        assertThat(one.mostConfused()).isEmpty();

        Confusion none = Confusion.of(list(null, null), list("a", "b"));
        assertThat(none.accuracy()).isEmpty();
        assertThat(none.f1()).isEmpty();
        assertThat(none.unlabelled()).isEqualTo(2);
    }

    @Test
    void classesAreInTheOrderOfNumbersOrTheMostFrequentFirst() {
        assertThat(Confusion.of(list("10", "2", "10"), list("2", "2", "2")).classes())
                .containsExactly("2", "10");
        assertThat(Confusion.of(list("x", "y", "z", "z", "y"), list("x", "x", "x", "x", "x"))
                        .classes())
                .containsExactly("y", "z", "x");
    }

    @Test
    void ofManyClassesTheMostFrequentAreKept() {
        Confusion confusion = Confusion.of(
                list("a", "a", "a", "b", "b", "c", "d", null), list("a", "c", "e", "b", null, "a", "d", "a"));

        Confusion two = confusion.mostFrequent(2);

        assertThat(two.classes()).containsExactly("a", "b");
        assertThat(two.count(0, 0)).isEqualTo(1);
        assertThat(two.other(0)).isEqualTo(2);
        assertThat(two.none(1)).isEqualTo(1);
        assertThat(confusion.mostFrequent(4)).isSameAs(confusion);
    }

    @Test
    void asManyClassesAsRowsTakeNoMoreThanTheRows() {
        List<String> ids =
                IntStream.range(0, 100_000).mapToObj(i -> "text " + i).toList();

        Confusion confusion = Confusion.of(ids, ids);

        assertThat(confusion.accuracy()).hasValue(1);
        assertThat(confusion.mostFrequent(12).classes()).hasSize(12);
    }

    @Test
    void whatIsMostConfusedIsTold() {
        Confusion confusion = Confusion.of(list("a", "a", "b", "b", "b"), list("b", "b", "a", "c", null));

        assertThat(Findings.mostConfused(confusion)).hasValue("Most often: a answered as b, 2 rows.");
        assertThat(Findings.others(confusion)).hasValue("c (1)");
        assertThat(Findings.right(confusion)).isEqualTo("0 of 5 rows right (0 %)");
    }

    @Test
    void theMostAccurateIsToldWithTiesAndWhatIsWrongWithTheOthers() {
        Confusion good = Confusion.of(list("a", "b"), list("a", "b"));
        Confusion bad = Confusion.of(list("a", "b"), list("x\u001b", null));

        assertThat(Findings.accuracy(List.of("one", "two"), List.of(good, bad)))
                .containsExactly(
                        "Most accurate: one, 2 of 2 rows right (100 %).",
                        "two has no answer to 1 row with a label: counted as wrong.",
                        "two also answered what is no label: x\\u001B (1).");
        assertThat(Findings.accuracy(List.of("one", "two"), List.of(good, good)))
                .containsExactly("Most accurate: one and two, 2 of 2 rows right (100 %) each.");
        assertThat(Findings.accuracy(List.of("one"), List.of(good))).containsExactly("one, 2 of 2 rows right (100 %).");
        assertThat(Findings.accuracy(List.of("one"), List.of(Confusion.of(list(), list()))))
                .containsExactly("No row that was asked has a label.");
    }
}
