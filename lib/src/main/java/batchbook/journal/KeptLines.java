package batchbook.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * The last lines of a journal, from which rows come back that another program took from the file: of a short one all. For
 * one thread.
 */
final class KeptLines {
    /** Some thousands of usual rows. */
    static final int MOST_BYTES = 4 << 20;

    private static final class Kept {
        final int number;
        final byte[] bytes;

        Kept(int number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }
    }

    private final JournalContents contents;
    private final Deque<Kept> lines = new ArrayDeque<>();
    private long bytes;

    /** Those that are in the file. */
    KeptLines(JournalContents contents) throws IOException {
        this.contents = contents;
        RowIndex index = contents.index();
        for (int number = index.end() - 1; number >= 0 && bytes < MOST_BYTES; number--) {
            if (index.isThere(number)) {
                Kept line = new Kept(number, contents.bytes(number));
                lines.addFirst(line);
                bytes += line.bytes.length;
            }
        }
    }

    /** Adds the line of a row by its number in these contents. */
    void add(int number, byte[] line) {
        lines.addLast(new Kept(number, line));
        bytes += line.length;
        while (bytes > MOST_BYTES && lines.size() > 1) {
            bytes -= lines.removeFirst().bytes.length;
        }
    }

    /** What it has, but for rows that a later line replaced; with their keys of today. */
    Stream<JournalLine.Row> rows() {
        return lines.stream()
                .filter(line -> contents.index().isThere(line.number))
                .map(line -> contents.row(line.number, line.bytes));
    }

    /** Removes those that it has from a set of rows. */
    void removeFrom(BitSet numbers) {
        for (Kept line : lines) {
            numbers.clear(line.number);
        }
    }
}
