package batchbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final List<String> STARTED = new ArrayList<>();

    @Test
    void eachStepWorks() throws Exception {
        assertThat(WarmUp.table()).isEqualTo(1);
        assertThat(WarmUp.request()).contains("2");
        assertThat(WarmUp.chart()).isPositive();
    }

    @Test
    void itPrintsNothing() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(all);
        System.setErr(all);
        try {
            WarmUp.begin().join();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aStepThatFailsIsPassedOverInSilence() {
        assertThat(WarmUp.attempt(() -> {
                    throw new InternalError("Fontconfig head is null");
                }))
                .isFalse();
        assertThat(WarmUp.attempt(() -> {
                    throw new java.io.IOException("no");
                }))
                .isFalse();
    }

    @Test
    void theThreadKeepsNothingAlive() throws InterruptedException {
        Thread thread = WarmUp.begin();
        assertThat(thread.isDaemon()).isTrue();
        thread.join();
    }

    @Test
    void theKernelIsStartedWithItsOwnArguments() throws Throwable {
        KernelMain.main(new String[] {Kernel.class.getName(), "connection.json"});
        assertThat(STARTED).containsExactly("connection.json");
    }

    @Test
    void whatTheKernelSaysOfItsStartIsNotWrapped() {
        assertThatThrownBy(() -> KernelMain.main(new String[] {Kernel.class.getName()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Missing connection file argument");
    }

    @Test
    void theEndOfTheLauncherIsNoticed() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .start();
        CompletableFuture<?> end = KernelMain.endOf(launcher.pid());
        launcher.waitFor();
        end.get(1, TimeUnit.MINUTES);
        assertThat(KernelMain.endOf(launcher.pid())).isCompleted();
        assertThat(KernelMain.endOf(
                        ProcessHandle.current().parent().orElseThrow().pid()))
                .isNotDone();
    }

    /** As JJava's main class behaves. */
    public static final class Kernel {
        private Kernel() {}

        public static void main(String[] arguments) {
            if (arguments.length == 0) {
                throw new IllegalArgumentException("Missing connection file argument");
            }
            STARTED.addAll(List.of(arguments));
        }
    }
}
