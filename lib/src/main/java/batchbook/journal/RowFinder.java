package batchbook.journal;

import batchbook.Prompt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the rows of prompts in an index, by all the names that they may have there. For one thread. */
final class RowFinder {
    private final RowIndex index;
    private final Renamings renamings;
    /** Made when the first row is to be shared. */
    private @Nullable SharedRows shared;

    RowFinder(RowIndex index, Renamings renamings) {
        this.index = index;
        this.renamings = renamings;
    }

    /** A row was added to the index. */
    void added(int row) {
        if (shared != null) {
            shared.add(row);
        }
    }

    Renamings.Names names(JournalKey key, Prompt prompt) {
        return renamings.of(KeyBits.of(key.key()), prompt);
    }

    /** The last one of all that have this number and one of the names; {@link RowIndex#NONE} when there is none. */
    int own(Renamings.Names names, int n) {
        int own = RowIndex.NONE;
        KeyBits called = null;
        for (KeyBits key : names.keys()) {
            for (int epoch = 0; epoch <= renamings.epoch(); epoch++) {
                int row = index.find(key, n, epoch);
                if (row > own && names.isMeant(key, epoch)) {
                    own = row;
                    called = key;
                }
            }
        }
        if (called != null) {
            names.use(called, index.epoch(own));
        }
        return own;
    }

    /** The best of all that have one of the names; {@link RowIndex#NONE} when none is settled. */
    int shared(Renamings.Names names) {
        SharedRows rows = shared == null ? new SharedRows(index) : shared;
        shared = rows;
        int best = RowIndex.NONE;
        for (KeyBits key : names.keys()) {
            for (int epoch = 0; epoch <= renamings.epoch(); epoch++) {
                int row = rows.find(key, epoch);
                if (row != RowIndex.NONE && names.isMeant(key, epoch)) {
                    best = rows.better(best, row);
                }
            }
        }
        // One that was replaced under another name; seldom enough to look at all rows.
        return best == RowIndex.NONE || own(names, index.n(best)) == best ? best : last(names, rows);
    }

    private int last(Renamings.Names names, SharedRows rows) {
        return IntStream.range(0, index.end())
                .filter(row -> index.isThere(row)
                        && index.has(row, RowIndex.SETTLED)
                        && names.keys().contains(index.key(row))
                        && own(names, index.n(row)) == row)
                .reduce(RowIndex.NONE, rows::better);
    }
}
