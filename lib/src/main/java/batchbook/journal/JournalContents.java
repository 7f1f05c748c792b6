package batchbook.journal;

import batchbook.Prompt;
import batchbook.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a journal holds, as far as it can be read: in memory only where its rows are. Those that are wanted are read from the
 * file, which has to stay open for that. For one thread.
 */
public final class JournalContents {
    /** Reads from the file. */
    interface Source {
        byte[] read(long offset, int length) throws IOException;
    }

    private final String name;
    private final Source source;
    private final Sessions sessions = new Sessions();
    private final Renamings renamings = new Renamings();
    private final RowIndex index = new RowIndex();
    private final RowFinder finder = new RowFinder(index, renamings);
    private long length;
    private boolean terminated = true;
    private boolean torn;

    /**
     * What the journal has of a prompt.
     *
     * @param own whether that is what its own line says
     */
    record Found(Result result, boolean own) {}

    /**
     * Rows that were read.
     *
     * @param results in the order of their places in their lists; those of one place in the order of the file
     * @param models names of the models that they are from, in the order of the file; of none that of the last session
     */
    public record Rows(List<Result> results, List<String> models) {}

    JournalContents(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    void add(JournalLine line, RowIndex.Line at) {
        if (line instanceof JournalLine.Start start) {
            sessions.add(start);
        } else if (line instanceof JournalLine.Row row) {
            add(row, at);
        } else if (line instanceof JournalLine.Renamed renamed) {
            rename(renamed);
        }
        // Another header is what cat leaves between two journals.
    }

    int add(JournalLine.Row row, RowIndex.Line at) {
        Result result = row.result();
        int attempts = result.attempts().size();
        int session = sessions.work(
                row.session(),
                attempts,
                attempts == 0 ? Instant.MIN : result.attempts().get(0).queued(),
                result.attempts().stream()
                        .map(attempt -> attempt.finished())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.MIN));
        int flags = RowGlance.flags(result.ok(), result.settled(), attempts);
        return add(KeyBits.of(row.key().key()), row.key().n(), at, session, flags);
    }

    void add(RowGlance row, RowIndex.Line at) {
        int session = sessions.work(row.session(), row.attempts(), row.queued(), row.finished());
        add(row.key(), row.n(), at, session, row.flags());
    }

    private int add(KeyBits key, int n, RowIndex.Line at, int session, int flags) {
        int row = index.add(key, n, renamings.epoch(), at, session, flags);
        finder.added(row);
        return row;
    }

    /** Finds the rows of former settings by the keys of those of today. */
    void rename(JournalLine.Renamed renamed) {
        renamings.add(renamed);
    }

    /** Whether a row was found by it. */
    boolean isUsed(JournalLine.Renamed renamed) {
        return renamings.isUsed(renamed);
    }

    void readUpTo(long end, boolean newline) {
        length = end;
        terminated = newline;
    }

    /** Half a line came after it. */
    void wasTorn() {
        torn = true;
    }

    boolean torn() {
        return torn;
    }

    /** The bytes that could be read, from the beginning of the file; 0 when it has no header. */
    long length() {
        return length;
    }

    /** Whether a newline ends what could be read. */
    boolean terminated() {
        return terminated;
    }

    boolean hasSession(String session) {
        return sessions.has(session);
    }

    /** From the start of each session to the last of its rows. A session without rows is left out. */
    public List<Session> sessions() {
        return sessions.worked();
    }

    /** When the last session began, rows or not. */
    public Optional<Instant> lastStarted() {
        return sessions.lastStarted();
    }

    /**
     * Reads the finished rows that are wanted. A failure that another model went on from is not among them.
     *
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public Rows rows(Predicate<? super Result> wanted) {
        GoneOn goneOn = new GoneOn(index, this::lines);
        Set<String> models = new LinkedHashSet<>();
        List<Result> results = new ArrayList<>();
        lines(row -> true)
                .filter(row -> wanted.test(row.result()))
                .peek(row -> models.add(row.result().model()))
                .filter(row -> !goneOn.test(row))
                .forEach(row -> results.add(row.result()));
        results.sort(Comparator.comparingInt(Result::index));
        models.remove("");
        return new Rows(results, models.isEmpty() ? List.of(sessions.lastModel()) : List.copyOf(models));
    }

    /** Reads rows in the order of the file, as they are asked for. */
    Stream<JournalLine.Row> lines(IntPredicate wanted) {
        return IntStream.range(0, index.end())
                .filter(row -> index.isThere(row) && wanted.test(row))
                .mapToObj(number -> {
                    JournalLine.Row row = row(number);
                    // One that was renamed may have been replaced under its later name.
                    boolean last = index.epoch(number) == renamings.epoch()
                            || number(row.key(), row.result().prompt()) == number;
                    return Optional.of(row).filter(one -> last);
                })
                .flatMap(Optional::stream);
    }

    /** Whether there is a row of this very key. */
    boolean has(KeyBits key, int n) {
        return IntStream.rangeClosed(0, renamings.epoch())
                .anyMatch(epoch -> index.find(key, n, epoch) != RowIndex.NONE);
    }

    RowIndex index() {
        return index;
    }

    /** What is settled of each of these prompts, at its place; with the keys and the choice of {@link #find}. */
    List<Optional<Found>> find(List<JournalKey> keys, List<Prompt> prompts, boolean deduplicate) {
        return IntStream.range(0, prompts.size())
                .mapToObj(place -> find(keys.get(place), place, prompts.get(place), deduplicate))
                .toList();
    }

    /**
     * The outcome of that row, when it is settled.
     *
     * @param place of the prompt in its list
     * @param deduplicate whether a row without a line of its own may share the outcome of an equal prompt
     */
    Optional<Found> find(JournalKey key, int place, Prompt prompt, boolean deduplicate) {
        Renamings.Names names = finder.names(key, prompt);
        int own = finder.own(names, key.n());
        if (own != RowIndex.NONE && index.has(own, RowIndex.SETTLED)) {
            return Optional.of(new Found(row(own).result().resumedAs(place, prompt), true));
        }
        int other = deduplicate ? finder.shared(names) : RowIndex.NONE;
        return other == RowIndex.NONE
                ? Optional.empty()
                : Optional.of(new Found(row(other).result().sharedWith(place, prompt), false));
    }

    /** The line of that row as it is in the file; null when it has none. */
    JournalLine.@Nullable Row line(JournalKey key, Prompt prompt) {
        int own = number(key, prompt);
        return own == RowIndex.NONE ? null : row(own);
    }

    /** The row of that prompt; {@link RowIndex#NONE} when it has none. */
    int number(JournalKey key, Prompt prompt) {
        return finder.own(finder.names(key, prompt), key.n());
    }

    private JournalLine.Row row(int number) {
        try {
            return row(number, bytes(number));
        } catch (IOException e) {
            throw new ChangedException(name, e);
        }
    }

    /** Reads the line of a row. */
    byte[] bytes(int number) throws IOException {
        return source.read(index.offset(number), index.length(number));
    }

    /** The row of this line, with its key of today, and the model of its session when it names no other one. */
    JournalLine.Row row(int number, byte[] line) {
        try {
            if (LineFormat.decode(line, 0, line.length) instanceof JournalLine.Row row
                    && row.key().n() == index.n(number)
                    && KeyBits.of(row.key().key()).equals(index.key(number))) {
                Result result = row.result();
                String model = sessions.model(index.session(number));
                String key = renamings.today(row.key().key(), index.epoch(number), result.prompt());
                return new JournalLine.Row(
                        row.session(),
                        new JournalKey(key, row.key().n()),
                        model.isEmpty() || !result.model().isEmpty() ? result : result.from(model));
            }
        } catch (IOException | RuntimeException e) {
            throw new ChangedException(name, e);
        }
        throw new ChangedException(name, null);
    }
}
