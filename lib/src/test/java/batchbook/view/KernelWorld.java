package batchbook.view;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A JVM with a kernel in it, as far as the library can see: a class loader with the library, the fake kernels and the
 * test's cells of its own. The kernel is looked for once and for all, so no other test must see one.
 */
final class KernelWorld extends ClassLoader {
    static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";
    static final String IJAVA = "io.github.spencerpark.ijava.IJava";

    private final Set<String> hidden;
    private @Nullable Class<?> running;

    KernelWorld(String... hidden) {
        super(KernelWorld.class.getClassLoader());
        this.hidden = Set.of(hidden);
    }

    /** Runs a cell in this kernel: all it shows, in order, the value of its last expression at the end. */
    List<Map<String, Object>> run(String kernel, Class<? extends Callable<?>> cell) throws Exception {
        List<Map<String, Object>> shown = start(kernel);
        run("cell", "2026-11-25T10:05:01.123456Z", cell);
        return shown;
    }

    /** Starts this kernel: all that its cells will show, in order. */
    List<Map<String, Object>> start(String kernel) throws Exception {
        // Each display has a thread of its own.
        List<Map<String, Object>> shown = Collections.synchronizedList(new ArrayList<>());
        running = loadClass(kernel);
        running.getMethod("start", List.class).invoke(null, shown);
        return shown;
    }

    /** Runs a cell in the kernel that was started; it was asked for at this date. */
    void run(String id, String date, Class<? extends Callable<?>> cell) throws Exception {
        Objects.requireNonNull(running, "no kernel was started")
                .getMethod("cell", String.class, String.class, Callable.class)
                .invoke(null, id, date, code(cell));
    }

    /** Runs code while no cell runs. */
    @Nullable
    Object runBetweenCells(Class<? extends Callable<?>> code) throws Exception {
        return code(code).call();
    }

    private Callable<?> code(Class<? extends Callable<?>> cell) throws Exception {
        return (Callable<?>) loadClass(cell.getName()).getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean ours = name.startsWith("batchbook.") || name.startsWith(JJAVA) || name.startsWith(IJAVA);
        if (!ours) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null || hidden.contains(name)) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = file.readAllBytes();
            // From a place, as every class: without one, coverage would not count it.
            return defineClass(name, code, 0, code.length, KernelWorld.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
