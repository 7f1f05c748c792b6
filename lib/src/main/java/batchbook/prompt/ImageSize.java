package batchbook.prompt;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Width and height of an image in pixels, from how its file begins; 0 when it does not tell them there. */
record ImageSize(int width, int height) {
    private static final ImageSize UNKNOWN = new ImageSize(0, 0);

    boolean isUnknown() {
        return width <= 0 || height <= 0;
    }

    static ImageSize of(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        try {
            return switch (bytes.getShort(0) & 0xffff) {
                case 0x8950 -> new ImageSize(bytes.getInt(16), bytes.getInt(20));
                case 0xffd8 -> jpeg(bytes);
                case 0x4749 -> {
                    bytes.order(ByteOrder.LITTLE_ENDIAN);
                    yield new ImageSize(bytes.getShort(6) & 0xffff, bytes.getShort(8) & 0xffff);
                }
                case 0x424d -> {
                    bytes.order(ByteOrder.LITTLE_ENDIAN);
                    yield new ImageSize(bytes.getInt(18), Math.abs(bytes.getInt(22)));
                }
                case 0x5249 -> webp(bytes.order(ByteOrder.LITTLE_ENDIAN));
                default -> UNKNOWN;
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return UNKNOWN;
        }
    }

    /** From segment to segment, to the one that begins the picture. */
    private static ImageSize jpeg(ByteBuffer bytes) {
        int place = 2;
        while (true) {
            int marker = bytes.getShort(place) & 0xffff;
            boolean frame =
                    marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
            if (frame) {
                return new ImageSize(bytes.getShort(place + 7) & 0xffff, bytes.getShort(place + 5) & 0xffff);
            }
            place += 2 + (bytes.getShort(place + 2) & 0xffff);
        }
    }

    private static ImageSize webp(ByteBuffer bytes) {
        return switch (bytes.get(15)) {
            case 'X' -> new ImageSize(1 + (bytes.getInt(24) & 0xffffff), 1 + ((bytes.getInt(26) >>> 8) & 0xffffff));
            case 'L' -> {
                int bits = bytes.getInt(21);
                yield new ImageSize(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
            }
            default -> new ImageSize(bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff);
        };
    }
}
