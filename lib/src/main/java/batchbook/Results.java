package batchbook;

import batchbook.journal.ResultLog;
import batchbook.journal.Session;
import batchbook.pace.Cause;
import batchbook.report.Story;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of a run as they come: into the journal first, then into the counts, then where they are to go: into the list
 * of a run ({@link ListResults}), or to the user one by one ({@link StreamResults}).
 */
abstract class Results {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    /**
     * Why a run cannot go on, beside all that a model may answer: the journal cannot be written, or the user's code failed.
     *
     * @param thrown what the user gets for it at the end; null when only the cause is to be told
     */
    record Broken(Cause cause, @Nullable RuntimeException thrown) {}

    /** What the user of a run gets for it, in the middle or at the end. */
    interface Whole<R> {
        /**
         * All of it.
         *
         * @param held for how long nothing could be sent, by the cause; of what goes on, nothing
         * @param whyMissing why rows have no result, if there are such
         * @param watch how to watch it, as it goes on; null at its end
         */
        R of(
                Story story,
                int mostInFlight,
                Map<Cause, Duration> held,
                String whyMissing,
                @Nullable Consumer<Progress> watch);

        Metrics metrics(R whole);
    }

    private final ResultLog journal;
    private boolean journalLost;
    private @Nullable Broken broken;
    private int answered;
    private int answeredAfterRetry;
    private int failed;
    private int resumed;
    private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
    private @Nullable Result lastFailed;

    Results(ResultLog journal) {
        this.journal = journal;
    }

    /** Where the prompts come from that are to be asked, from then on. */
    abstract TaskQueue.Source source(Options options, Instant started);

    /** Whether it came in this run: what did not is in the journal already. */
    boolean isNew(Result result) {
        return true;
    }

    /** Puts a result into its place; it is counted already. */
    abstract void place(Result result);

    /** Gives it to the user; may take its time. */
    void give(Result result) {}

    /** How many prompts there are, or have been read so far. */
    abstract int size();

    /** Whether that is all of them. */
    abstract boolean sizeKnown();

    /** How many prompts there are, where that is known. */
    final OptionalInt known() {
        return sizeKnown() ? OptionalInt.of(size()) : OptionalInt.empty();
    }

    /** Whether all of them are kept, so that a little more for each does not matter. */
    abstract boolean keepsAll();

    /** Names of the models that were asked, with that of this run. */
    abstract List<String> models(String now);

    /** The stretches of work before this run, oldest first. */
    abstract List<Session> earlierSessions();

    /** Takes one result. Once the journal cannot be written, it goes on without; see {@link #broken}. */
    final Result keep(Result result) {
        if (result.settled() && isNew(result) && !journalLost) {
            try {
                journal.accept(result);
            } catch (UncheckedIOException e) {
                lost(e);
            }
        }
        LOG.debug(
                "row {}: {}, tries {}",
                result.index(),
                result.kind(),
                result.attempts().size());
        if (isNew(result)) {
            add(result);
        } else {
            addResumed(result);
        }
        give(result);
        return result;
    }

    private synchronized void add(Result result) {
        count(result);
        place(result);
    }

    /** Takes one that was there before the run began. */
    final void addResumed(Result result) {
        oneMoreResumed();
        add(result);
    }

    final void oneMoreResumed() {
        resumed++;
    }

    private void lost(UncheckedIOException e) {
        journalLost = true;
        broken(new Broken(new Cause(Reason.JOURNAL_LOST, String.valueOf(e.getMessage())), e));
    }

    /** The run cannot go on for this; the first reason counts. */
    final void broken(Broken why) {
        broken = broken == null ? why : broken;
    }

    /** At the end: makes sure that the journal has all that it took, and tells why the run could not go on. */
    final @Nullable Broken check() {
        try {
            if (!journalLost) {
                journal.check();
            }
        } catch (UncheckedIOException e) {
            // Also for a run that ends with an exception of its own.
            LOG.error(e.getMessage());
            lost(e);
        }
        return broken;
    }

    /** Why the run cannot go on; null while it can. */
    final @Nullable Broken broken() {
        return broken;
    }

    private void count(Result result) {
        if (result.ok()) {
            answered++;
            answeredAfterRetry += result.retried() ? 1 : 0;
        } else if (result.kind().isPresent()) {
            failed++;
            failures.merge(result.kind().get(), 1, Integer::sum);
            lastFailed = result;
        }
    }

    /** Prompts with an answer or a failure. */
    final int done() {
        return answered + failed;
    }

    final int answered() {
        return answered;
    }

    final int answeredAfterRetry() {
        return answeredAfterRetry;
    }

    final int failed() {
        return failed;
    }

    /** What went wrong so far, with so many requests that were refused for a limit. */
    final Snapshot.Trouble trouble(int refused) {
        return new Snapshot.Trouble(failures, Optional.ofNullable(lastFailed), refused);
    }

    /** How many failed for good, by the kind. */
    final Map<ErrorKind, Integer> failures() {
        return failures;
    }

    /** Prompts that had a result before the run began. */
    final int resumed() {
        return resumed;
    }
}
