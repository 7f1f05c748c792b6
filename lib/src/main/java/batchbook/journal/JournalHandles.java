package batchbook.journal;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file: one handle to read and to cut it, and one to append, which can do neither.
 *
 * <p>Streams and not channels do the work, because an interrupt closes a channel in the middle of a write, and stopping
 * a cell is an interrupt.
 *
 * @param out null when the file is only read
 */
record JournalHandles(
        Path real, RandomAccessFile file, @Nullable FileOutputStream out) implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    /** Far beyond the end, so that others may read all there is: on Windows a lock is in the way of readers too. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    static JournalHandles toRead(Path real) throws IOException {
        return new JournalHandles(real, new RandomAccessFile(real.toFile(), "r"), null);
    }

    /**
     * Opens the file for this batch alone.
     *
     * @param path its name in messages
     * @throws IllegalStateException when another batch has it open
     */
    static JournalHandles toWrite(Path real, Path path) throws IOException {
        return toWrite(real, path, file -> new FileOutputStream(file, true));
    }

    /** Opens a file to append to it. */
    interface Appending {
        FileOutputStream open(File file) throws IOException;
    }

    @SuppressWarnings("resource") // closed by close(), or here when the second does not open
    static JournalHandles toWrite(Path real, Path path, Appending appending) throws IOException {
        RandomAccessFile file = new RandomAccessFile(real.toFile(), "rw");
        try {
            FileOutputStream out = appending.open(real.toFile());
            try {
                lock(out, path);
                return new JournalHandles(real, file, out);
            } catch (IOException | RuntimeException e) {
                try (out) {
                    throw e;
                }
            }
        } catch (IOException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    private static void lock(FileOutputStream out, Path path) throws IOException {
        boolean locked = false;
        try {
            FileLock lock = out.getChannel().tryLock(LOCKED_BYTE, 1, false);
            locked = lock != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is locked through another class loader", path);
        } catch (IOException e) {
            // Some network drives know no locks, and a batch there is worth keeping all the same.
            LOG.warn("{} cannot be locked ({}): see to it that no other batch uses it", path, e.getMessage());
            locked = true;
        }
        if (!locked) {
            throw new JournalInUseException(path);
        }
    }

    void append(byte[] bytes) throws IOException {
        if (out == null) {
            throw new IOException("it can only be read");
        }
        out.write(bytes);
    }

    /** All from there to the end. Not to be closed, which would close the file. */
    @SuppressWarnings("resource")
    InputStream in(long from) throws IOException {
        file.seek(from);
        return new FileInputStream(file.getFD());
    }

    /** So many bytes from there. */
    byte[] read(long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (out != null) {
                out.close();
            }
        }
    }
}
