package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultListTest {
    private static final Run MIXED = SampleRuns.of(
            List.of(
                    Prompt.of("Is snow white?"),
                    Prompt.of("r-17", "Is this review\n\n positive, negative or neutral? It was a nice place"),
                    Prompt.of("wrong key"),
                    Prompt.of("never sent")),
            1,
            prompt -> switch (prompt.id() + prompt.text().charAt(0)) {
                case "I" -> Reply.of("Yes.\u001B[2J\nIt is.");
                case "w" -> throw ModelException.of(ErrorKind.AUTH, "wrong key");
                default -> throw ModelException.of(ErrorKind.BLOCKED, "not this");
            });

    @Test
    void theRowsOfARunPrintAsALineEach() {
        assertThat(MIXED.results().toString().lines())
                .containsExactly(
                        "4 rows",
                        "    0  answered      Is snow white?                      Yes.\\u001B[2J It is.",
                        "    1  BLOCKED       r-17: Is this review positive, ne…  not this",
                        "    2  AUTH          wrong key                           wrong key",
                        "    3  NOT_RUN       never sent                          wrong key");
        assertThat(MIXED.failed().toString()).startsWith("2 rows\n    1  BLOCKED");
        assertThat(MIXED.answered().toString()).startsWith("1 row\n    0  answered");
        assertThat(MIXED.notRun().toString()).startsWith("1 row\n    3  NOT_RUN");
        assertThat(MIXED.results().subList(1, 2).toString()).startsWith("1 row\n    1  BLOCKED");
        assertThat(SampleRuns.empty().results()).hasToString("0 rows");
    }

    @Test
    void manyRowsPrintAsTheFirstAndTheLastAndFitIntoWhatJshellShows() {
        List<Result> rows = SampleRuns.refused(1_000, 8).results();

        assertThat(rows.toString().lines())
                .hasSize(11)
                .startsWith("1000 rows")
                .contains("    6  BLOCKED       prompt 6                            refused")
                .contains("       … 991 rows not shown …")
                .anyMatch(line -> line.startsWith("  999  BLOCKED"));
        Model longWinded = prompt -> Reply.of("long ".repeat(100_000));
        List<Prompt> prompts = SampleRuns.prompts(10).stream()
                .map(prompt -> Prompt.of(prompt.text() + " and more".repeat(20)))
                .toList();
        assertThat(SampleRuns.of(prompts, 2, longWinded).results().toString())
                .hasSizeLessThan(1_000)
                .doesNotContain("not shown");
    }

    @Test
    void theyAreListsLikeAnyOtherThatCannotBeChanged() {
        List<Result> rows = MIXED.results();

        assertThat(rows).isEqualTo(List.copyOf(rows)).hasSameHashCodeAs(List.copyOf(rows));
        assertThat(rows.get(1)).isSameAs(MIXED.get(1));
        assertThat(rows.stream().filter(Result::ok)).containsExactlyElementsOf(MIXED.answered());
        assertThatThrownBy(() -> rows.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> rows.add(MIXED.get(0))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(rows::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> rows.subList(0, 2).clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
