package batchbook.journal;

import batchbook.Format;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The journal in the eyes of one run: what it has of these prompts, and where their new results go. */
public final class RunJournal implements ResultLog, Closeable {
    /** A row without its prompt: about as long as a usual answer with the times of its tries. */
    private static final int USUAL_ROW = 1_000;

    private static final int MOST_RESERVED = 1 << 20;

    private final JournalFile file;
    private final List<JournalKey> keys;
    private final List<Optional<Result>> earlier;
    /** What it has of rows that are asked again, at their places. */
    private final List<Optional<Result>> turnedDown;
    /** Which rows another model answered: found under these keys they would be taken for answers of this one. */
    private final IntPredicate foreign;
    /** The finished rows of this run, from which a file that lost some gets them back. */
    private final List<Optional<Result>> finished;

    private final RegularForce force;

    private RunJournal(
            JournalFile file,
            List<JournalKey> keys,
            List<Optional<Result>> earlier,
            List<Optional<Result>> turnedDown,
            IntPredicate foreign,
            Model model,
            Instant now) {
        this.file = file;
        this.keys = keys;
        this.earlier = earlier;
        this.turnedDown = turnedDown;
        this.foreign = foreign;
        this.finished = new ArrayList<>(earlier);
        this.force = new RegularForce(file, model.time(), now);
    }

    /**
     * Opens the journal of a plan, and adds what an earlier run has and the journal has not.
     *
     * @param known what an earlier run has of each prompt, at its place
     * @param foreign the places at which it is an outcome of another model
     * @param keeps what a result of the journal counts as today; empty for one whose row is asked again
     * @throws IllegalArgumentException when the model has no name
     */
    public static RunJournal open(
            Path file,
            Model model,
            boolean deduplicate,
            List<Prompt> prompts,
            List<Optional<Result>> known,
            IntPredicate foreign,
            Function<Result, Optional<Result>> keeps,
            Instant now) {
        JournalModel.requireNamed(model);
        JournalFile opened = JournalFile.open(file, model.name(), prompts.size(), now);
        return of(opened, model, deduplicate, prompts, known, foreign, keeps, now);
    }

    /** With a journal that is open, and nothing known beside it; closed when it fails. */
    static RunJournal of(JournalFile file, Model model, boolean deduplicate, List<Prompt> prompts, Instant now) {
        List<Optional<Result>> nothing = Collections.nCopies(prompts.size(), Optional.empty());
        return of(file, model, deduplicate, prompts, nothing, index -> false, Optional::of, now);
    }

    private static RunJournal of(
            JournalFile file,
            Model model,
            boolean deduplicate,
            List<Prompt> prompts,
            List<Optional<Result>> known,
            IntPredicate foreign,
            Function<Result, Optional<Result>> keeps,
            Instant now) {
        try {
            JournalModel.renamings(model).forEach(file::rename);
            List<JournalKey> keys = KeyCounter.keys(model, prompts);
            List<Optional<Result>> found = new ArrayList<>(prompts.size());
            BitSet own = new BitSet();
            for (int place = 0; place < prompts.size(); place++) {
                Optional<JournalContents.Found> row =
                        file.find(keys.get(place), place, prompts.get(place), deduplicate);
                own.set(place, row.filter(JournalContents.Found::own).isPresent());
                // An early version wrote no costs.
                found.add(row.map(one -> one.result().priced(model.price())));
            }
            file.writeRenamings();
            List<Optional<Result>> kept = kept(found, keeps);
            List<Optional<Result>> turnedDown = IntStream.range(0, found.size())
                    .mapToObj(index -> kept.get(index).isPresent() ? Optional.<Result>empty() : found.get(index))
                    .toList();
            RunJournal journal = new RunJournal(file, keys, better(known, kept), turnedDown, foreign, model, now);
            long lacks = kept.stream().filter(Optional::isEmpty).count();
            if (!file.isReadOnly()) {
                journal.begin(prompts, place -> own.get(place) ? found.get(place) : Optional.empty());
            } else if (lacks > 0) {
                throw readOnly(file.name(), lacks, prompts.size());
            }
            return journal;
        } catch (RuntimeException | Error e) {
            // A model of the user's own may fail to tell its settings; the file must not stay locked for that.
            file.close();
            throw e;
        }
    }

    private static List<Optional<Result>> kept(List<Optional<Result>> found, Function<Result, Optional<Result>> keeps) {
        return found.stream().map(row -> row.flatMap(keeps)).toList();
    }

    /** An answer before a failure, and what the run has before what the journal has. */
    private static List<Optional<Result>> better(List<Optional<Result>> ofRun, List<Optional<Result>> ofJournal) {
        return IntStream.range(0, ofRun.size())
                .mapToObj(index -> {
                    boolean answered = ofJournal.get(index).filter(Result::ok).isPresent();
                    return ofRun.get(index).filter(row -> row.ok() || !answered).or(() -> ofJournal.get(index));
                })
                .toList();
    }

    /**
     * What a journal has of each of these prompts, without opening it for a run; nothing when there is no such file yet.
     *
     * @throws IllegalArgumentException when the model has no name
     */
    public static List<Optional<Result>> peek(
            Path file,
            Model model,
            boolean deduplicate,
            List<Prompt> prompts,
            Function<Result, Optional<Result>> keeps) {
        JournalModel.requireNamed(model);
        JournalDisk.requirePlainFile(file);
        if (!Files.isRegularFile(file)) {
            return Collections.nCopies(prompts.size(), Optional.empty());
        }
        try {
            List<JournalKey> keys = KeyCounter.keys(model, prompts);
            List<Optional<Result>> found = JournalDisk.read(file, contents -> {
                JournalModel.renamings(model).forEach(contents::rename);
                return contents.find(keys, prompts, deduplicate).stream()
                        .map(row -> row.map(JournalContents.Found::result))
                        .toList();
            });
            return kept(found, keeps);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What the journal or the earlier run had of each prompt when this run began, at its place. Immutable. */
    public List<Optional<Result>> earlier() {
        return earlier;
    }

    /** What the journal had of a row that is asked again. */
    public Optional<Result> turnedDown(int index) {
        return turnedDown.get(index);
    }

    /** From the start of each earlier session to the last of its rows. A session without rows is left out. */
    public List<Session> sessions() {
        return file.earlier().sessions();
    }

    private static IllegalStateException readOnly(String name, long lacks, int prompts) {
        return new IllegalStateException("the journal " + name + " can only be read, and lacks " + Format.count(lacks)
                + " of " + Format.plural(prompts, "prompt") + ": nothing was sent. Copy it to where you may write and"
                + " name the copy, or ask for the right to write to it.");
    }

    private void begin(List<Prompt> prompts, IntFunction<Optional<Result>> own) {
        complete(own);
        file.restoreFrom(this::rows);
        long room = IntStream.range(0, prompts.size())
                .filter(index -> earlier.get(index).isEmpty())
                .mapToLong(index -> USUAL_ROW + prompts.get(index).text().length())
                .sum();
        // Nothing is asked of a drive when nothing is to be written.
        if (room > 0) {
            file.reserve((int) Math.min(room, MOST_RESERVED));
        }
    }

    /**
     * Adds the rows that the journal has not: because they share the line of an equal one, come from a run whose journal
     * could not be written, or count as something else today.
     *
     * @param own what a settled line of its own says of a row
     */
    private void complete(IntFunction<Optional<Result>> own) {
        for (int place = 0; place < keys.size(); place++) {
            int at = place;
            earlier.get(place)
                    .filter(row -> !foreign.test(row.index()))
                    .filter(row -> isNew(row, own.apply(at)))
                    .ifPresent(row -> file.write(row, keys.get(at)));
        }
    }

    /** Whether a row is to be written beside a settled line of its own. A check that throws today does not undo an answer. */
    static boolean isNew(Result row, Optional<Result> own) {
        return own.filter(there -> there.outcome().equals(row.outcome()) || (there.ok() && !row.ok()))
                .isEmpty();
    }

    private Stream<JournalLine.Row> rows() {
        boolean ofOthers = IntStream.range(0, keys.size()).anyMatch(foreign);
        Set<JournalKey> own = ofOthers ? Set.copyOf(keys) : Set.of();
        return Stream.concat(
                finished.stream()
                        .flatMap(Optional::stream)
                        .filter(row -> !foreign.test(row.index()))
                        .map(row -> file.row(row, keys.get(row.index()))),
                ofOthers ? file.kept().filter(row -> !own.contains(row.key())) : Stream.empty());
    }

    @Override
    public void accept(Result result) {
        file.write(result, keys.get(result.index()));
        finished.set(result.index(), Optional.of(result));
        force.after(result);
    }

    @Override
    public void check() {
        file.check(true);
    }

    @Override
    public void close() {
        file.close();
    }
}
