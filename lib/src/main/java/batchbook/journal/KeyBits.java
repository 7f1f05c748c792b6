package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A key as two numbers. One that somebody wrote by hand, which may be any text, is hashed to them. */
record KeyBits(long high, long low) {
    private static final int DIGITS = 2 * KeyHash.BYTES;

    static KeyBits of(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new KeyBits(bytes.getLong(), bytes.getLong());
    }

    static KeyBits of(String key) {
        return isHash(key)
                ? new KeyBits(
                        HexFormat.fromHexDigitsToLong(key, 0, DIGITS / 2),
                        HexFormat.fromHexDigitsToLong(key, DIGITS / 2, DIGITS))
                : of(KeyHash.sha256().digest(key.getBytes(UTF_8)));
    }

    private static boolean isHash(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return key.length() == DIGITS;
    }

    /** As it stands in a journal. */
    String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
