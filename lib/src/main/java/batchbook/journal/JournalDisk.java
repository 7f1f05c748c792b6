package batchbook.journal;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The file beneath a journal: opened for this batch alone, and followed when its name leads to another one. */
public class JournalDisk implements AutoCloseable {
    /** So much of the beginning tells a journal from another file; no longer than the shortest header. */
    private static final int HEAD = 32;

    /**
     * The files that are open in this JVM, by their real paths; also the monitor for opening and reading one. On POSIX a
     * process loses its lock as soon as it closes any other handle of the same file, so no second one is ever opened.
     */
    private static final Map<Path, JournalDisk> OPEN = new HashMap<>();

    private final Path path;
    private JournalHandles handles;
    private @Nullable Object identity;

    /**
     * Opens the file, which is made when it is not there.
     *
     * @throws IllegalArgumentException when it is a directory, a pipe or a device
     * @throws IllegalStateException when another batch has it open
     */
    JournalDisk(Path path) throws IOException {
        this(path, false);
    }

    /** Opens a file that is there, also one to which nothing can be written. */
    JournalDisk(Path path, boolean readOnly) throws IOException {
        this.path = path;
        synchronized (OPEN) {
            this.handles = handles(path, readOnly);
            OPEN.put(handles.real(), this);
            this.identity = identity(path);
        }
    }

    /** Opens the file, for reading only when nothing can be written to it. */
    static JournalDisk open(Path path) throws IOException {
        try {
            return new JournalDisk(path);
        } catch (FileNotFoundException e) {
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return new JournalDisk(path, true);
            }
            throw e;
        }
    }

    private static JournalHandles handles(Path path, boolean readOnly) throws IOException {
        requirePlainFile(path);
        Path real = real(path);
        if (OPEN.containsKey(real)) {
            throw new JournalInUseException(path);
        }
        return readOnly ? JournalHandles.toRead(real) : JournalHandles.toWrite(real, path);
    }

    /**
     * Refuses what is there and is no file to keep lines in; merely to open a pipe could wait for ever.
     *
     * @throws IllegalArgumentException when it is a directory, a pipe or a device
     */
    public static void requirePlainFile(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IllegalArgumentException("the journal " + path + " is "
                    + (Files.isDirectory(path) ? "a directory" : "a pipe or a device, where nothing can be found again")
                    + ": name a file. It is made when it is not there.");
        }
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath();
        Path directory = absolute.getParent();
        return directory == null ? absolute : directory.toRealPath().resolve(absolute.getFileName());
    }

    /**
     * Looks through the file, also while it is open.
     *
     * @param use what is wanted of it; rows can be read until this returns
     */
    public static <T> T read(Path path, Function<JournalContents, T> use) throws IOException {
        synchronized (OPEN) {
            JournalDisk open = OPEN.get(real(path));
            // The name may lead to another file by now, of which the batch that writes has not heard yet.
            if (open != null && open.isInPlace()) {
                return use.apply(open.read(path.toString()));
            }
            try (JournalHandles toRead = JournalHandles.toRead(path)) {
                return use.apply(JournalReader.read(toRead.in(0), toRead::read, path.toString()));
            }
        }
    }

    /** Looks through the file; its rows can be read as long as it is open. */
    JournalContents read(String name) throws IOException {
        synchronized (OPEN) {
            return JournalReader.read(handles.in(0), this::read, name);
        }
    }

    private byte[] read(long from, int length) throws IOException {
        synchronized (OPEN) {
            return handles.read(from, length);
        }
    }

    /** Reads up to the first line that cannot be read, for the session that writes it. */
    JournalContents readWhatIsWhole(String name, String session) throws IOException {
        synchronized (OPEN) {
            return JournalReader.readWhatIsWhole(handles.in(0), this::read, name, session);
        }
    }

    boolean isReadOnly() {
        return handles.out() == null;
    }

    /** Adds the bytes to the end, in one write. */
    void append(byte[] bytes) throws IOException {
        handles.append(bytes);
    }

    long size() throws IOException {
        return handles.file().length();
    }

    void truncate(long size) throws IOException {
        handles.file().setLength(size);
    }

    /** Waits until the device has what was written, which only matters when the power fails. */
    void force() throws IOException {
        handles.file().getFD().sync();
    }

    /** The beginning of the file. */
    byte[] head() throws IOException {
        synchronized (OPEN) {
            return handles.in(0).readNBytes(HEAD);
        }
    }

    /** A checksum of the bytes from there to the end. */
    long checksum(long from) throws IOException {
        CRC32 sum = new CRC32();
        synchronized (OPEN) {
            InputStream in = handles.in(from);
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        }
        return sum.getValue();
    }

    /** Whether the name still leads to the file that is open. */
    boolean isInPlace() throws IOException {
        try {
            Object named = identity(path);
            return named == null ? looksLikeTheOpenOne() : named.equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** What no other file has as long as this one is open; null on Windows, which has no such thing. */
    @Nullable
    Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** There an open file can hardly be replaced, and a second handle loosens no lock. */
    private boolean looksLikeTheOpenOne() throws IOException {
        if (Files.size(path) != size()) {
            return false;
        }
        try (InputStream in = new FileInputStream(path.toFile())) {
            return Arrays.equals(in.readNBytes(HEAD), head());
        }
    }

    /**
     * Goes on in the file to which the name leads by now, which is made when there is none.
     *
     * @throws IllegalStateException when another batch has that one open; this one then stays with the old file
     */
    void follow() throws IOException {
        synchronized (OPEN) {
            if (isInPlace()) {
                return;
            }
            JournalHandles before = handles;
            OPEN.remove(before.real(), this);
            try {
                Path directory = path.toAbsolutePath().getParent();
                if (directory != null) {
                    Files.createDirectories(directory);
                }
                handles = handles(path, false);
                identity = identity(path);
            } finally {
                OPEN.put(handles.real(), this);
            }
            before.close();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OPEN) {
            OPEN.remove(handles.real(), this);
            handles.close();
        }
    }
}
