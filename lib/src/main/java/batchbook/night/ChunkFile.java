package batchbook.night;

import batchbook.Format;
import batchbook.job.JobLimits;
import batchbook.job.JobService;
import batchbook.journal.KeySet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** The requests of one job as a file, which goes when it is closed. */
public final class ChunkFile implements AutoCloseable {
    private final Path path;
    private final List<String> keys = new ArrayList<>();
    private long tokens;

    private ChunkFile(Path path) {
        this.path = path;
    }

    /**
     * Fills one with as many rows from the front as one job takes, and takes those from the queue.
     *
     * @param mostTokens of their prompts
     * @param alone whether no other job is under way, so that one row at least goes
     * @param refused told of rows that no job can take, and why; they are taken from the queue, too
     */
    static ChunkFile fill(
            Deque<Integer> open,
            NightRows rows,
            JobService service,
            boolean marked,
            long mostTokens,
            boolean alone,
            ObjIntConsumer<String> refused) {
        try {
            ChunkFile chunk = new ChunkFile(Files.createTempFile("batchbook-job", ".jsonl"));
            try {
                chunk.write(open, rows, service, marked, mostTokens, alone, refused);
                return chunk;
            } catch (IOException | RuntimeException | Error e) {
                chunk.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the file for a job cannot be written: " + e.getMessage()
                            + ". Nothing of it was sent: make room in the directory for temporary files.",
                    e);
        }
    }

    private void write(
            Deque<Integer> open,
            NightRows rows,
            JobService service,
            boolean marked,
            long mostTokens,
            boolean alone,
            ObjIntConsumer<String> refused)
            throws IOException {
        JobLimits limits = service.limits();
        long size = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            while (!open.isEmpty()) {
                int place = open.peek();
                Optional<String> never = neverFits(rows.tokens(place), limits);
                String key = rows.key(place);
                byte[] line = {};
                if (never.isEmpty()) {
                    if (tokens + rows.tokens(place) > mostTokens && !(alone && keys.isEmpty())) {
                        return;
                    }
                    try {
                        line = service.line(
                                key, rows.prompt(place), marked ? Optional.of(Marker.of(key)) : Optional.empty());
                    } catch (IllegalArgumentException e) {
                        never = Optional.of(String.valueOf(e.getMessage()));
                    }
                }
                if (never.isPresent()) {
                    refused.accept(never.get(), open.remove());
                    continue;
                }
                if (size + line.length + 1 > limits.fileBytes()) {
                    if (size > 0) {
                        return;
                    }
                    refused.accept("it alone is larger than the file of a job may be", open.remove());
                    continue;
                }
                out.write(line);
                out.write('\n');
                size += line.length + 1;
                tokens += rows.tokens(place);
                keys.add(key);
                open.remove();
            }
        }
    }

    private static Optional<String> neverFits(long tokens, JobLimits limits) {
        return limits.enqueuedTokens().isPresent()
                        && tokens > limits.enqueuedTokens().getAsLong()
                ? Optional.of("its about " + Format.plural(tokens, "token") + " are more than the "
                        + Format.count(limits.enqueuedTokens().getAsLong()) + " that all jobs together may have")
                : Optional.empty();
    }

    Path path() {
        return path;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    List<String> keys() {
        return keys;
    }

    KeySet keySet() {
        return KeySet.of(keys);
    }

    long tokens() {
        return tokens;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The system clears its directory for temporary files.
            path.toFile().deleteOnExit();
        }
    }
}
