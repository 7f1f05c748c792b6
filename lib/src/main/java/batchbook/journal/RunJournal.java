package batchbook.journal;

import batchbook.Model;
import batchbook.NamedModel;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Time;
import batchbook.text.Format;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal in the eyes of one run: what it has of these prompts, and where their new results go. */
public final class RunJournal implements ResultLog, Closeable {
    /** A power failure loses no more than the rows of so long a time; a killed process loses none. */
    private static final Duration BETWEEN_FORCES = Duration.ofSeconds(1);
    /** A row without its prompt: about as long as a usual answer with the times of its tries. */
    private static final int USUAL_ROW = 1_000;

    private static final int MOST_RESERVED = 1 << 20;

    private final JournalFile journal;
    private final List<JournalKey> keys;
    private final @Nullable Result[] results;
    /** The finished rows of this run, from which a file that lost some gets them back. */
    private final @Nullable Result[] finished;

    private final Optional<Price> price;
    private final Duration betweenForces;
    private Instant forced;

    private RunJournal(
            JournalFile journal, List<JournalKey> keys, @Nullable Result[] results, Model model, Instant now) {
        this.journal = journal;
        this.keys = keys;
        this.results = results;
        this.finished = results.clone();
        this.price = model.price();
        this.betweenForces = Time.scaled(BETWEEN_FORCES, model.time().speed());
        this.forced = now;
    }

    /**
     * Opens the journal of a plan.
     *
     * @param known results of an earlier run, which the journal gets too
     * @param keeps which results of the journal count; the others are asked again
     * @throws IllegalArgumentException when the model has no name
     */
    public static RunJournal open(
            Path file,
            Model model,
            boolean deduplicate,
            List<Prompt> prompts,
            @Nullable Result[] known,
            Predicate<Result> keeps,
            Instant now) {
        requireNamed(model);
        JournalFile journal = JournalFile.open(file, model.name(), prompts.size(), now);
        return of(journal, model, deduplicate, prompts, known, keeps, now);
    }

    /** With a journal that is open, and nothing known beside it; closed when it fails. */
    static RunJournal of(JournalFile journal, Model model, boolean deduplicate, List<Prompt> prompts, Instant now) {
        return of(journal, model, deduplicate, prompts, new @Nullable Result[prompts.size()], Result::settled, now);
    }

    private static RunJournal of(
            JournalFile journal,
            Model model,
            boolean deduplicate,
            List<Prompt> prompts,
            @Nullable Result[] known,
            Predicate<Result> keeps,
            Instant now) {
        try {
            renamings(model).forEach(journal::rename);
            List<JournalKey> keys = JournalKey.of(model, prompts);
            @Nullable Result[] results = new @Nullable Result[prompts.size()];
            int lacks = 0;
            for (int index = 0; index < results.length; index++) {
                Result found = journal.find(keys.get(index), index, prompts.get(index), deduplicate)
                        .filter(keeps)
                        .orElse(null);
                results[index] = better(known[index], found);
                lacks += found == null ? 1 : 0;
            }
            RunJournal recovered = new RunJournal(journal, keys, results, model, now);
            if (!journal.isReadOnly()) {
                recovered.begin(prompts);
            } else if (lacks > 0) {
                throw readOnly(journal.name(), lacks, prompts.size());
            }
            return recovered;
        } catch (RuntimeException | Error e) {
            // A model of the user's own may fail to tell its settings; the file must not stay locked for that.
            journal.close();
            throw e;
        }
    }

    /** An answer before a failure, and what the run has before what the journal has. */
    private static @Nullable Result better(@Nullable Result ofRun, @Nullable Result ofJournal) {
        boolean journalOnly = ofRun == null || (!ofRun.ok() && ofJournal != null && ofJournal.ok());
        return journalOnly ? ofJournal : ofRun;
    }

    private static Stream<JournalLine.Renamed> renamings(Model model) {
        return model.formerSettings().stream()
                .filter(former -> !former.equals(model.settings()))
                .map(former ->
                        new JournalLine.Renamed(JournalKey.settings(former), JournalKey.settings(model.settings())));
    }

    private static void requireNamed(Model model) {
        if (NamedModel.isMissing(model)) {
            throw new IllegalArgumentException(
                    "a journal finds answers again by the name of the model, and this one has"
                            + " none: another one without a name would get its answers. Nothing was sent. Give it a name:"
                            + " Model.named(\"gpt-4o-mini\", prompt -> ..). A journal that was begun without goes on under the"
                            + " name \"model\".");
        }
    }

    /**
     * What a journal has of these prompts, without opening it for a run; nothing when there is no such file yet.
     *
     * @throws IllegalArgumentException when the model has no name
     */
    public static @Nullable Result[] peek(Path file, Model model, boolean deduplicate, List<Prompt> prompts) {
        requireNamed(model);
        JournalDisk.requirePlainFile(file);
        @Nullable Result[] found = new @Nullable Result[prompts.size()];
        if (!Files.isRegularFile(file)) {
            return found;
        }
        try {
            JournalContents contents = JournalDisk.read(file);
            renamings(model).forEach(contents::rename);
            List<JournalKey> keys = JournalKey.of(model, prompts);
            for (int index = 0; index < found.length; index++) {
                found[index] = contents.find(keys.get(index), index, prompts.get(index), deduplicate)
                        .orElse(null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** One place for each prompt; null where neither the journal nor the earlier run has anything. */
    @Nullable
    public Result[] results() {
        return results;
    }

    private static IllegalStateException readOnly(String name, int lacks, int prompts) {
        return new IllegalStateException("the journal " + name + " can only be read, and lacks " + Format.count(lacks)
                + " of " + Format.plural(prompts, "prompt") + ": nothing was sent. Copy it to where you may write and"
                + " name the copy, or ask for the right to write to it.");
    }

    private void begin(List<Prompt> prompts) {
        complete();
        journal.restoreFrom(this::rows);
        long room = IntStream.range(0, results.length)
                .filter(index -> results[index] == null)
                .mapToLong(index -> USUAL_ROW + prompts.get(index).text().length())
                .sum();
        // Nothing is asked of a drive when nothing is to be written.
        if (room > 0) {
            journal.reserve((int) Math.min(room, MOST_RESERVED));
        }
    }

    /**
     * Adds the rows that the journal has not: because they share the line of an equal one, or come from a run whose
     * journal could not be written.
     */
    private void complete() {
        for (int index = 0; index < results.length; index++) {
            Result row = results[index];
            if (row != null && !journal.holds(keys.get(index), row.outcome())) {
                journal.write(row.priced(price), keys.get(index));
            }
        }
    }

    private Stream<JournalLine.Row> rows() {
        return IntStream.range(0, finished.length)
                .boxed()
                .flatMap(index ->
                        Stream.ofNullable(finished[index]).map(row -> journal.row(row.priced(price), keys.get(index))));
    }

    public List<Session> sessions() {
        return journal.earlierSessions();
    }

    @Override
    public void accept(Result result) {
        journal.write(result.priced(price), keys.get(result.index()));
        finished[result.index()] = result;
        if (!result.attempts().isEmpty()) {
            Instant last = result.attempts().get(result.attempts().size() - 1).finished();
            if (last.isAfter(forced.plus(betweenForces))) {
                journal.check(false);
                journal.force();
                forced = last;
            }
        }
    }

    @Override
    public void check() {
        journal.check(true);
    }

    @Override
    public void close() {
        journal.close();
    }
}
