package batchbook.journal;

import batchbook.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the file of a batch that runs. Nobody else should write to it meanwhile, but editors and scripts save over
 * it, replace it or delete it: what is missing then is written anew, into the file to which the name leads.
 *
 * <p>It comes from the rows of the run, where these are in memory, and from {@link KeptLines}. A file that lost more is not
 * touched, and the run is told.
 */
final class JournalRestorer {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final int MOST_TRIES = 5;

    private final JournalDisk disk;
    private final String name;
    private final JournalWriter writer;
    private final JournalLine.Start start;
    private final JournalRenamings renamings;
    /** What the journal had when it was opened; when all is looked after, what it has. */
    private JournalContents contents;

    private KeptLines kept;
    private Supplier<Stream<JournalLine.Row>> rows = Stream::empty;
    private boolean all;
    /** Another program may still be at work on it. */
    private boolean unsure;

    JournalRestorer(
            JournalDisk disk,
            String name,
            JournalWriter writer,
            JournalContents contents,
            JournalLine.Start start,
            JournalRenamings renamings)
            throws IOException {
        this.disk = disk;
        this.name = name;
        this.writer = writer;
        this.contents = contents;
        this.start = start;
        this.renamings = renamings;
        this.kept = new KeptLines(contents);
    }

    /** Where the rows of this run are, those that the journal had included: what the file loses is taken from there. */
    void restoreFrom(Supplier<Stream<JournalLine.Row>> ofThisRun) {
        rows = ofThisRun;
    }

    /** No rows are in memory: those that are written are kept as long as {@link KeptLines} has them. */
    void lookAfterAll() {
        all = true;
    }

    JournalContents contents() {
        return contents;
    }

    /** The last rows of the journal. */
    Stream<JournalLine.Row> kept() {
        return kept.rows();
    }

    /** A row was written. */
    void wrote(JournalLine.Row row, JournalWriter.Written written) {
        if (all) {
            kept.add(contents.add(row, written.at(checksumBefore(row))), written.line());
        }
    }

    /** Restores a file of another length, before a line is added to it. */
    void checkLength() throws IOException {
        if (!writer.findsTheEnd()) {
            restore();
        }
    }

    /**
     * Looks whether the file is where its name says, with all that this batch left in it, and restores what is not.
     *
     * @param thoroughly by every byte, which takes as long as to read them
     * @throws UncheckedIOException when it cannot be restored
     */
    void check(boolean thoroughly) throws IOException {
        for (int tries = 0; !writer.findsAll(thoroughly || unsure); tries++) {
            if (tries == MOST_TRIES) {
                throw lost("another program changes it all the time.", null);
            }
            restore();
        }
        unsure = false;
    }

    private void restore() throws IOException {
        unsure = true;
        int restored;
        try {
            disk.follow();
            JournalContents now = disk.readWhatIsWhole(name, start.session());
            renamings.tell(now);
            boolean cut = disk.size() > now.length();
            if (all || cut) {
                requireWhatIsMissing(now);
            }
            writer.goOnBehind(now);
            renamings.writeAgain(writer);
            if (!now.hasSession(start.session())) {
                writer.add(start);
                now.add(start, RowIndex.Line.NOWHERE);
            }
            restored = (all || cut ? restore(now, kept.rows()) : 0) + restore(now, rows.get());
            if (all) {
                contents = now;
                kept = new KeptLines(now);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw lost(String.valueOf(e.getMessage()), e);
        }
        LOG.warn(
                "{}: another program removed or changed it while the batch ran; {} that it lost written anew",
                name,
                restored == 1 ? "1 row" : Format.count(restored) + " rows");
    }

    /** Before anything is touched. */
    private void requireWhatIsMissing(JournalContents now) {
        RowIndex index = contents.index();
        BitSet missing = new BitSet();
        for (int number = 0; number < index.end(); number++) {
            if (index.isThere(number) && !now.has(index.key(number), index.n(number))) {
                missing.set(number);
            }
        }
        kept.removeFrom(missing);
        if (!missing.isEmpty()) {
            rows.get()
                    .mapToInt(row -> contents.number(row.key(), row.result().prompt()))
                    .filter(number -> number != RowIndex.NONE)
                    .forEach(missing::clear);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(Format.plural(missing.cardinality(), "row")
                    + " that it had cannot be read in it any more and are nowhere else. Nothing in it was changed.");
        }
    }

    private int restore(JournalContents now, Stream<JournalLine.Row> wanted) throws IOException {
        int restored = 0;
        for (JournalLine.Row row : (Iterable<JournalLine.Row>) wanted::iterator) {
            JournalLine.Row there = now.line(row.key(), row.result().prompt());
            // Another outcome is either one that the row had before this run, or what the user made of it.
            if (there == null || (!there.result().outcome().equals(row.result().outcome()) && isOfBefore(row, now))) {
                now.add(row, writer.add(row).at(checksumBefore(row)));
                restored++;
            }
        }
        return restored;
    }

    /** Whether that line is the one that stood there before this run. */
    private boolean isOfBefore(JournalLine.Row row, JournalContents now) {
        int there = now.number(row.key(), row.result().prompt());
        return checksumBefore(row) == now.index().checksum(there);
    }

    /** Of the line that stood there before this run, by which it is known again; 0 when there was none. */
    private int checksumBefore(JournalLine.Row row) {
        int before = contents.number(row.key(), row.result().prompt());
        return before == RowIndex.NONE ? 0 : contents.index().checksum(before);
    }

    private UncheckedIOException lost(String why, @Nullable RuntimeException cause) {
        return new UncheckedIOException(
                "the journal " + name + " was removed or changed by another program while the batch ran, and cannot be"
                        + " mended: " + why
                        + (all
                                ? " Put the file right and run the same prompts again."
                                : " Batch.last() has all rows: put the file right or move it away, and"
                                        + " Batch.last().resume() writes what it lacks."),
                new IOException(why, cause));
    }
}
