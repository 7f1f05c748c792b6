package batchbook.view;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * A JVM with a kernel in it, as far as the library can see: a class loader with the library, the fake kernels and the
 * test's cells of its own. The kernel is looked for once and for all, so no other test must see one.
 */
final class KernelWorld extends ClassLoader {
    static final String JJAVA = "org.dflib.jjava.jupyter.kernel.BaseKernel";
    static final String IJAVA = "io.github.spencerpark.ijava.IJava";

    private final Set<String> hidden;

    KernelWorld(String... hidden) {
        super(KernelWorld.class.getClassLoader());
        this.hidden = Set.of(hidden);
    }

    /** Runs a cell in this kernel: all it shows, in order, the value of its last expression at the end. */
    List<Map<String, Object>> run(String kernel, Class<? extends Callable<?>> cell) throws Exception {
        List<Map<String, Object>> shown = new ArrayList<>();
        Class<?> running = loadClass(kernel);
        running.getMethod("start", List.class).invoke(null, shown);
        Callable<?> code =
                (Callable<?>) loadClass(cell.getName()).getConstructor().newInstance();
        Object value = code.call();
        if (value != null) {
            running.getMethod("result", Object.class).invoke(null, value);
        }
        return shown;
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
