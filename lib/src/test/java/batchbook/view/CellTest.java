package batchbook.view;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Run;
import batchbook.Snapshots;
import batchbook.html.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps to its cell, and when cells were asked for, on fakes of both kernels. */
class CellTest {
    private static final String DATE = "2020-01-01T10:00:00.123456Z";
    private static final String LATER = "2020-01-01T11:00:00.000+00:00";

    private final KernelWorld world = new KernelWorld();

    /** As a cell that starts something in the background and is over at once. */
    public static final class OpensADisplay implements Callable<Object> {
        private static Progress display = Progress.none();

        @Override
        public Object call() {
            display = new NotebookDisplay().open().orElseThrow();
            return "opened";
        }
    }

    /** The same display, from another thread. */
    public static final class UpdatesTheDisplay implements Callable<Object> {
        @Override
        public Object call() throws InterruptedException {
            Snapshots now = new Snapshots();
            now.total = 10;
            now.answered = 4;
            now.active = 5;
            now.queued = 1;
            Thread background = new Thread(() -> OpensADisplay.display.update(now.snapshot()));
            background.start();
            background.join();
            return "updated";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aDisplayStaysInItsCellWhenTheCellIsOverAndFromAnyThread(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("first", DATE, OpensADisplay.class);
        shown.clear();

        world.runBetweenCells(UpdatesTheDisplay.class);
        world.runBetweenCells(UpdatesTheDisplay.class);

        assertThat(shown).extracting(output -> output.get("cell")).containsExactly("first", "first");
        assertThat(shown)
                .extracting(output -> output.get("type"))
                .containsExactly("display_data", "update_display_data");
        assertThat(shown.get(1)).containsEntry("id", shown.get(0).get("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aDisplayIsUpdatedInTheNameOfTheCellThatRunsAsOthersAreNotListenedTo(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("first", DATE, OpensADisplay.class);
        world.run("second", DATE, UpdatesTheDisplay.class);
        world.run("third", DATE, UpdatesTheDisplay.class);

        assertThat(shown)
                .filteredOn(output -> !output.get("type").equals("execute_result"))
                .extracting(output -> output.get("cell") + ": " + output.get("type"))
                .containsExactly("first: display_data", "third: update_display_data");
    }

    /** When it was asked for, and whether it is a cell at all. */
    public static final class TellsWhenItWasAskedFor implements Callable<String> {
        @Override
        public String call() {
            NotebookDisplay display = new NotebookDisplay();
            return display.inCell() + ", " + display.cellAskedAt();
        }
    }

    private String asked(String date) throws Exception {
        List<Map<String, Object>> shown = world.start(KernelWorld.JJAVA);
        world.run("cell", date, TellsWhenItWasAskedFor.class);
        return String.valueOf(shown.get(0).get("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aCellKnowsWhenItWasAskedForAndBetweenCellsThereIsNone(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("cell", DATE, TellsWhenItWasAskedFor.class);

        assertThat(shown.get(0).get("data")).hasToString("{text/plain=true, Optional[2020-01-01T10:00:00.123456Z]}");
        assertThat(world.runBetweenCells(TellsWhenItWasAskedFor.class)).isEqualTo("false, Optional.empty");
    }

    @Test
    void aDateThatCannotBeReadIsNotKnown() throws Exception {
        assertThat(asked(LATER)).contains("2020-01-01T11:00:00Z");
        assertThat(asked("yesterday")).contains("Optional.empty");
    }

    @Test
    void noCellRunsInAPlainProgram() {
        assertThat(new NotebookDisplay().inCell()).isFalse();
        assertThat(new NotebookDisplay().cellAskedAt()).isEmpty();
    }

    /** A batch that the user stops. */
    public static final class IsInterrupted implements Callable<Object> {
        @Override
        public Object call() {
            Thread.currentThread().interrupt();
            try {
                return Batch.sequential(prompt -> Reply.of("ok"), List.of("a"));
            } catch (CancellationException e) {
                return Thread.interrupted();
            }
        }
    }

    /** A batch that may start or not. */
    public static class RunsABatch implements Callable<Object> {
        @Override
        public Object call() {
            List<String> sent = new ArrayList<>();
            try {
                Run run = Batch.of(prompt -> Reply.of(prompt.text()))
                        .progress(snapshot -> sent.add("started"))
                        .run(List.of("a"));
                return run.answered().size() + " answered";
            } catch (IllegalStateException e) {
                return sent + " " + e.getMessage();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {KernelWorld.JJAVA, KernelWorld.IJAVA})
    void aCellThatWasInTheQueueWhenABatchWasStoppedStartsNone(String kernel) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("stopped", DATE, IsInterrupted.class);
        world.run("queued", DATE, RunsABatch.class);
        world.run("asked for later", LATER, RunsABatch.class);

        List<String> results = shown.stream()
                .filter(output -> output.get("type").equals("execute_result"))
                .map(output -> output.get("cell") + ": " + output.get("data"))
                .toList();
        assertThat(results.get(0)).isEqualTo("stopped: {text/plain=true}");
        assertThat(results.get(1)).startsWith("queued: {text/plain=[] the batch before was stopped");
        assertThat(results.get(2)).isEqualTo("asked for later: {text/plain=1 answered}");
    }

    /** A cell in which the user presses stop before its code runs: the kernel drops that. */
    public static class IsStoppedEarly extends RunsABatch {
        String kernel() {
            return KernelWorld.JJAVA;
        }

        @Override
        public Object call() {
            try {
                Object heard = Class.forName(kernel()).getMethod("interrupt").invoke(null);
                return super.call() + ", the kernel itself heard " + heard;
            } catch (CancellationException e) {
                return e.getMessage();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The same on the other kernel. */
    public static final class IsStoppedEarlyOnIJava extends IsStoppedEarly {
        @Override
        String kernel() {
            return KernelWorld.IJAVA;
        }
    }

    private List<String> earlyStop(String kernel, Class<? extends Callable<?>> stopped) throws Exception {
        List<Map<String, Object>> shown = world.start(kernel);
        world.run("first", DATE, RunsABatch.class);
        world.run("stopped", LATER, stopped);
        world.run("asked for later", "2020-01-01T11:30:00.000+00:00", RunsABatch.class);
        return shown.stream()
                .filter(output -> output.get("type").equals("execute_result"))
                .map(output -> String.valueOf(output.get("data")))
                .toList();
    }

    @Test
    void aStopBeforeTheCodeOfTheCellRunsIsNoticedThoughTheKernelDropsIt() throws Exception {
        for (List<String> results : List.of(
                earlyStop(KernelWorld.JJAVA, IsStoppedEarly.class),
                new CellTest().earlyStop(KernelWorld.IJAVA, IsStoppedEarlyOnIJava.class))) {
            assertThat(results.get(0)).contains("1 answered");
            assertThat(results.get(1)).contains("stopped before it began").contains("Nothing was sent");
            assertThat(results.get(2)).contains("1 answered");
        }
    }

    /** A kernel without what leads to a cell, or with something else of that name. */
    public static final class ForeignKernel {
        private static Object stream = new Object();

        public static ForeignKernel instance() {
            return new ForeignKernel();
        }

        public Io getIO() {
            return new Io();
        }
    }

    /** Has the stream. */
    public static final class Io {
        public final Object display = ForeignKernel.stream;
    }

    /** What such a kernel shows. */
    public static class Data {
        public void putData(String type, Object value) {}

        public void putMetaData(String key, Object value) {}

        public void setDisplayId(String id) {}
    }

    /** Without an environment. */
    public static class PlainStream {
        final List<String> shown = new ArrayList<>();

        public void display(Data data) {
            shown.add("display");
        }

        public void updateDisplay(Data data) {
            shown.add("update");
        }
    }

    /** With an environment of another kind, and none can be set. */
    public static final class OtherStream extends PlainStream {
        final String env = "something";

        @Override
        public void display(Data data) {
            super.display(data);
        }
    }

    private static void showsTheKernelsWay(PlainStream stream) {
        ForeignKernel.stream = stream;
        Cell cell = new Cell(JupyterKernel.find(ForeignKernel.class.getName(), "instance", "Foreign")
                .orElseThrow());
        cell.display("id", Rendering.text("text"));
        cell.update("id", Rendering.text("text"));

        assertThat(stream.shown).containsExactly("display", "update");
        assertThat(cell.askedAt()).isEmpty();
    }

    @Test
    void whereNothingLeadsToACellThingsAreShownTheKernelsWay() {
        showsTheKernelsWay(new PlainStream());
        showsTheKernelsWay(new OtherStream());
    }
}
