package batchbook;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file beneath a journal: opened for this batch alone.
 *
 * <p>Streams and not channels do the work, because an interrupt closes a channel in the middle of a write, and stopping
 * a cell is an interrupt.
 */
class JournalDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** Far beyond the end, so that others may read all there is: on Windows a lock is in the way of readers too. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * The files that are open in this JVM, by their real paths; also the monitor for opening and reading one. On POSIX a
     * process loses its lock as soon as it closes any other handle of the same file, so no second one is ever opened.
     */
    private static final Map<Path, JournalDisk> OPEN = new HashMap<>();

    private final Path real;
    private final FileOutputStream out;
    /** For reading and cutting: a stream that appends can do neither. */
    private final RandomAccessFile file;

    /**
     * Opens the file, which is made when it is not there.
     *
     * @throws IllegalStateException when another batch has it open
     */
    @SuppressWarnings("resource") // closed by close(), or by lock() when it fails
    JournalDisk(Path path) throws IOException {
        synchronized (OPEN) {
            real = real(path);
            if (OPEN.containsKey(real)) {
                throw inUse(path);
            }
            file = new RandomAccessFile(real.toFile(), "rw");
            out = new FileOutputStream(real.toFile(), true);
            lock(path);
            OPEN.put(real, this);
        }
    }

    private void lock(Path path) throws IOException {
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
            out.close();
            file.close();
            throw inUse(path);
        }
    }

    private static IllegalStateException inUse(Path path) {
        return new IllegalStateException(path + " is in use by another batch, in this notebook or another one: wait for"
                + " it, stop it, or name another file");
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath();
        Path directory = absolute.getParent();
        return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    }

    /** Reads the file, also while it is open. */
    static JournalContents read(Path path) throws IOException {
        synchronized (OPEN) {
            JournalDisk open = OPEN.get(real(path));
            if (open != null) {
                return open.read(path.toString());
            }
            try (InputStream in = new FileInputStream(path.toFile())) {
                return JournalReader.read(in, path.toString());
            }
        }
    }

    @SuppressWarnings("resource") // to close it would close the file
    JournalContents read(String name) throws IOException {
        synchronized (OPEN) {
            file.seek(0);
            return JournalReader.read(new FileInputStream(file.getFD()), name);
        }
    }

    /** Adds the bytes to the end, in one write. */
    void append(ByteArrayOutputStream bytes) throws IOException {
        bytes.writeTo(out);
    }

    long size() throws IOException {
        return file.length();
    }

    void truncate(long size) throws IOException {
        file.setLength(size);
    }

    /** Waits until the device has what was written, which only matters when the power fails. */
    void force() throws IOException {
        out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            OPEN.remove(real, this);
            try (file) {
                out.close();
            }
        }
    }
}
