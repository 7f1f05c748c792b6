package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, in one buffer that is used again for each. */
final class LineScanner {
    private final InputStream in;
    private final CRC32 sum = new CRC32();
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int length;
    /** The first byte after the line. */
    private int next;

    private int filled;
    /** Where in the file the buffer begins. */
    private long base;

    private boolean terminated;
    private int number;

    LineScanner(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next line.
     *
     * @param most a line longer than the buffer is cut there when it has more bytes than this
     * @return false at the end of the file
     */
    boolean next(int most) throws IOException {
        start = next;
        number++;
        int scanned = start;
        while (true) {
            for (; scanned < filled; scanned++) {
                if (buffer[scanned] == '\n') {
                    return found(scanned, true);
                }
            }
            if (filled - start > most) {
                return found(filled, false);
            }
            scanned -= makeRoom();
            int read = in.readNBytes(buffer, filled, buffer.length - filled);
            filled += read;
            if (read == 0) {
                return found(filled, false);
            }
        }
    }

    private boolean found(int end, boolean newline) {
        length = end - start;
        next = newline ? end + 1 : end;
        terminated = newline;
        return newline || length > 0;
    }

    private int makeRoom() {
        int moved = start;
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        base += moved;
        filled -= moved;
        start = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return moved;
    }

    /** Whether it is a row that was taken without reading it in full. */
    boolean isTakenBy(RowGlance row) {
        return row.take(buffer, start, length);
    }

    /** Where it stands in the file, without a carriage return at its end. */
    RowIndex.Line place() {
        int bytes = length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length;
        sum.reset();
        sum.update(buffer, start, bytes);
        return new RowIndex.Line(base + start, bytes, (int) sum.getValue());
    }

    JournalLine parse() throws IOException {
        return LineFormat.decode(buffer, start, length);
    }

    /**
     * What it says behind the part of its beginning that it shares with that line, and behind blanks and what was never
     * written; null when nothing is left.
     */
    @Nullable
    JournalLine parseBehind(byte[] beginning) throws IOException {
        int end = start + length;
        int shared = Arrays.mismatch(buffer, start, end, beginning, 0, beginning.length);
        int behind = shared < 0 ? end : start + shared;
        while (behind < end && (buffer[behind] == ' ' || buffer[behind] == 0)) {
            behind++;
        }
        return behind == end ? null : LineFormat.decode(buffer, behind, end - behind);
    }

    boolean isBlank() {
        for (int i = start; i < start + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the beginning of that line, and not all of it. */
    boolean isCutOff(byte[] line) {
        return length < line.length && Arrays.equals(buffer, start, start + length, line, 0, length);
    }

    /** Whether it is text of two bytes for each character. */
    boolean isUtf16() {
        int first = length < 2 ? 0 : ((buffer[start] & 0xFF) << 8) | (buffer[start + 1] & 0xFF);
        return first == 0xFEFF || first == 0xFFFE || first == '{' || first == '{' << 8;
    }

    /** Its first characters, for a message. */
    String excerpt() {
        String text = new String(buffer, start, Math.min(length, 60), UTF_8);
        return text.replaceAll("\\p{Cntrl}|\uFFFD", "?") + (length > 60 ? ".." : "");
    }

    /** Whether a newline ends it; only the last line of a file can be without. */
    boolean terminated() {
        return terminated;
    }

    /** Counted from 1. */
    int number() {
        return number;
    }

    /** Where in the file the next line begins. */
    long end() {
        return base + next;
    }
}
