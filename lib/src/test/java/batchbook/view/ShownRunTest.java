package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Running;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell shows of a run that has a display already, or that still goes on; on fakes of both kernels. */
@Timeout(60)
class ShownRunTest {
    private static final String DATE = "2020-01-01T10:00:00.123456Z";

    private final KernelWorld world = new KernelWorld();

    private static String text(Map<String, Object> output, String mimeType) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(output.get("data"))).get(mimeType));
    }

    private static String html(Map<String, Object> output) {
        return text(output, "text/html");
    }

    private static List<Map<String, Object>> in(String cell, List<Map<String, Object>> shown) {
        return shown.stream().filter(output -> cell.equals(output.get("cell"))).toList();
    }

    /** A batch as the last expression, or with a name and then the name: the kernel sees the same. */
    public static final class RunsABatch implements Callable<Run> {
        @Override
        public Run call() {
            return Batch.parallel(prompt -> Reply.of("ok"), List.of("a", "b", "c"), 2);
        }
    }

    /** The same in another cell. */
    public static final class ShowsTheLast implements Callable<Run> {
        @Override
        public Run call() {
            return Batch.last();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void inTheCellOfItsDisplayARunDoesNotRepeatItsFigures(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("first", DATE, RunsABatch.class);
        Map<String, Object> result = shown.get(shown.size() - 1);
        Map<String, Object> display = shown.get(shown.size() - 2);

        assertThat(result).containsEntry("type", "execute_result");
        assertThat(html(display)).contains("Done: 3 of 3 prompts", "median latency");
        assertThat(html(result)).contains("Figures above").doesNotContain("Done", "median latency");
        assertThat(text(result, "text/plain")).startsWith("Run of 3 prompts to model");
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void inAnotherCellItIsTheWholeSummary(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("first", DATE, RunsABatch.class);
        world.run("second", DATE, ShowsTheLast.class);

        assertThat(in("second", shown))
                .singleElement()
                .satisfies(result -> assertThat(html(result))
                        .contains("Done: 3 of 3 prompts", "2 workers", "median latency")
                        .doesNotContain("Figures above"));
    }

    /** A batch without a display, and its summary. */
    public static final class RunsUnseen implements Callable<Run> {
        @Override
        public Run call() {
            return Batch.of(prompt -> Reply.of("ok")).progress(Progress.none()).run(List.of("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aRunWithoutADisplayIsTheWholeSummary(String kernel) throws Exception {
        assertThat(world.run(kernel, RunsUnseen.class))
                .singleElement()
                .satisfies(result -> assertThat(html(result)).contains("Done: 1 of 1 prompt", "median latency"));
    }

    /** A batch in the background, which gets no answer until a later cell. */
    public static final class Starts implements Callable<String> {
        private static final CountDownLatch ANSWERS = new CountDownLatch(1);
        private static @Nullable Running running;

        @Override
        public String call() {
            Model model = prompt -> {
                ANSWERS.await();
                return Reply.of("ok");
            };
            running = Batch.of(model).workers(1).start(List.of("a", "b"));
            return "started";
        }
    }

    /** It, as the last expression of another cell. */
    public static final class ShowsTheRunning implements Callable<Running> {
        @Override
        public Running call() {
            return Objects.requireNonNull(Starts.running);
        }
    }

    /** Shown in the midst of other things. */
    public static final class ShowsBoth implements Callable<String> {
        @Override
        public String call() {
            Notebook.show(Batch.last());
            return "shown";
        }
    }

    /** Its end. */
    public static final class WaitsForTheEnd implements Callable<Running> {
        @Override
        public Running call() {
            Starts.ANSWERS.countDown();
            Objects.requireNonNull(Starts.running).await();
            return Starts.running;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void whatGoesOnHasALiveDisplayInEachCellThatShowsIt(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("starts", DATE, Starts.class);
        world.run("last", DATE, ShowsTheLast.class);
        world.run("running", DATE, ShowsTheRunning.class);
        world.run("both", DATE, ShowsBoth.class);

        for (String cell : List.of("last", "running")) {
            List<Map<String, Object>> outputs = in(cell, shown).stream()
                    .filter(output -> !output.get("type").equals("update_display_data"))
                    .toList();
            assertThat(outputs)
                    .extracting(output -> output.get("type"))
                    .containsExactly("display_data", "execute_result");
            assertThat(html(outputs.get(0))).contains("Asking: 0 of 2 prompts");
            assertThat(html(outputs.get(1))).contains("The display above shows it, to its end.");
        }

        world.run("waits", DATE, WaitsForTheEnd.class);

        List<Object> displays = shown.stream()
                .filter(output -> output.get("type").equals("display_data"))
                .filter(output -> html(output).contains("Asking"))
                .map(output -> output.get("id"))
                .toList();
        assertThat(displays).doesNotHaveDuplicates().hasSize(4);
        assertThat(displays)
                .allSatisfy(id -> assertThat(shown.stream().filter(output -> id.equals(output.get("id"))))
                        .last()
                        .satisfies(last -> assertThat(html(last)).contains("Done: 2 of 2 prompts", "median latency")));
        Map<String, Object> end = shown.get(shown.size() - 1);
        assertThat(end).containsEntry("type", "execute_result").containsEntry("cell", "waits");
        assertThat(html(end)).as("its displays are in other cells").contains("Done: 2 of 2 prompts");
    }
}
