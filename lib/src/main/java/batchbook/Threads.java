package batchbook;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A thread for each request: virtual where the JVM has them (21 and newer), platform daemons otherwise.
 *
 * <p>Daemons, because neither JJava nor a program should be kept alive by a request nobody waits for.
 */
final class Threads {
    private Threads() {}

    static ExecutorService executor() {
        ExecutorService virtual = virtual();
        return virtual != null ? virtual : platform();
    }

    static ExecutorService platform() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "batchbook-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static @Nullable ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
