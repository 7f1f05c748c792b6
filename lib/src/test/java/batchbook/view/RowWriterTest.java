package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class RowWriterTest {
    @TempDir
    Path dir;

    private record Review(String mood, int stars) {}

    private static Batch plan(String answer) {
        return Batch.of(Model.named("m", prompt -> Reply.of(answer))).workers(1).progress(Progress.none());
    }

    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Prompt.of("r" + i, "say \"" + i + "\", and\nmore").label("shop", i % 2 == 0 ? "Lyon" : "Bern"))
                .toList();
    }

    @Test
    void aCsvIsThatOfTheTableOfTheRun() {
        Path file = dir.resolve("answers.csv");
        try (RowWriter out = Tables.writer(file.toString())) {
            plan("a, \"b\"").stream(prompts(2_345), out);
        }
        Table written = Tables.read(file);
        Run run = plan("a, \"b\"").run(prompts(2_345));
        Table whole = Tables.of(run);

        assertThat(written.rowCount()).isEqualTo(2_345);
        assertThat(written.columnNames()).containsAll(whole.columnNames()).contains("cost");
        for (String column : List.of("shop", "index", "id", "prompt", "answer", "success", "attempts")) {
            assertThat(written.column(column).asList())
                    .as(column)
                    .isEqualTo(whole.column(column).asList());
        }
    }

    @Test
    void typedAnswersHaveColumnsOfTheirOwn() {
        Path file = dir.resolve("answers.jsonl");
        try (RowWriter out = Tables.writer(file.toString(), Review.class)) {
            plan("{\"mood\": \"good\", \"stars\": 4}").stream(prompts(3), out);
        }
        Table written = Tables.read(file);

        assertThat(written.intColumn("stars").asList()).containsExactly(4, 4, 4);
        assertThat(written.stringColumn("mood").asList()).containsExactly("good", "good", "good");
    }

    @Test
    void aLabelThatTheFirstRowsDidNotHaveIsNamed() {
        List<Prompt> prompts = IntStream.range(0, 1_500)
                .mapToObj(
                        i -> i < 1_200 ? Prompt.of("p" + i) : Prompt.of("p" + i).label("late", i))
                .toList();
        assertThatThrownBy(() -> {
                    try (RowWriter out = Tables.writer(dir.resolve("a.csv").toString())) {
                        plan("x").stream(prompts, out);
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "a.csv has no column late, as its first rows had none of that name. Write .jsonl");

        Path lines = dir.resolve("a.jsonl");
        try (RowWriter out = Tables.writer(lines.toString())) {
            plan("x").stream(prompts, out);
        }
        assertThat(Tables.read(lines).intColumn("late").countMissing()).isEqualTo(1_200);
    }

    @Test
    void onlyFormatsThatGrowAreTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.writer("answers.xlsx"))
                .withMessageContaining(".csv, .tsv, .jsonl or .ndjson");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        String file = dir.resolve("none").resolve("a.csv").toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.writer(file))
                .withMessageContaining("cannot be written: there is no directory");
    }

    @Test
    void nothingIsWrittenWhereNothingCame() throws IOException {
        Path file = Files.writeString(dir.resolve("old.csv"), "as it was");
        try (RowWriter out = Tables.writer(file.toString())) {
            plan("x").stream(List.of(), out);
        }
        assertThat(file).hasContent("as it was");
    }
}
