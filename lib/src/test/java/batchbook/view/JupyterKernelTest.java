package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** What a cell shows in JJava and in IJava, on fakes of both. */
class JupyterKernelTest {
    private static List<Map<String, Object>> run(String kernel, Class<? extends Callable<?>> cell) throws Exception {
        return new KernelWorld().run(kernel, cell);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> output, String part) {
        return (Map<String, Object>) Objects.requireNonNull(output.get(part));
    }

    private static String text(Map<String, Object> output, String mimeType) {
        return String.valueOf(part(output, "data").get(mimeType));
    }

    /** Works only if the run shows itself without any preparation: that is what a first cell does. */
    public static final class RunsABatch implements Callable<Run> {
        @Override
        public Run call() {
            return Batch.parallel(prompt -> Reply.of("ok"), List.of("a", "b", "c"), 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aRunIsWatchedInOneOutputThatIsUpdatedInPlace(String kernel) throws Exception {
        List<Map<String, Object>> outputs = run(kernel, RunsABatch.class);
        List<Map<String, Object>> progress = outputs.subList(0, outputs.size() - 1);

        assertThat(progress).hasSizeGreaterThanOrEqualTo(2);
        assertThat(progress.get(0)).containsEntry("type", "display_data");
        assertThat(progress.subList(1, progress.size()))
                .allSatisfy(output -> assertThat(output).containsEntry("type", "update_display_data"));
        assertThat(progress.stream().map(output -> output.get("id")).distinct()).hasSize(1);
        assertThat(String.valueOf(progress.get(0).get("id"))).isNotBlank();
        Map<String, Object> last = progress.get(progress.size() - 1);
        assertThat(text(last, "text/html")).contains("Done: 3 of 3 prompts");
        assertThat(text(last, "text/plain")).startsWith("3/3  ok 3  failed 0");
    }

    /** Several things in one cell, then one as its last expression. */
    public static final class ShowsThings implements Callable<Table> {
        @Override
        public Table call() {
            Run run = Batch.sequential(prompt -> Reply.of("<b>ok</b>"), List.of("a"));
            Notebook.show(Charts.latency(run), run.get(0).text(), Reply.of("two\nlines"));
            return Table.create("numbers", IntColumn.create("n", 1, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void chartsTextsRepliesAndTablesShowAsWhatTheyAre(String kernel) throws Exception {
        List<Map<String, Object>> outputs = run(kernel, ShowsThings.class);
        List<Map<String, Object>> shown = outputs.subList(outputs.size() - 4, outputs.size());

        assertThat(shown)
                .extracting(output -> output.get("type"))
                .containsExactly("display_data", "display_data", "display_data", "execute_result");
        Map<String, Object> chart = shown.get(0);
        assertThat(text(chart, "image/png")).startsWith("iVBORw0KGgo");
        assertThat(text(chart, "text/plain")).startsWith("chart: Latency");
        assertThat(part(chart, "metadata").get("image/png").toString())
                .contains("width=680", "height=440", "alt=Latency");
        assertThat(part(shown.get(1), "data")).containsOnly(Map.entry("text/plain", "<b>ok</b>"));
        assertThat(text(shown.get(2), "text/html")).contains("<div>two</div><div>lines</div>");
        assertThat(text(shown.get(3), "text/html")).contains("role=\"table\"").contains("numbers");
        assertThat(text(shown.get(3), "text/plain")).contains("numbers");
    }

    /** Rows of a run, some that the user has chosen, and lists of something else. */
    public static final class ShowsRows implements Callable<List<Result>> {
        @Override
        public List<Result> call() {
            Run run = Batch.of(ShowsRows::answer).progress(Progress.none()).run(List.of("a", "b", "c"));
            List<Result> chosen = run.results().stream()
                    .filter(row -> row.index() < 2)
                    .collect(Collectors.toCollection(ArrayList::new));
            Notebook.show(chosen, run.notRun(), List.of("<b>", 2));
            return run.failed();
        }

        private static Reply answer(Prompt prompt) {
            if (prompt.text().equals("b")) {
                throw ModelException.of(ErrorKind.BLOCKED, "<i>no</i>");
            }
            return Reply.of("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void rowsShowAsATableAndOtherListsAsTheText(String kernel) throws Exception {
        List<Map<String, Object>> shown = run(kernel, ShowsRows.class);

        assertThat(shown).hasSize(4);
        assertThat(text(shown.get(0), "text/html")).contains("role=\"table\"", ">ok<", "2 rows × 7 columns");
        assertThat(part(shown.get(1), "data")).containsOnly(Map.entry("text/plain", "0 rows"));
        assertThat(part(shown.get(2), "data")).containsOnly(Map.entry("text/plain", "[<b>, 2]"));
        assertThat(text(shown.get(3), "text/html"))
                .contains("role=\"table\"", ">BLOCKED<", ">&lt;i&gt;no&lt;/i&gt;<", "1 row × 6 columns")
                .doesNotContain(">ok<", ">answer<");
        assertThat(text(shown.get(3), "text/plain")).contains("BLOCKED");
    }

    /** A list of the user's own, after the library has come up. */
    public static final class ShowsAListOfItsOwn implements Callable<List<Integer>> {
        @Override
        public List<Integer> call() {
            Notebook.install();
            return List.of(1, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void otherListsAreShownAsEver(String kernel) throws Exception {
        assertThat(part(run(kernel, ShowsAListOfItsOwn.class).get(0), "data"))
                .containsOnly(Map.entry("text/plain", "[1, 2]"));
    }

    /** What is told in a few lines: limits, a preview, a batch in the background. */
    public static final class ShowsLines implements Callable<Running> {
        @Override
        public Running call() {
            Batch plan = Batch.of(prompt -> Reply.of("ok"));
            Notebook.show(Batch.limits(), plan.preview(List.of("a", "b")));
            Running running = plan.progress(Progress.none()).start(List.of("a"));
            running.await();
            return running;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void limitsAPreviewAndABatchInTheBackgroundShowTheirLines(String kernel) throws Exception {
        List<Map<String, Object>> shown = run(kernel, ShowsLines.class);

        assertThat(shown).hasSize(3);
        assertThat(text(shown.get(0), "text/html")).contains("white-space:pre-wrap", "No limits learned yet");
        assertThat(text(shown.get(1), "text/html")).contains("2 prompts, 2 requests to send\n  tokens  about");
        assertThat(text(shown.get(1), "text/plain")).startsWith("2 prompts, 2 requests to send\n");
        assertThat(text(shown.get(2), "text/html")).contains("Done: 1 of 1 prompt", "median latency");
    }

    /** A table of the user's own, before any batch. */
    public static final class ShowsATableOfItsOwn implements Callable<Table> {
        @Override
        public Table call() {
            Notebook.install();
            Notebook.install();
            return Table.create("numbers", IntColumn.create("n", 1, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void afterInstallATablesawTableOfTheUserIsHtmlToo(String kernel) throws Exception {
        List<Map<String, Object>> outputs = run(kernel, ShowsATableOfItsOwn.class);

        assertThat(outputs).hasSize(1);
        assertThat(text(outputs.get(0), "text/html")).contains("role=\"table\"");
    }

    /** The kernel that was found. */
    public static final class NamesTheKernel implements Callable<String> {
        @Override
        public String call() {
            return Notebook.install().orElse("none");
        }
    }

    @Test
    void theKernelIsKnownByItsName() throws Exception {
        assertThat(text(run(KernelWorld.JJAVA, NamesTheKernel.class).get(0), "text/plain"))
                .isEqualTo("JJava");
        assertThat(text(run(KernelWorld.IJAVA, NamesTheKernel.class).get(0), "text/plain"))
                .isEqualTo("IJava");
    }

    @Test
    void aKernelThatCannotRegisterRenderersStillRunsBatches() throws Exception {
        KernelWorld changed = new KernelWorld(KernelWorld.JJAVA + "$RenderFunction");

        List<Map<String, Object>> outputs = changed.run(KernelWorld.JJAVA, RunsABatch.class);

        assertThat(text(outputs.get(outputs.size() - 2), "text/html")).contains("Done: 3 of 3 prompts");
        assertThat(part(outputs.get(outputs.size() - 1), "data")).containsOnlyKeys("text/plain");
    }

    /** Has the name of a kernel's method and none of what is behind it. */
    public static final class Stranger {
        public static Object instance() {
            return "not a kernel";
        }
    }

    @Test
    void whatIsNotThereOrIsNoKernelIsNotFound() {
        assertThat(JupyterKernel.find("there.is.no.such.Type", "instance", "None"))
                .isEmpty();
        assertThat(JupyterKernel.find(Stranger.class.getName(), "noSuchMethod", "None"))
                .isEmpty();
        assertThat(JupyterKernel.find(Stranger.class.getName(), "instance", "None"))
                .isEmpty();
    }

    @Test
    void noKernelRunsInAPlainProgram() {
        assertThatThrownBy(BaseKernel::notebookKernel).isInstanceOf(NullPointerException.class);
        assertThat(JupyterKernel.find(KernelWorld.JJAVA, "notebookKernel", "JJava"))
                .isEmpty();
        assertThat(JupyterKernel.find(KernelWorld.IJAVA, "getKernelInstance", "IJava"))
                .isEmpty();
        assertThat(JupyterKernel.running()).isEmpty();
        assertThat(Notebook.install()).isEmpty();
        assertThat(new NotebookDisplay().open()).isEmpty();
    }
}
