package batchbook;

import batchbook.journal.JournalContents;
import batchbook.journal.JournalDisk;
import batchbook.journal.Session;
import batchbook.report.Story;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what a batch with a journal has written so far: in a fresh notebook, long after it, or while it runs.
 *
 * <p>A journal is a text file with one JSON object a line, made by a batch whose plan names one; pandas and {@code jq}
 * read it too. To go on with a batch that was cut short, run it again with the same file; this class is for looking.
 *
 * <pre>{@code
 * var run = Journal.read("reviews.jsonl");
 * Tables.of(run);
 * }</pre>
 *
 * <p>Needs no model and no key, changes nothing, and never asks a model. Safe from several threads.
 */
public final class Journal {
    private Journal() {}

    /**
     * All finished rows as one run: ordered by their place in the list, of a row that was asked again the last outcome.
     * Rows without an outcome are not in it, and neither are limits and pace, which the file does not hold; what a row cost
     * is, unless an early version wrote it. Blocks until the file is read.
     *
     * @throws IllegalArgumentException when there is no such file, or it is a directory, a pipe or a device
     * @throws IllegalStateException when it is not a journal that this version can read, naming the line
     * @throws UncheckedIOException when it cannot be read
     */
    public static Run read(Path file) {
        return read(file, row -> true);
    }

    /** The same for the name of a file. */
    public static Run read(String file) {
        return read(Path.of(file));
    }

    /**
     * The finished rows that are wanted, for a file that has more than fits into memory, or more than are to be shown: the
     * others are read and forgotten. Its times are those of the whole file.
     *
     * <pre>{@code
     * Journal.read("reviews.jsonl", row -> "Lyon".equals(row.prompt().labels().get("shop")))
     * }</pre>
     *
     * @param where is asked about each row, one after another in the order of the file
     * @throws IllegalArgumentException when there is no such file, or it is a directory, a pipe or a device
     * @throws IllegalStateException when it is not a journal that this version can read, naming the line
     * @throws UncheckedIOException when it cannot be read
     */
    public static Run read(Path file, Predicate<? super Result> where) {
        JournalDisk.requirePlainFile(file);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file.toAbsolutePath()
                    + ": a batch makes it when it runs with a journal of that"
                    + " name. A name without a directory means the directory of the notebook.");
        }
        try {
            return JournalDisk.read(file, contents -> run(contents, where));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same for the name of a file. */
    public static Run read(String file, Predicate<? super Result> where) {
        return read(Path.of(file), where);
    }

    private static Run run(JournalContents contents, Predicate<? super Result> where) {
        JournalContents.Rows rows = contents.rows(where);
        List<Result> results = rows.results();
        List<Session> sessions = contents.sessions();
        if (sessions.isEmpty()) {
            // A run has one at least; this one was killed before its first row.
            Instant started = contents.lastStarted().orElse(Instant.EPOCH);
            sessions = List.of(new Session(started, started));
        }
        int workers = results.stream()
                .flatMap(row -> row.attempts().stream())
                .mapToInt(attempt -> attempt.lane() + 1)
                .max()
                .orElse(1);
        Story story = new Story(
                rows.models(),
                workers,
                sessions,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
        return new Run(story, results, Launch.ofAFile());
    }
}
