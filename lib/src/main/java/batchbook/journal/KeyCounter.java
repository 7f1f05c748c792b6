package batchbook.journal;

import batchbook.Model;
import batchbook.Prompt;
import java.util.List;

/**
 * The keys of prompts one after another, each with how many of its key came before it: some 30 bytes of memory for each
 * key, whatever was asked. For one thread.
 */
final class KeyCounter {
    private static final int FEWEST = 1 << 10;

    private final KeyHash hash;
    /** Open addressing: the two halves of a key stand at 2i and 2i+1, and how often it came at i; 0 where nothing stands. */
    private long[] halves = new long[2 * FEWEST];

    private int[] counts = new int[FEWEST];
    private int keys;

    KeyCounter(Model model) {
        this.hash = new KeyHash(model);
    }

    /** The keys of a list, at the same places. */
    static List<JournalKey> keys(Model model, List<Prompt> prompts) {
        KeyCounter counter = new KeyCounter(model);
        KeyList keys = new KeyList(prompts.size());
        for (int place = 0; place < prompts.size(); place++) {
            KeyBits key = KeyBits.of(counter.hash.of(prompts.get(place)));
            keys.put(place, key, counter.count(key.high(), key.low()));
        }
        return keys;
    }

    /** The key of the next prompt of the list. */
    JournalKey next(Prompt prompt) {
        KeyBits key = KeyBits.of(hash.of(prompt));
        return new JournalKey(key.text(), count(key.high(), key.low()));
    }

    /** How often it came before. */
    private int count(long high, long low) {
        if (3L * keys >= 2L * counts.length) {
            grow();
        }
        int at = place(high, low);
        if (counts[at] == 0) {
            halves[2 * at] = high;
            halves[2 * at + 1] = low;
            keys++;
        }
        return counts[at]++;
    }

    private int place(long high, long low) {
        int last = counts.length - 1;
        int at = (int) low & last;
        while (counts[at] != 0 && (halves[2 * at] != high || halves[2 * at + 1] != low)) {
            at = (at + 1) & last;
        }
        return at;
    }

    private void grow() {
        long[] before = halves;
        int[] counted = counts;
        halves = new long[2 * before.length];
        counts = new int[2 * counted.length];
        for (int i = 0; i < counted.length; i++) {
            if (counted[i] != 0) {
                int at = place(before[2 * i], before[2 * i + 1]);
                halves[2 * at] = before[2 * i];
                halves[2 * at + 1] = before[2 * i + 1];
                counts[at] = counted[i];
            }
        }
    }
}
