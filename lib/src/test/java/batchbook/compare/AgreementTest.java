package batchbook.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static List<String> list(String... values) {
        return Arrays.asList(values);
    }

    /** Two raters, from how often one said the first while the other said the second. */
    private static Agreement table(int[][] counts) {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                one.addAll(Collections.nCopies(counts[i][j], "class " + i));
                other.addAll(Collections.nCopies(counts[i][j], "class " + j));
            }
        }
        return Agreement.of(one, other);
    }

    /** The simple example, and the two of the same agreement and different margins, of Wikipedia's "Cohen's kappa". */
    @Test
    void kappaIsThatOfPublishedTables() {
        assertThat(table(new int[][] {{20, 5}, {10, 15}}).kappa()).hasValueCloseTo(0.4, within(1e-12));
        assertThat(table(new int[][] {{20, 5}, {10, 15}}).share()).hasValue(0.7);
        assertThat(table(new int[][] {{20, 5}, {10, 15}}).byChance()).isEqualTo(0.5);
        assertThat(table(new int[][] {{45, 15}, {25, 15}}).kappa()).hasValueCloseTo(0.1304, within(5e-5));
        assertThat(table(new int[][] {{25, 35}, {5, 35}}).kappa()).hasValueCloseTo(0.2593, within(5e-5));
    }

    /** Three categories: (0.70 - 0.41) / (1 - 0.41). */
    @Test
    void kappaOfThreeCategories() {
        Agreement agreement = table(new int[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});

        assertThat(agreement.rows()).isEqualTo(200);
        assertThat(agreement.agreed()).isEqualTo(140);
        assertThat(agreement.byChance()).isEqualTo(0.41, within(1e-12));
        assertThat(agreement.kappa()).hasValueCloseTo(0.29 / 0.59, within(1e-12));
    }

    /** The example of scikit-learn's cohen_kappa_score. */
    @Test
    void kappaOfWords() {
        assertThat(Agreement.of(
                                list("negative", "positive", "negative", "neutral", "positive"),
                                list("negative", "positive", "negative", "neutral", "negative"))
                        .kappa())
                .hasValueCloseTo(0.6875, within(1e-12));
    }

    @Test
    void kappaIsOneWhenAllAgreeZeroByChanceAndBelowWhenNone() {
        assertThat(Agreement.of(list("a", "b"), list("a", "b")).kappa()).hasValue(1);
        assertThat(table(new int[][] {{1, 1}, {1, 1}}).kappa()).hasValue(0);
        assertThat(Agreement.of(list("a", "b"), list("b", "a")).kappa()).hasValue(-1);
    }

    @Test
    void kappaIsNotDefinedWhenBothGiveOneAnswerToAllOrNone() {
        assertThat(Agreement.of(list("a", "a", "a"), list("a", "a", "a")).kappa())
                .isEmpty();
        assertThat(Agreement.of(list("a", "a", "a"), list("a", "a", "a")).share())
                .hasValue(1);
        assertThat(Agreement.of(list("a", "a"), list("b", "b")).kappa()).hasValue(0);
        assertThat(Agreement.of(List.of(), List.of()).kappa()).isEmpty();
        assertThat(Agreement.of(list(null, "a"), list("a", null)).share()).isEmpty();
    }

    @Test
    void onlyRowsCountInWhichBothSaidSomethingAndCaseAndBlanksDoNot() {
        Agreement agreement = Agreement.of(list(" Positive", "no\n", "x", null), list("POSITIVE", "No", null, "y"));

        assertThat(agreement.rows()).isEqualTo(2);
        assertThat(agreement.agreed()).isEqualTo(2);
    }

    @Test
    void manyRowsAndManyCategoriesAreCountedRight() {
        SplittableRandom dice = new SplittableRandom(3);
        List<String> one = IntStream.range(0, 200_000)
                .mapToObj(i -> "c" + dice.nextInt(50_000))
                .toList();
        List<String> other = IntStream.range(0, 200_000)
                .mapToObj(i -> dice.nextInt(2) == 0 ? one.get(i) : "c" + dice.nextInt(50_000))
                .toList();

        Agreement agreement = Agreement.of(one, other);

        assertThat(agreement.share().orElse(0)).isEqualTo(0.5, within(0.01));
        assertThat(agreement.kappa().orElse(0)).isEqualTo(0.5, within(0.01));
    }

    @Test
    void aNumberIsItsValueAndABlankTextIsNothing() {
        assertThat(Category.text(3.0)).isEqualTo("3");
        assertThat(Category.text(3)).isEqualTo("3");
        assertThat(Category.text(0.10)).isEqualTo("0.1");
        assertThat(Category.text(-0.0)).isEqualTo("0");
        assertThat(Category.text(1e20)).isEqualTo("100000000000000000000");
        assertThat(Category.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
        assertThat(Category.text(Double.NaN)).isNull();
        assertThat(Category.text(Integer.MIN_VALUE)).isNull();
        assertThat(Category.text(" \n")).isNull();
        assertThat(Category.text(null)).isNull();
        assertThat(Category.text(true)).isEqualTo("true");
        assertThat(Category.same(null, null)).isTrue();
        assertThat(Category.same(null, "a")).isFalse();
        assertThat(Category.same("a", null)).isFalse();
    }
}
