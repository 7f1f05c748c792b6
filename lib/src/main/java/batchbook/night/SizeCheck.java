package batchbook.night;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whether answers without a marker belong to their prompts: each tells how many tokens its prompt had, which must fit the
 * length of the prompt under whose key it came. It finds what is far off, and cannot tell prompts of like length apart.
 */
final class SizeCheck {
    /** Below that, the usual number of tokens to a byte says nothing. */
    private static final int FEW = 8;

    /** Scripts differ by that much in one list, and more. */
    private static final double FACTOR = 3;

    private static final int SLACK = 24;

    private record Row(int place, double bytes, long tokens) {
        double each() {
            return tokens / bytes;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /** An answer to this prompt says that it had so many tokens. */
    void add(int place, double bytes, long tokens) {
        if (bytes > 0 && tokens > 0) {
            rows.add(new Row(place, bytes, tokens));
        }
    }

    /** The places of answers that are to other prompts. */
    BitSet misplaced() {
        BitSet found = new BitSet();
        if (rows.size() < FEW) {
            return found;
        }
        double usual = rows.stream().mapToDouble(Row::each).sorted().toArray()[rows.size() / 2];
        for (Row row : rows) {
            double expected = usual * row.bytes;
            if (row.tokens > FACTOR * expected + SLACK || row.tokens < expected / FACTOR - SLACK) {
                found.set(row.place);
            }
        }
        return found;
    }
}
