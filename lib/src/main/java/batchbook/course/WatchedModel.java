package batchbook.course;

import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A {@link ScriptedModel} for code that asks with several threads: sees how many requests are under way at once, and
 * whether the threads that asked end. An answer has as many tokens as its text has characters. Thread-safe.
 */
final class WatchedModel implements Model {
    private static final long SECONDS = 3;

    private final ScriptedModel model;
    private final Predicate<Prompt> blocked;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    /** @param blocked the prompts that have no answer */
    WatchedModel(int most, Predicate<Prompt> blocked) {
        this.model = ScriptedModel.answering(WatchedModel::latency, most);
        this.blocked = blocked;
    }

    /** From 20 to 420 ms, the next one always far from the last. */
    private static Duration latency(Prompt prompt) {
        return Duration.ofMillis(20 + Math.floorMod(prompt.text().hashCode() * 7919L, 400L));
    }

    @Override
    public Reply ask(Prompt prompt) throws InterruptedException {
        threads.add(Thread.currentThread());
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            Reply reply = model.ask(prompt);
            if (blocked.test(prompt)) {
                throw ModelException.of(ErrorKind.BLOCKED, "no answer to this review");
            }
            return answer(prompt, reply.text());
        } finally {
            underWay.decrementAndGet();
            over.incrementAndGet();
        }
    }

    static Reply answer(Prompt prompt, String text) {
        return new Reply(text, new Usage(prompt.text().length(), text.length(), 0, 0), "STOP", "scripted");
    }

    /** How many requests have ended. */
    int over() {
        return over.get();
    }

    /** What is wrong with the number of requests that were under way at once. */
    Optional<String> pace(int workers) {
        if (most.get() == 1) {
            return Optional.of("one request began only when the last one was over: nothing overlaps");
        }
        return most.get() == workers
                ? Optional.empty()
                : Optional.of(
                        "%d requests were under way at once, and %d were asked for".formatted(most.get(), workers));
    }

    /** What is wrong when threads are still there that nobody needs any more. */
    Optional<String> left() {
        try {
            for (Thread thread : threads) {
                if (!thread.isDaemon() && thread != Thread.currentThread()) {
                    TimeUnit.SECONDS.timedJoin(thread, SECONDS);
                    if (thread.isAlive()) {
                        return Optional.of("the answers are right, but the threads of the pool are still there:"
                                + " who tells them that there is no more work?");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @Override
    public Time time() {
        return model.time();
    }
}
