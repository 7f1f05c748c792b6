package batchbook.sim.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files of the simulated service, on the disk, in a folder that is deleted with the simulator or the JVM. Thread-safe.
 */
final class FileStore implements AutoCloseable {
    private final Map<String, StoredFile> files = new HashMap<>();
    private final Set<Path> paths = new HashSet<>();
    private final Map<Path, Integer> readers = new HashMap<>();
    private @Nullable Path folder;
    private boolean closed;

    /** A place for a file. */
    synchronized Path place() throws IOException {
        if (closed) {
            throw new IOException("the simulator is closed");
        }
        Path there = folder;
        if (there == null) {
            there = Files.createTempDirectory("gemini-simulator");
            there.toFile().deleteOnExit();
            folder = there;
        }
        Path path = Files.createTempFile(there, "", "");
        path.toFile().deleteOnExit();
        paths.add(path);
        return path;
    }

    /** Whether there is none of this name, of whatever key. */
    synchronized boolean free(String id) {
        return !files.containsKey(id);
    }

    synchronized void add(StoredFile file) {
        files.put(file.id(), file);
    }

    synchronized Optional<StoredFile> find(String id, String key, Instant now) {
        return Optional.ofNullable(files.get(id)).filter(file -> file.visible(key, now));
    }

    /** It is no longer found; on the disk it stays until no job reads it. */
    synchronized void delete(StoredFile file) {
        files.remove(file.id());
        drop(file.path());
    }

    /** Somebody reads this from now on. */
    synchronized void hold(Path path) {
        readers.merge(path, 1, Integer::sum);
    }

    /** Somebody no longer reads this. */
    synchronized void release(Path path) {
        readers.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1);
        if (files.values().stream().noneMatch(file -> file.path().equals(path))) {
            drop(path);
        }
    }

    private void drop(Path path) {
        if (!readers.containsKey(path)) {
            paths.remove(path);
            remove(path);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<Path> all = new ArrayList<>(paths);
        all.forEach(FileStore::remove);
        if (folder != null) {
            remove(folder);
        }
    }

    /** What cannot be deleted now, as somebody still reads it, is deleted with the JVM. */
    private static void remove(Path path) {
        path.toFile().delete();
    }
}
