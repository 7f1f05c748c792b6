package batchbook.virtual;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether any thread of this JVM runs Java code. One that waits in native code (for a socket, for a message from Jupyter)
 * does not; a virtual thread shows as the one that carries it.
 */
final class Quiet {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Map<Long, Long> runningSince = Map.of();

    /**
     * Whether it is quiet now.
     *
     * @param working the threads that count as working wherever they are
     * @param longest for how many nanoseconds a thread may run and still count as working
     */
    boolean now(Set<Thread> working, long longest) {
        long now = System.nanoTime();
        Map<Long, Long> running = new HashMap<>();
        for (Thread thread : working) {
            if (runs(thread.getId())) {
                running.put(thread.getId(), now);
            }
        }
        for (@Nullable ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && (runsJava(thread) || hasGotALock(thread))) {
                running.put(thread.getThreadId(), now);
            }
        }
        running.remove(Thread.currentThread().getId());
        running.keySet().removeAll(running.isEmpty() ? Set.of() : ofTheJvm());
        Map<Long, Long> before = runningSince;
        running.replaceAll((id, seen) -> before.getOrDefault(id, seen));
        runningSince = running;
        return running.values().stream().allMatch(since -> now - since > longest);
    }

    /** Wherever it does, or whoever has the lock that it waits for: classes are read from a file under a lock. */
    private boolean runs(long thread) {
        @Nullable ThreadInfo info = threads.getThreadInfo(thread);
        if (info != null && info.getThreadState() == Thread.State.BLOCKED && info.getLockOwnerId() >= 0) {
            info = threads.getThreadInfo(info.getLockOwnerId());
        }
        return info != null && info.getThreadState() == Thread.State.RUNNABLE;
    }

    private static boolean runsJava(ThreadInfo thread) {
        return thread.getThreadState() == Thread.State.RUNNABLE && !thread.isInNative();
    }

    /** Whoever waits for a lock that nobody has will run as soon as the machine lets it, and shows as waiting until then. */
    private static boolean hasGotALock(ThreadInfo thread) {
        LockInfo lock = thread.getLockInfo();
        return lock != null
                && thread.getLockOwnerId() < 0
                && (thread.getThreadState() == Thread.State.BLOCKED
                        || lock.getClassName().startsWith(ReentrantLock.class.getName()));
    }

    /** The JVM's own threads show as running while they wait. Some begin late. */
    private static Set<Long> ofTheJvm() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Set<Long> found = new HashSet<>();
        add(root, found);
        ThreadGroup[] groups = new ThreadGroup[64];
        int count = root.enumerate(groups, false);
        Arrays.stream(groups, 0, count)
                .filter(group -> group.getName().startsWith("Innocuous"))
                .forEach(group -> add(group, found));
        return found;
    }

    private static void add(ThreadGroup group, Set<Long> found) {
        Thread[] threads = new Thread[64];
        int count = group.enumerate(threads, false);
        Arrays.stream(threads, 0, count).map(Thread::getId).forEach(found::add);
    }
}
