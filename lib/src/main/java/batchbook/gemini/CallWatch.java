package batchbook.gemini;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import okhttp3.Call;

/**
 * Ends calls that have no answer after {@link #LONGEST}, or some seconds later: all of them are looked at now and then.
 *
 * <p>A timer of OkHttp's for each call and for each read of its connection costs more where many wait: it keeps them in
 * one list, which is gone through to find their place, and a read with a time-out takes more calls of the system.
 *
 * <p>Safe to share between threads.
 */
final class CallWatch {
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long BETWEEN_LOOKS = 5;

    private static final CallWatch OF_THIS_JVM = new CallWatch(System::nanoTime);

    private final LongSupplier ticks;
    /** When they began. */
    private final Map<Call, Long> calls = new ConcurrentHashMap<>();

    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "batchbook-call-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param ticks nanoseconds from any origin, which never go back */
    CallWatch(LongSupplier ticks) {
        this.ticks = ticks;
        looks.setKeepAliveTime(2 * BETWEEN_LOOKS, TimeUnit.SECONDS);
        looks.allowCoreThreadTimeOut(true);
    }

    static CallWatch ofThisJvm() {
        return OF_THIS_JVM;
    }

    void begins(Call call) {
        calls.put(call, ticks.getAsLong());
        lookLater();
    }

    void ends(Call call) {
        calls.remove(call);
    }

    /** One look at all. Whoever waits for a call that is over time is told by an exception. */
    void look() {
        long now = ticks.getAsLong();
        calls.forEach((call, since) -> {
            if (now - since >= LONGEST.toNanos()) {
                call.cancel();
            }
        });
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            var unused = looks.schedule(this::lookAndGoOn, BETWEEN_LOOKS, TimeUnit.SECONDS);
        }
    }

    private void lookAndGoOn() {
        try {
            look();
        } finally {
            looking.set(false);
            if (!calls.isEmpty()) {
                lookLater();
            }
        }
    }
}
