package batchbook.journal;

import batchbook.Model;
import batchbook.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of prompts one after another, each with how many of its key came before it: some 30 bytes of memory for each
 * key, whatever was asked. For one thread.
 */
final class KeyCounter {
    private static final int BLOCK_BITS = 11;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    private final KeyHash hash;
    private final List<Block> blocks = new ArrayList<>();
    private final RowSlots slots = new RowSlots(key -> (int) low(key));
    private int keys;

    /** As columns, so that nothing is copied when there are more. */
    private static final class Block {
        final long[] high = new long[1 << BLOCK_BITS];
        final long[] low = new long[1 << BLOCK_BITS];
        final int[] count = new int[1 << BLOCK_BITS];
    }

    KeyCounter(Model model) {
        this.hash = new KeyHash(model);
    }

    /** The keys of a list, at the same places. */
    static List<JournalKey> keys(Model model, List<Prompt> prompts) {
        KeyCounter counter = new KeyCounter(model);
        KeyList keys = new KeyList(prompts.size());
        for (int place = 0; place < prompts.size(); place++) {
            KeyBits key = KeyBits.of(counter.hash.of(prompts.get(place)));
            keys.put(place, key, counter.count(key));
        }
        return keys;
    }

    /** The key of the next prompt of the list. */
    JournalKey next(Prompt prompt) {
        KeyBits key = KeyBits.of(hash.of(prompt));
        return new JournalKey(key.text(), count(key));
    }

    /** How often it came before. */
    private int count(KeyBits key) {
        int known = slots.find((int) key.low(), at -> low(at) == key.low() && high(at) == key.high());
        int at = known == RowIndex.NONE ? add(key) : known;
        return block(at).count[at & IN_BLOCK]++;
    }

    private int add(KeyBits key) {
        int at = keys++;
        if (at >> BLOCK_BITS == blocks.size()) {
            blocks.add(new Block());
        }
        block(at).high[at & IN_BLOCK] = key.high();
        block(at).low[at & IN_BLOCK] = key.low();
        slots.put(at);
        return at;
    }

    private long high(int at) {
        return block(at).high[at & IN_BLOCK];
    }

    private long low(int at) {
        return block(at).low[at & IN_BLOCK];
    }

    private Block block(int at) {
        return blocks.get(at >> BLOCK_BITS);
    }
}
