package batchbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a batch that runs: a file of JSON lines to which every settled row is added, so that a killed kernel
 * loses none. Locked for as long as it is open. For one thread.
 */
final class JournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final JournalDisk disk;
    private final String name;
    private final JournalContents earlier;
    private final JournalWriter writer = new JournalWriter();
    private final String session = UUID.randomUUID().toString().substring(0, 8);
    private boolean broken;

    private JournalFile(JournalDisk disk, String name) throws IOException {
        this.disk = disk;
        this.name = name;
        this.earlier = disk.read(name);
    }

    /**
     * Opens the journal for a batch, mends what a killed process left, and notes the start.
     *
     * @throws IllegalArgumentException when there is no such directory
     * @throws IllegalStateException when it is in use, or not a journal that this version can read and write; the file is
     *     then as it was
     * @throws UncheckedIOException when it cannot be read or written
     */
    static JournalFile open(Path file, String model, int prompts, Instant started) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("there is no directory " + directory + " for the journal "
                    + file.getFileName() + ": make it, or name a file in another one");
        }
        try {
            return open(new JournalDisk(file), file.toString(), model, prompts, started);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** The same on a disk of your own. Closes it when the journal cannot be opened. */
    @SuppressWarnings("try")
    static JournalFile open(JournalDisk disk, String name, String model, int prompts, Instant started)
            throws IOException {
        try {
            JournalFile journal = new JournalFile(disk, name);
            journal.mend();
            journal.append(journal.writer.start(new JournalLine.Start(journal.session, started, model, prompts)));
            return journal;
        } catch (IOException | RuntimeException e) {
            try (disk) {
                throw e;
            }
        }
    }

    private void mend() throws IOException {
        long torn = disk.size() - earlier.length();
        if (torn > 0) {
            LOG.warn("{}: its last line was cut off after {} bytes, so its row is asked again", name, torn);
            disk.truncate(earlier.length());
        }
        if (earlier.length() == 0) {
            append(writer.header());
        } else if (!earlier.terminated()) {
            ByteArrayOutputStream newline = new ByteArrayOutputStream();
            newline.write('\n');
            append(newline);
        }
    }

    /** From the start of each earlier session to the last of its rows. A session without rows is left out. */
    List<Session> earlierSessions() {
        return earlier.sessions();
    }

    /**
     * What an earlier session made of a row, as a resumed result; empty when the row is to be asked.
     *
     * @param deduplicate whether a row without a line of its own may share the outcome of an equal prompt
     */
    Optional<Result> find(JournalKey key, int index, Prompt prompt, boolean deduplicate) {
        return earlier.find(key, index, prompt, deduplicate);
    }

    /** Whether an earlier session left a line for just this row, with this outcome. */
    boolean holds(JournalKey key, Outcome outcome) {
        return earlier.holds(key, outcome);
    }

    /**
     * Adds a settled row. When this returns, the row outlives the process.
     *
     * @throws UncheckedIOException when it cannot be written; the file is then as it was before
     */
    void write(Result result, JournalKey key) {
        if (!result.settled()) {
            throw new IllegalArgumentException("row " + result.index() + " is not settled: " + result.error());
        }
        append(writer.row(new JournalLine.Row(session, key, result)));
    }

    private void append(ByteArrayOutputStream line) {
        if (broken) {
            throw new IllegalStateException(
                    name + " ends in the middle of a line since a write failed: close it, and it"
                            + " is mended when it is opened again");
        }
        try {
            add(line, disk.size());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the journal " + name + " cannot be written: " + e.getMessage() + ". What it has is kept: make room"
                            + " or see to the drive, and run the same batch again.",
                    e);
        }
    }

    private void add(ByteArrayOutputStream line, long end) throws IOException {
        try {
            disk.append(line);
        } catch (IOException e) {
            takeBack(end);
            throw e;
        }
    }

    /** A part of the line may have been written. */
    private void takeBack(long end) {
        try {
            disk.truncate(end);
        } catch (IOException e) {
            broken = true;
            LOG.warn("{}: its last line is cut off, and is mended when it is opened again: {}", name, e.getMessage());
        }
    }

    /** Makes sure that a power failure does not lose what was written; a killed process never does. Takes its time. */
    void force() {
        try {
            disk.force();
        } catch (IOException e) {
            LOG.warn("{}: the drive does not say whether it has all that was written: {}", name, e.getMessage());
        }
    }

    @Override
    public void close() {
        force();
        try {
            disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + name + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
