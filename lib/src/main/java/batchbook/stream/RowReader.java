package batchbook.stream;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are read when they are asked for. For one thread.
 *
 * <p>What the source throws while it is read comes out as it was thrown.
 */
public interface RowReader extends AutoCloseable {
    /** Whether there is one more; may read it, and wait for it. */
    boolean hasNext() throws InterruptedException;

    /** The next one; never without {@link #hasNext}. */
    @Nullable
    Object next();

    /** How many there are in all, where the source says so. */
    OptionalInt size();

    /** Reads no more; a stream is closed. Doing it twice changes nothing. */
    @Override
    void close();
}
