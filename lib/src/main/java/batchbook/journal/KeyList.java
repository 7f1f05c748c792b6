package batchbook.journal;

import java.util.AbstractList;
import java.util.Objects;

/** The keys of a list of prompts: 20 bytes for each. */
final class KeyList extends AbstractList<JournalKey> {
    private final long[] halves;
    private final int[] n;

    KeyList(int size) {
        this.halves = new long[2 * size];
        this.n = new int[size];
    }

    void put(int place, KeyBits key, int number) {
        halves[2 * place] = key.high();
        halves[2 * place + 1] = key.low();
        n[place] = number;
    }

    @Override
    public JournalKey get(int place) {
        Objects.checkIndex(place, n.length);
        return new JournalKey(new KeyBits(halves[2 * place], halves[2 * place + 1]).text(), n[place]);
    }

    @Override
    public int size() {
        return n.length;
    }
}
