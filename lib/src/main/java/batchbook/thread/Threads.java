package batchbook.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A thread for each request: virtual where the JVM has them (21 and newer), platform daemons otherwise; and one for a
 * display.
 *
 * <p>Daemons, because neither JJava nor a program should be kept alive by a request nobody waits for.
 */
public final class Threads {
    private Threads() {}

    public static ExecutorService executor() {
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

    /** One daemon thread of this name, as long as it has work and a little longer. */
    public static Executor one(String name) {
        return several(1, name);
    }

    /** So many daemon threads of this name, as long as they have work and a little longer. */
    public static ExecutorService several(int threads, String name) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
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
