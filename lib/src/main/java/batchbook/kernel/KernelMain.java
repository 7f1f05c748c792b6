package batchbook.kernel;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * What {@code ./lab} and the wheel start instead of a kernel's own main class: {@code java -cp JARS
 * batchbook.kernel.KernelMain org.dflib.jjava.distro.JJava CONNECTION_FILE}. The kernel starts as always, and beside it a
 * first use of what notebooks use.
 *
 * <p>With {@code -Dbatchbook.launcher=PID} it ends with that process, for systems where a process that starts another one
 * stays: who ends the launcher ends the kernel.
 */
public final class KernelMain {
    private KernelMain() {}

    /** The kernel's main class, then its arguments. */
    public static void main(String[] arguments) throws Throwable {
        Long launcher = Long.getLong("batchbook.launcher");
        if (launcher != null) {
            // Not exit(): that would wait for what cells have left to be done at the end.
            Future<?> unused =
                    endOf(launcher).thenRun(() -> Runtime.getRuntime().halt(1));
        }
        WarmUp.begin();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Complete when that process is over, at once if there is none. */
    static CompletableFuture<?> endOf(long process) {
        return ProcessHandle.of(process)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }
}
