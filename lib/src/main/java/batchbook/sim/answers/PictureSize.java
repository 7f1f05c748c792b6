package batchbook.sim.answers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Width and height in pixels, as the first bytes of a PNG, JPEG, GIF or WebP file tell them. */
public record PictureSize(int width, int height) {

    /** The size, if the bytes are those of such a file. */
    public static Optional<PictureSize> of(byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (bytes.length >= 24 && data.getLong(0) == 0x89504E470D0A1A0AL) {
            return Optional.of(new PictureSize(data.getInt(16), data.getInt(20)));
        }
        data.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length >= 10 && text(bytes, 0, 3).equals("GIF")) {
            return Optional.of(new PictureSize(data.getShort(6) & 0xFFFF, data.getShort(8) & 0xFFFF));
        }
        if (bytes.length >= 30 && text(bytes, 8, 4).equals("WEBP")) {
            return webp(data, text(bytes, 12, 4));
        }
        return bytes.length > 3 && data.getShort(0) == (short) 0xD8FF
                ? jpeg(data.order(ByteOrder.BIG_ENDIAN))
                : Optional.empty();
    }

    private static Optional<PictureSize> webp(ByteBuffer data, String kind) {
        return switch (kind) {
            case "VP8 " -> Optional.of(new PictureSize(data.getShort(26) & 0x3FFF, data.getShort(28) & 0x3FFF));
            case "VP8L" ->
                Optional.of(new PictureSize((data.getInt(21) & 0x3FFF) + 1, (data.getInt(21) >> 14 & 0x3FFF) + 1));
            case "VP8X" -> Optional.of(new PictureSize((data.getInt(24) & 0xFFFFFF) + 1, (data.getInt(26) >>> 8) + 1));
            default -> Optional.empty();
        };
    }

    /** The size stands in the first frame; what comes before it has its length in front. */
    private static Optional<PictureSize> jpeg(ByteBuffer data) {
        int at = 2;
        while (at + 9 <= data.limit()) {
            int marker = data.getShort(at) & 0xFFFF;
            boolean frame =
                    marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
            if (frame) {
                return Optional.of(new PictureSize(data.getShort(at + 7) & 0xFFFF, data.getShort(at + 5) & 0xFFFF));
            }
            at += 2 + Math.max(2, data.getShort(at + 2) & 0xFFFF);
        }
        return Optional.empty();
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII);
    }
}
