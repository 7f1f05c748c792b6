package batchbook.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the rows of a journal stand, and what must be known of them without reading them: some 50 bytes of memory a row,
 * however long it is. Rows are numbered in the order of the file; one that a later line replaces is gone. For one thread.
 *
 * <p>The columns are blocks of arrays, so nothing is copied when it grows.
 */
final class RowIndex {
    static final int NONE = -1;

    /** There is an answer. */
    static final int ANSWERED = 1;
    /** It is not to be asked again. */
    static final int SETTLED = 2;
    /** More than one request was sent for it. */
    static final int SEVERAL = 4;

    private static final int FLAG_BITS = 3;
    private static final int BLOCK_BITS = 11;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;
    /** An offset and an epoch are one number. */
    private static final int OFFSET_BITS = 48;

    private static final long LONGEST = (1L << OFFSET_BITS) - 1;
    private static final long GONE = -1;

    private final List<Block> blocks = new ArrayList<>();
    /** The first row of each key; mostly its only one. */
    private final RowSlots first = new RowSlots(row -> hash(low(row), 0, epoch(row)));
    /** The other rows of keys that were asked several times. */
    private final RowSlots others = new RowSlots(row -> hash(low(row), n(row), epoch(row)));

    private int end;
    private int size;

    private static final class Block {
        final long[] high = new long[1 << BLOCK_BITS];
        final long[] low = new long[1 << BLOCK_BITS];
        final long[] place = new long[1 << BLOCK_BITS];
        final int[] length = new int[1 << BLOCK_BITS];
        final int[] n = new int[1 << BLOCK_BITS];
        final int[] state = new int[1 << BLOCK_BITS];
        final int[] line = new int[1 << BLOCK_BITS];
    }

    /** Where a line stands: its bytes, without what ends it, and a checksum of them. */
    record Line(long offset, int length, int checksum) {
        /** Of what is no row. */
        static final Line NOWHERE = new Line(0, 0, 0);
    }

    /**
     * Adds a row behind all others; an earlier one of the same key, number and epoch is gone.
     *
     * @param epoch how many renamings stand before it
     * @param session a number that the caller gave it
     * @return its number
     */
    int add(KeyBits key, int n, int epoch, Line line, int session, int flags) {
        if (line.offset() > LONGEST || epoch > Short.MAX_VALUE || end == Integer.MAX_VALUE) {
            throw new IllegalStateException("it is too long to be looked through");
        }
        int row = end++;
        if (row >> BLOCK_BITS == blocks.size()) {
            blocks.add(new Block());
        }
        Block block = block(row);
        int at = row & IN_BLOCK;
        block.high[at] = key.high();
        block.low[at] = key.low();
        block.place[at] = (long) epoch << OFFSET_BITS | line.offset();
        block.length[at] = line.length();
        block.n[at] = n;
        block.state[at] = session << FLAG_BITS | flags;
        block.line[at] = line.checksum();
        size++;
        put(key, n, epoch, row);
        return row;
    }

    private void put(KeyBits key, int n, int epoch, int row) {
        int head = first(key, epoch);
        if (head == NONE) {
            first.put(row);
        } else if (n(head) == n) {
            first.replace(head, row);
            forget(head);
        } else {
            int before = other(key, n, epoch);
            if (before == NONE) {
                others.put(row);
            } else {
                others.replace(before, row);
                forget(before);
            }
        }
    }

    private void forget(int row) {
        block(row).place[row & IN_BLOCK] = GONE;
        size--;
    }

    /** The row of this key and number; {@link #NONE} when there is none. */
    int find(KeyBits key, int n, int epoch) {
        int head = first(key, epoch);
        return head == NONE || n(head) == n ? head : other(key, n, epoch);
    }

    /** The first row of a key to be added, or what replaced it. */
    int first(KeyBits key, int epoch) {
        return first.find(hash(key.low(), 0, epoch), row -> is(row, key, epoch));
    }

    private int other(KeyBits key, int n, int epoch) {
        return others.find(hash(key.low(), n, epoch), row -> n(row) == n && is(row, key, epoch));
    }

    /** The rows of keys that have several, but for the first of each. */
    int[] others() {
        return others.rows();
    }

    private boolean is(int row, KeyBits key, int epoch) {
        return low(row) == key.low() && high(row) == key.high() && epoch(row) == epoch;
    }

    private static int hash(long low, int n, int epoch) {
        long mixed = (low ^ n * 0x9E3779B97F4A7C15L ^ epoch) * 0xD1B54A32D192ED03L;
        return (int) (mixed >>> 32);
    }

    /** One more than the highest number of a row. */
    int end() {
        return end;
    }

    int size() {
        return size;
    }

    boolean isThere(int row) {
        return block(row).place[row & IN_BLOCK] != GONE;
    }

    boolean has(int row, int flag) {
        return (block(row).state[row & IN_BLOCK] & flag) != 0;
    }

    int session(int row) {
        return block(row).state[row & IN_BLOCK] >> FLAG_BITS;
    }

    long offset(int row) {
        return block(row).place[row & IN_BLOCK] & LONGEST;
    }

    int epoch(int row) {
        return (int) (block(row).place[row & IN_BLOCK] >>> OFFSET_BITS);
    }

    int length(int row) {
        return block(row).length[row & IN_BLOCK];
    }

    int n(int row) {
        return block(row).n[row & IN_BLOCK];
    }

    int checksum(int row) {
        return block(row).line[row & IN_BLOCK];
    }

    KeyBits key(int row) {
        return new KeyBits(block(row).high[row & IN_BLOCK], low(row));
    }

    private long low(int row) {
        return block(row).low[row & IN_BLOCK];
    }

    private long high(int row) {
        return block(row).high[row & IN_BLOCK];
    }

    private Block block(int row) {
        return blocks.get(row >> BLOCK_BITS);
    }
}
