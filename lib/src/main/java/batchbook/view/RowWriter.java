package batchbook.view;

import batchbook.Result;
import batchbook.answer.AnswerType;
import batchbook.file.RowFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to a file as they come: the sink of a {@linkplain batchbook.Batch#stream stream}. Get one from {@link
 * Tables#writer}.
 *
 * <pre>{@code
 * try (var out = Tables.writer("answers.csv")) {
 *     plan.stream(prompts, out);
 * }
 * }</pre>
 *
 * <p>The columns are those of {@link Tables#of(batchbook.Run)}; in CSV those that the first 1,000 rows have. Rows are
 * written a thousand at a time, and the rest by {@link #close()}: what has to survive a crash belongs into a journal, from
 * which the same stream writes the file anew. For one thread at a time.
 */
public final class RowWriter implements Consumer<Result>, AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private final RowFile file;
    private final @Nullable AnswerType<?> type;
    private final List<Result> rows = new ArrayList<>(AT_ONCE);

    RowWriter(Path file, @Nullable AnswerType<?> type) {
        this.file = RowFile.of(file);
        this.type = type;
    }

    /**
     * Takes one row.
     *
     * @throws IllegalArgumentException when rows have a value for which a CSV has no column
     * @throws java.io.UncheckedIOException when they cannot be written
     */
    @Override
    public void accept(Result row) {
        rows.add(row);
        if (rows.size() == AT_ONCE) {
            write();
        }
    }

    private void write() {
        if (!rows.isEmpty()) {
            List<Result> some = List.copyOf(rows);
            rows.clear();
            file.add(RunTable.of(some, type == null ? List.of() : AnswerColumns.of(some, type), true));
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        try (file) {
            write();
        }
    }
}
