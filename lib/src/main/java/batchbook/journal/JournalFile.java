package batchbook.journal;

import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.text.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a batch that runs: a file of JSON lines to which every settled row is added, so that a killed kernel
 * loses none. Locked for as long as it is open. For one thread.
 *
 * <p>Nobody else should write to the file meanwhile, but editors and scripts do. So before each line, and thoroughly at
 * each {@link #check}, it looks whether all that it left is still there, and writes anew what is not.
 */
final class JournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final int MOST_TRIES = 5;

    private final JournalDisk disk;
    private final String name;
    private final JournalContents earlier;
    private final JournalWriter writer;
    private final String session = UUID.randomUUID().toString().substring(0, 8);
    private final JournalLine.Start start;
    private Supplier<Stream<JournalLine.Row>> rows = Stream::empty;
    private final List<JournalLine.Renamed> renamings = new ArrayList<>();
    /** Another program may still be at work on it. */
    private boolean unsure;

    private JournalFile(JournalDisk disk, String name, String model, int prompts, Instant started) throws IOException {
        this.disk = disk;
        this.name = name;
        this.writer = new JournalWriter(disk, name);
        this.earlier = disk.read(name);
        this.start = new JournalLine.Start(session, started, model, prompts);
    }

    /**
     * Opens the journal for a batch, mends what a killed process left, and notes the start. One to which nothing can be
     * written is opened to read it.
     *
     * @throws IllegalArgumentException when there is no such directory, or it is no plain file
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
            return open(JournalDisk.open(file), file.toString(), model, prompts, started);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the journal " + file + " cannot be opened: " + e.getMessage()
                            + ". Nothing was sent: name a file where you may write, or see to the drive.",
                    e);
        }
    }

    /** The same on a disk of your own. Closes it when the journal cannot be opened. */
    @SuppressWarnings("try")
    static JournalFile open(JournalDisk disk, String name, String model, int prompts, Instant started)
            throws IOException {
        try {
            JournalFile journal = new JournalFile(disk, name, model, prompts, started);
            if (!disk.isReadOnly()) {
                journal.begin();
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            try (disk) {
                throw e;
            }
        }
    }

    private void begin() throws IOException {
        try {
            if (earlier.torn()) {
                long torn = disk.size() - earlier.length();
                LOG.warn("{}: its last line was cut off after {} bytes, so its row is asked again", name, torn);
            }
            writer.goOnBehind(earlier);
            writer.add(start);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Where the rows of this run are, those that the journal had included: what the file loses is taken from there. */
    void restoreFrom(Supplier<Stream<JournalLine.Row>> ofThisRun) {
        rows = ofThisRun;
    }

    /** Whether nothing can be written to it; what it has can be used all the same. */
    boolean isReadOnly() {
        return disk.isReadOnly();
    }

    String name() {
        return name;
    }

    /** From the start of each earlier session to the last of its rows. A session without rows is left out. */
    List<Session> earlierSessions() {
        return earlier.sessions();
    }

    /** Finds the rows that were written under former settings by those of today, now and from now on. */
    void rename(JournalLine.Renamed renamed) {
        if (earlier.rename(renamed) && !disk.isReadOnly()) {
            atTheEnd(() -> writer.add(renamed));
        }
        renamings.add(renamed);
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
     * Takes the room for so many bytes and gives it back: a drive that is full is noticed before anything is paid for.
     *
     * @throws UncheckedIOException when there is not so much room
     */
    void reserve(int bytes) {
        atTheEnd(() -> writer.reserve(bytes));
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
        atTheEnd(() -> writer.add(row(result, key)));
    }

    /** A row as this session writes it. */
    JournalLine.Row row(Result result, JournalKey key) {
        return new JournalLine.Row(session, key, result);
    }

    private interface Writing {
        void happens() throws IOException;
    }

    /** Writes when the end is where it was left; what somebody else did to the file is mended first. */
    private void atTheEnd(Writing writing) {
        if (writer.isBroken()) {
            throw new IllegalStateException(
                    name + " ends in the middle of a line since a write failed: close it, and it"
                            + " is mended when it is opened again");
        }
        try {
            if (!writer.findsTheEnd()) {
                restore();
            }
            writing.happens();
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    private UncheckedIOException cannotBeWritten(IOException e) {
        return new UncheckedIOException(
                "the journal " + name + " cannot be written: " + e.getMessage() + ". What it has is kept: make room"
                        + " or see to the drive, and run the same batch again.",
                e);
    }

    /**
     * Looks whether the file is where its name says, with all that this batch left in it, and writes anew what is not.
     *
     * @param thoroughly by every byte, which takes as long as to read them
     * @throws UncheckedIOException when that cannot be done
     */
    void check(boolean thoroughly) {
        if (writer.isBroken() || disk.isReadOnly()) {
            return;
        }
        try {
            for (int tries = 0; !writer.findsAll(thoroughly || unsure); tries++) {
                if (tries == MOST_TRIES) {
                    throw lost("another program changes it all the time.", null);
                }
                restore();
            }
            unsure = false;
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Somebody else changed the file, or what its name leads to. */
    private void restore() throws IOException {
        unsure = true;
        int restored;
        try {
            disk.follow();
            JournalContents now = disk.readWhatIsWhole(name, session);
            boolean cut = disk.size() > now.length();
            writer.goOnBehind(now);
            for (JournalLine.Renamed renamed : renamings) {
                if (now.rename(renamed)) {
                    writer.add(renamed);
                }
            }
            if (!now.hasSession(session)) {
                writer.add(start);
            }
            restored = (cut ? restore(now, earlier.rows().stream()) : 0) + restore(now, rows.get());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw lost(String.valueOf(e.getMessage()), e);
        }
        LOG.warn(
                "{}: another program removed or changed it while the batch ran; {} that it lost written anew",
                name,
                restored == 1 ? "1 row" : Format.count(restored) + " rows");
    }

    private int restore(JournalContents now, Stream<JournalLine.Row> wanted) throws IOException {
        int restored = 0;
        for (JournalLine.Row row : (Iterable<JournalLine.Row>) wanted::iterator) {
            Outcome there = now.outcome(row.key());
            // Another outcome is either one that the row had before this run, or what the user made of it.
            if (there == null || (!there.equals(row.result().outcome()) && earlier.holds(row.key(), there))) {
                writer.add(row);
                now.add(row);
                restored++;
            }
        }
        return restored;
    }

    private UncheckedIOException lost(String why, @Nullable RuntimeException cause) {
        return new UncheckedIOException(
                "the journal " + name + " was removed or changed by another program while the batch ran, and cannot be"
                        + " mended: " + why + " Batch.last() has all rows: put the file right or move it away, and"
                        + " Batch.last().resume() writes what it lacks.",
                new IOException(why, cause));
    }

    /** Makes sure that a power failure does not lose what was written; a killed process never does. Takes its time. */
    void force() {
        if (disk.isReadOnly()) {
            return;
        }
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
