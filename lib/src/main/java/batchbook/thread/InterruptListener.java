package batchbook.thread;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Hears an interrupt of this thread at the moment it comes, also when the code that runs then swallows it.
 *
 * <p>The JDK closes the channel that a thread uses as soon as the thread is interrupted, on the thread that interrupts.
 * This is a channel for the sake of that call alone. Foreign code that uses a channel of its own takes its place, so
 * {@link #listen} is called again and again.
 */
public final class InterruptListener extends AbstractInterruptibleChannel {
    private final Runnable heard;

    InterruptListener(Runnable heard) {
        this.heard = heard;
    }

    /** From now on; an interrupt that is there already counts. */
    public void listen() {
        // Not ended before: on newer JDKs whoever interrupts looks for the channel a little after the thread has woken
        // up.
        begin();
    }

    public void rest() {
        try {
            end(true);
        } catch (AsynchronousCloseException e) {
            heard.run();
        }
    }

    @Override
    protected void implCloseChannel() {
        heard.run();
    }
}
