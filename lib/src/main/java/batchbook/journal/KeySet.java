package batchbook.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/**
 * Keys of many rows, short enough to stand in one line: six bytes of each. One of a billion strangers may look like one of a
 * hundred thousand; whoever is taken for one of them is asked when they are through. Immutable.
 */
public final class KeySet {
    private static final int BYTES = 6;
    private static final int BITS = 8 * BYTES;

    private final long[] sorted;

    private KeySet(long[] sorted) {
        this.sorted = sorted;
        Arrays.sort(sorted);
    }

    /** Of these keys, as {@link RunJournal#rowKey} gives them. */
    public static KeySet of(Collection<String> keys) {
        return new KeySet(keys.stream().mapToLong(KeySet::print).toArray());
    }

    /** As {@link #encoded()} gives it. */
    static KeySet decode(String encoded) {
        byte[] bytes = Base64.getUrlDecoder().decode(encoded);
        if (bytes.length % BYTES != 0) {
            throw new IllegalArgumentException("its rows are cut off");
        }
        long[] prints = new long[bytes.length / BYTES];
        for (int index = 0; index < prints.length; index++) {
            for (int at = 0; at < BYTES; at++) {
                prints[index] = (prints[index] << Byte.SIZE) | (bytes[index * BYTES + at] & 0xff);
            }
        }
        return new KeySet(prints);
    }

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(sorted.length * BYTES);
        for (long print : sorted) {
            for (int shift = BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                bytes.put((byte) (print >> shift));
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    public boolean contains(String key) {
        return Arrays.binarySearch(sorted, print(key)) >= 0;
    }

    public int size() {
        return sorted.length;
    }

    /** The key is a hash already, with a number for equal prompts behind it. */
    private static long print(String key) {
        int dot = key.indexOf('.');
        long hash = Long.parseUnsignedLong(key, 0, 16, 16) ^ (key.substring(dot).hashCode() * 0x9E3779B97F4A7C15L);
        return hash >>> (Long.SIZE - BITS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySet that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return sorted.length + " rows";
    }
}
