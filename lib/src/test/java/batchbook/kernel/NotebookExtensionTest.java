package batchbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ServiceLoader;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.junit.jupiter.api.Test;

class NotebookExtensionTest {
    @Test
    void theKernelFindsItAndItBringsTheImports() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            found().install(new KernelForJava(shell));
            assertThat(shell.eval("Batch.class.getName()").get(0).value()).isEqualTo("\"batchbook.Batch\"");
        }
    }

    @Test
    void aKernelWithoutAShellIsLeftAlone() {
        assertThatCode(() -> found().install(new BaseKernel())).doesNotThrowAnyException();
    }

    @Test
    void aKernelThatIsGoneIsLeftAlone() {
        JShell shell = JShell.builder().executionEngine("local").build();
        shell.close();
        assertThatCode(() -> found().install(new KernelForJava(shell))).doesNotThrowAnyException();
    }

    private static Extension found() {
        return ServiceLoader.load(Extension.class).findFirst().orElseThrow();
    }

    /** As JJava's {@code JavaKernel} has it. */
    public static final class KernelForJava extends BaseKernel {
        private final JShell shell;

        KernelForJava(JShell shell) {
            this.shell = shell;
        }

        public JShell getJShell() {
            return shell;
        }
    }
}
