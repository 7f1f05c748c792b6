package batchbook;

import batchbook.foreign.ForeignException;
import batchbook.foreign.SafeText;
import batchbook.journal.Session;
import batchbook.journal.StreamJournal;
import batchbook.pace.Cause;
import batchbook.pace.Workload;
import batchbook.report.Story;
import batchbook.report.StreamReport;
import batchbook.stream.RowReader;
import batchbook.stream.Tally;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run of which no row is kept: prompts are read as they are sent, and results are given away as they come.
 *
 * <p>What always holds: a prompt is read only when the one before was taken, a result goes into the journal before the sink
 * gets it, and once the source or the sink has failed nothing more is read, and the sink gets nothing more.
 */
final class StreamResults extends Results {
    /** A budget that has no room for so many prompts, one after another, has none for those that follow. */
    private static final int NO_ROOM = 100;

    private final RowReader rows;
    private final @Nullable StreamJournal journal;
    private final Consumer<? super Result> sink;
    private final String wayOn;
    private final Tally tally = new Tally();
    /** Prompts that have a place, samples of one each for itself. */
    private int read;
    /** Prompts that have none yet, as far as anybody knows. */
    private long toCome;

    private boolean readAll;
    private int leftOut;
    private boolean sinkFailed;
    /** What the first failed row of each kind said. */
    private final Map<ErrorKind, String> firsts = new EnumMap<>(ErrorKind.class);

    /**
     * @param sink who gets each row that is settled
     * @param wayOn what to do when it ends early, for a person
     */
    StreamResults(RowReader rows, @Nullable StreamJournal journal, Consumer<? super Result> sink, String wayOn) {
        super(journal == null ? row -> {} : journal);
        this.rows = rows;
        this.journal = journal;
        this.sink = sink;
        this.wayOn = wayOn;
    }

    @Override
    TaskQueue.Source source(Options options, Instant started) {
        return new Source(options, started);
    }

    private final class Source implements TaskQueue.Source {
        private final Options options;
        private final Instant started;
        /** What was read and not taken: one, or all samples of one. */
        private final Deque<Prompt> ahead = new ArrayDeque<>();

        private @Nullable Task head;
        private boolean ended;
        /** How many were read. */
        private int place;
        /** Of the prompts so far. */
        private double bytes;

        Source(Options options, Instant started) {
            this.options = options;
            this.started = started;
            look();
        }

        private void look() {
            long unread = Math.max(0, rows.size().orElse(0) - place);
            toCome = ahead.size() + unread * Math.max(1, options.samples);
        }

        @Override
        public @Nullable Task peek() throws InterruptedException {
            if (head == null && !ended) {
                if (ahead.isEmpty()) {
                    read();
                }
                Prompt next = ahead.poll();
                head = next == null ? null : tasked(next);
            }
            return head;
        }

        /** What the user's code throws ends the run, but not what is under way. */
        private void read() throws InterruptedException {
            try {
                if (rows.hasNext()) {
                    read(rows.next());
                } else {
                    ended = true;
                    readAll = true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                String words = "reading prompt " + Format.count(place) + " failed: " + words(e);
                ends(words, new IllegalStateException(words + ". " + wayOn, e));
            }
        }

        private void read(@Nullable Object row) {
            try {
                Prompt prompt = Prompts.one(row, place);
                place++;
                ahead.addAll(Prompts.sampled(List.of(prompt), options.samples));
            } catch (IllegalArgumentException e) {
                ends(String.valueOf(e.getMessage()), new IllegalArgumentException(e.getMessage() + " " + wayOn, e));
            }
        }

        private void ends(String words, RuntimeException thrown) {
            ended = true;
            broken(new Broken(new Cause(Reason.ERROR, words), thrown));
        }

        private @Nullable Task tasked(Prompt prompt) {
            try {
                return task(prompt);
            } catch (IllegalStateException | UncheckedIOException e) {
                // The journal can only be read, or cannot be written.
                end();
                broken(new Broken(new Cause(Reason.JOURNAL_LOST, String.valueOf(e.getMessage())), e));
                return null;
            }
        }

        private Task task(Prompt prompt) {
            int index = read++;
            look();
            Result asked = new Result(index, prompt, new Outcome.NotRun(""), List.of(), false);
            if (journal != null) {
                Optional<Result> before = journal.next(index, prompt);
                if (before.isPresent()) {
                    return Task.known(before.get().resumedAs(index, prompt), options.model, started);
                }
                asked = journal.turnedDown(index).orElse(asked);
            }
            Task task = new Task(asked, options.model, started);
            bytes += task.size().bytes();
            task.known = Prompts.unfit(options.model, prompt)
                    .map(why -> task.ended(new Outcome.Failed(ErrorKind.BAD_REQUEST, why, Optional.empty())))
                    .orElse(null);
            return task;
        }

        @Override
        public boolean take(Task task) {
            if (task != head) {
                return false;
            }
            head = null;
            return true;
        }

        @Override
        public int left() {
            return (ended ? 0 : size() - read) + (head == null ? 0 : 1);
        }

        /** As if the others were as long as those that were read. */
        @Override
        public Workload load() {
            return new Workload(left(), left() * bytes / Math.max(1, read));
        }

        @Override
        public List<Result> shared(Result outcome) {
            return List.of();
        }

        @Override
        public void end() {
            ended = true;
            head = null;
            ahead.clear();
        }
    }

    private static String words(Throwable e) {
        return SafeText.line(ForeignException.of(e).toString(), SafeText.MESSAGE);
    }

    /** All that is known of it; for any thread. */
    synchronized Totals totals(Story story, int mostInFlight, Map<Cause, Duration> held) {
        int all = size();
        Map<ErrorKind, StreamReport.Failures> failed = new EnumMap<>(ErrorKind.class);
        failures().forEach((kind, count) -> failed.put(kind, new StreamReport.Failures(count, firsts.get(kind))));
        return new Totals(new StreamReport(
                story,
                tally.metrics(all - resumed(), Session.took(story.sessions()), mostInFlight, story.price()),
                all,
                answered(),
                failed(),
                answeredAfterRetry(),
                resumed(),
                failed,
                held));
    }

    @Override
    boolean isNew(Result result) {
        return !result.resumed();
    }

    @Override
    void place(Result result) {
        if (!result.resumed()) {
            tally.add(result);
        }
        result.kind().ifPresent(kind -> firsts.putIfAbsent(kind, result.error()));
        if (result.outcome() instanceof Outcome.NotRun left) {
            leftOut++;
            if (leftOut == NO_ROOM) {
                broken(new Broken(new Cause(Reason.BUDGET, left.why()), null));
            }
        } else {
            leftOut = 0;
        }
    }

    @Override
    void give(Result result) {
        if (sinkFailed || !result.settled()) {
            return;
        }
        try {
            sink.accept(result);
        } catch (Exception e) {
            sinkFailed = true;
            String words = "the sink failed at row " + Format.count(result.index()) + ": " + words(e);
            broken(new Broken(new Cause(Reason.ERROR, words), new IllegalStateException(words + ". " + wayOn, e)));
        }
    }

    @Override
    int size() {
        return readAll ? read : (int) Math.min(Integer.MAX_VALUE, read + toCome);
    }

    @Override
    boolean sizeKnown() {
        return readAll || rows.size().isPresent();
    }

    @Override
    boolean keepsAll() {
        return false;
    }

    @Override
    List<String> models(String now) {
        return List.of(now);
    }

    @Override
    List<Session> earlierSessions() {
        return List.of();
    }
}
