package batchbook.kernel;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code ./lab} starts instead of a kernel's own main class: {@code java -cp JARS batchbook.kernel.KernelMain
 * org.dflib.jjava.distro.JJava CONNECTION_FILE}. The kernel starts as always, and beside it a first use of what notebooks
 * use.
 */
public final class KernelMain {
    private KernelMain() {}

    /** The kernel's main class, then its arguments. */
    public static void main(String[] arguments) throws Throwable {
        WarmUp.begin();
        String[] rest = java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
