package batchbook.journal;

/** For each key the row to share: an answered one before a failed one, and then the first of the list. For one thread. */
final class SharedRows {
    private final RowIndex index;
    /** The best ones but for the first row of each key, which the index knows. */
    private final RowSlots best;

    SharedRows(RowIndex index) {
        this.index = index;
        this.best = new RowSlots(row -> index.key(row).hashCode());
        for (int row : index.others()) {
            add(row);
        }
    }

    /** A row was added to the index, or took the place of another one. */
    void add(int row) {
        KeyBits key = index.key(row);
        int epoch = index.epoch(row);
        if (!index.has(row, RowIndex.SETTLED) || index.first(key, epoch) == row) {
            return;
        }
        int known = known(key, epoch);
        if (known == RowIndex.NONE) {
            best.put(row);
        } else if (better(known, row) == row) {
            best.replace(known, row);
        }
    }

    private int known(KeyBits key, int epoch) {
        return best.find(
                key.hashCode(),
                row -> index.epoch(row) == epoch && index.key(row).equals(key));
    }

    /** The row of this key that is shared; {@link RowIndex#NONE} when none is settled. */
    int find(KeyBits key, int epoch) {
        int first = index.first(key, epoch);
        if (first == RowIndex.NONE) {
            return first;
        }
        return better(index.has(first, RowIndex.SETTLED) ? first : RowIndex.NONE, known(key, epoch));
    }

    int better(int one, int other) {
        if (one == RowIndex.NONE || other == RowIndex.NONE) {
            return Math.max(one, other);
        }
        if (!index.isThere(one)) {
            return other;
        }
        boolean answered = index.has(one, RowIndex.ANSWERED);
        if (answered != index.has(other, RowIndex.ANSWERED)) {
            return answered ? one : other;
        }
        return index.n(one) <= index.n(other) ? one : other;
    }
}
