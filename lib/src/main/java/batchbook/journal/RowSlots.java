package batchbook.journal;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Numbers of rows by a hash of what they have in common: open addressing, no more than three of four slots taken. */
final class RowSlots {
    private static final int FEWEST = 1 << 4;

    private final IntUnaryOperator hash;
    /** A row and 1; 0 where there is none. */
    private int[] slots = new int[FEWEST];

    private int taken;

    RowSlots(IntUnaryOperator hash) {
        this.hash = hash;
    }

    /** The row of this hash that is meant; {@link RowIndex#NONE} when there is none. */
    int find(int hashed, IntPredicate meant) {
        return slots[slot(hashed, meant)] - 1;
    }

    /** Adds one that is not there. */
    void put(int row) {
        if (4L * ++taken > 3L * slots.length) {
            int[] before = slots;
            slots = new int[2 * before.length];
            for (int slot : before) {
                if (slot != 0) {
                    place(slot - 1);
                }
            }
        }
        place(row);
    }

    private void place(int row) {
        slots[slot(hash.applyAsInt(row), other -> false)] = row + 1;
    }

    /** Puts a row in the place of one that is equal. */
    void replace(int before, int row) {
        slots[slot(hash.applyAsInt(before), other -> other == before)] = row + 1;
    }

    private int slot(int hashed, IntPredicate meant) {
        int last = slots.length - 1;
        int at = hashed & last;
        while (slots[at] != 0 && !meant.test(slots[at] - 1)) {
            at = (at + 1) & last;
        }
        return at;
    }

    int[] rows() {
        return Arrays.stream(slots)
                .filter(slot -> slot != 0)
                .map(slot -> slot - 1)
                .toArray();
    }
}
