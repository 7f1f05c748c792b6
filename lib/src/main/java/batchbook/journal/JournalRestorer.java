package batchbook.journal;

import batchbook.Format;
import batchbook.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the file of a batch that runs. Nobody else should write to it meanwhile, but editors and scripts save over
 * it, replace it or delete it: what is missing then is written anew, into the file to which the name leads.
 */
final class JournalRestorer {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final int MOST_TRIES = 5;

    private final JournalDisk disk;
    private final String name;
    private final JournalWriter writer;
    private final JournalContents earlier;
    private final JournalLine.Start start;
    private final List<JournalLine.Renamed> renamings = new ArrayList<>();
    private final List<JournalLine.Job> jobs = new ArrayList<>();
    private Supplier<Stream<JournalLine.Row>> rows = Stream::empty;
    /** Another program may still be at work on it. */
    private boolean unsure;

    JournalRestorer(
            JournalDisk disk, String name, JournalWriter writer, JournalContents earlier, JournalLine.Start start) {
        this.disk = disk;
        this.name = name;
        this.writer = writer;
        this.earlier = earlier;
        this.start = start;
    }

    /** Where the rows of this run are, those that the journal had included: what the file loses is taken from there. */
    void restoreFrom(Supplier<Stream<JournalLine.Row>> ofThisRun) {
        rows = ofThisRun;
    }

    /** From now on also a file that is restored has this line, if rows need it. */
    void add(JournalLine.Renamed renamed) {
        renamings.add(renamed);
    }

    /** A job that is forgotten would be paid for twice. */
    void add(JournalLine.Job job) {
        jobs.add(job);
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
            boolean cut = disk.size() > now.length();
            writer.goOnBehind(now);
            for (JournalLine.Renamed renamed : renamings) {
                if (now.rename(renamed)) {
                    writer.add(renamed);
                }
            }
            if (!now.hasSession(start.session())) {
                writer.add(start);
            }
            restoreJobs(now);
            restored = (cut ? restore(now, earlier.rows().stream()) : 0) + restore(now, rows.get());
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw lost(String.valueOf(e.getMessage()), e);
        }
        LOG.warn(
                "{}: another program removed or changed it while the batch ran; {} that it lost written anew",
                name,
                restored == 1 ? "1 row" : Format.count(restored) + " rows");
    }

    private void restoreJobs(JournalContents now) throws IOException {
        Map<String, JobEntry> wanted = new LinkedHashMap<>();
        Stream.concat(earlier.jobs().stream(), jobs.stream().map(JournalLine.Job::entry))
                .forEach(job -> wanted.merge(job.label(), job, JobEntry::then));
        List<JobEntry> there = now.jobs();
        for (JobEntry job : wanted.values()) {
            if (!there.contains(job)) {
                if (there.stream().noneMatch(one -> one.label().equals(job.label()))) {
                    writer.add(new JournalLine.Job(job.begun()));
                }
                writer.add(new JournalLine.Job(job));
            }
        }
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
}
