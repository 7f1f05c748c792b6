package batchbook.thread;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The wish to end one run. Once it is there it stays, whatever a display, a model or a journal does with the interrupt
 * that brought it: the interrupt may be swallowed, or become an exception of theirs, and the thread's flag is cleared.
 */
public final class Stop {
    private static final String INTERRUPT = "an interrupt";
    private static final String CTRL_C = "Ctrl-C";
    private static final int DEEP = 20;

    /** Jshell's Ctrl-C, caught. The same thread runs what is typed next, so the flag that it left is not set again. */
    public static final class CtrlC extends InterruptedException {
        private static final long serialVersionUID = 1;
    }

    private final AtomicReference<String> by = new AtomicReference<>("");
    private volatile Supplier<String> wayOn = () -> "Batch.last() has them; Batch.last().resume() goes on";

    /** For any thread. Who came first is told. */
    public void wish(String who) {
        by.compareAndSet("", who);
    }

    public boolean wished() {
        return !by.get().isEmpty();
    }

    /** Who wished it; empty when nobody did. */
    public String by() {
        return by.get();
    }

    /** How to go on with what there is, for a person. */
    public String wayOn() {
        return wayOn.get();
    }

    public void wayOn(Supplier<String> words) {
        wayOn = words;
    }

    /** Hears every interrupt of the thread that listens with it. */
    public InterruptListener listener() {
        return new InterruptListener(() -> wish(INTERRUPT));
    }

    /**
     * {@link #heed()}, and the listener goes on to listen.
     *
     * @throws InterruptedException when the run is to end; the thread's flag is cleared then
     */
    public void heed(InterruptListener listener) throws InterruptedException {
        listener.listen();
        heed();
    }

    /**
     * Call it after foreign code and before anything is sent.
     *
     * @throws InterruptedException when the run is to end; the thread's flag is cleared then
     */
    void heed() throws InterruptedException {
        if (Thread.interrupted()) {
            wish(INTERRUPT);
        }
        if (wished()) {
            throw new InterruptedException();
        }
    }

    /**
     * Whether this exception, thrown on the thread of the run, is what became of an interrupt, or of Ctrl-C in jshell.
     * Then it is a wish to end.
     */
    public boolean toldBy(Throwable thrown) {
        Throwable e = thrown;
        // Causes can go round in a circle.
        for (int depth = 0; e != null && depth < DEEP; depth++) {
            if (isCtrlC(e)) {
                wish(CTRL_C);
                return true;
            }
            if (isInterrupt(e)) {
                wish(INTERRUPT);
                return true;
            }
            e = e.getCause();
        }
        return false;
    }

    /** What ended a run whose end was wished: this exception, or what it stands for. */
    public Throwable exception(Throwable e) {
        if (isThreadDeath(e)) {
            return e;
        }
        return by().equals(CTRL_C) ? new CtrlC() : new InterruptedException(e.toString());
    }

    private static boolean isCtrlC(Throwable e) {
        // What is left of a wait on a lock: the lock is not held any more, and the flag is set.
        return isThreadDeath(e) || (e instanceof IllegalMonitorStateException && Thread.interrupted());
    }

    private static boolean isThreadDeath(Throwable e) {
        // By its name, as the class goes away in a later JDK.
        Class<?> type = e.getClass();
        while (type != null && !type.getName().equals("java.lang.ThreadDeath")) {
            type = type.getSuperclass();
        }
        return type != null;
    }

    private static boolean isInterrupt(Throwable e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || e instanceof FileLockInterruptionException
                || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException))
                || isMessageQueueInterrupt(e);
    }

    /** The queue by which a Java kernel talks to the page: interrupted, or ended with the kernel (EINTR, ETERM). */
    private static boolean isMessageQueueInterrupt(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return e.getClass().getSimpleName().equals("ZMQException")
                && (message.equals("Errno 4") || message.equals("Errno 156384765"));
    }
}
