package batchbook.journal;

import batchbook.Prompt;
import batchbook.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a batch that runs: a file of JSON lines to which every settled row is added, so that a killed kernel
 * loses none. Locked for as long as it is open. For one thread.
 *
 * <p>Before each line, and thoroughly at each {@link #check}, {@link JournalRestorer} looks whether all that was left in
 * it is still there, and writes anew what is not.
 */
final class JournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    private final JournalDisk disk;
    private final String name;
    private final JournalWriter writer;
    private final JournalLine.Start start;
    private final JournalRenamings renamings = new JournalRenamings();
    private final JournalRestorer restorer;

    private JournalFile(JournalDisk disk, String name, String model, int prompts, Instant started) throws IOException {
        this.disk = disk;
        this.name = name;
        this.writer = new JournalWriter(disk, name);
        JournalContents earlier = disk.read(name);
        String session = UUID.randomUUID().toString().substring(0, 8);
        this.start = new JournalLine.Start(session, started, model, prompts);
        this.restorer = new JournalRestorer(disk, name, writer, earlier, start, renamings);
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
            if (earlier().torn()) {
                long torn = disk.size() - earlier().length();
                LOG.warn("{}: its last line was cut off after {} bytes, so its row is asked again", name, torn);
            }
            writer.goOnBehind(earlier());
            writer.add(start);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /** Where the rows of this run are, those that the journal had included: what the file loses is taken from there. */
    void restoreFrom(Supplier<Stream<JournalLine.Row>> ofThisRun) {
        restorer.restoreFrom(ofThisRun);
    }

    /** Whether nothing can be written to it; what it has can be used all the same. */
    boolean isReadOnly() {
        return disk.isReadOnly();
    }

    String name() {
        return name;
    }

    /**
     * The rows of this run are in no other place: those that it writes are found again too, and what the file loses is
     * taken from its last lines.
     */
    void lookAfterAll() {
        restorer.lookAfterAll();
    }

    /** The last rows that earlier sessions left in it. */
    Stream<JournalLine.Row> kept() {
        return restorer.kept();
    }

    /** What earlier sessions left in it, and what this one wrote when it {@linkplain #lookAfterAll looks after all}. */
    JournalContents earlier() {
        return restorer.contents();
    }

    /** Finds the rows that were written under former settings by those of today. */
    void rename(JournalLine.Renamed renamed) {
        renamings.add(renamed);
        earlier().rename(renamed);
    }

    /** Has the file say which settings are the same as those of rows that were found, for all who read it from now on. */
    void writeRenamings() {
        for (JournalLine.Renamed renamed : renamings.due(earlier())) {
            if (!disk.isReadOnly()) {
                atTheEnd(() -> renamings.write(renamed, writer));
            }
        }
    }

    /** What it has of a prompt, as {@link JournalContents#find} finds it; a file that was changed meanwhile is mended first. */
    Optional<JournalContents.Found> find(JournalKey key, int place, Prompt prompt, boolean deduplicate) {
        try {
            return earlier().find(key, place, prompt, deduplicate);
        } catch (ChangedException e) {
            check(true);
            return earlier().find(key, place, prompt, deduplicate);
        }
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
        JournalLine.Row row = row(result, key);
        atTheEnd(() -> restorer.wrote(row, writer.add(row)));
    }

    /** A row as this session writes it. */
    JournalLine.Row row(Result result, JournalKey key) {
        // The line of the session names its model already.
        boolean told = result.model().equals(start.model());
        return new JournalLine.Row(start.session(), key, told ? result.from("") : result);
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
            restorer.checkLength();
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
            restorer.check(thoroughly);
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
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
