package batchbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** What a batch left in its journal, by which it sees whether that is still there. */
final class JournalTrace {
    private final CRC32 sum = new CRC32();
    private final OutputStream summed = new CheckedOutputStream(OutputStream.nullOutputStream(), sum);
    private byte[] head = {};
    private long from;
    private long end;

    /** From here on the file is this batch's own. */
    void begin(long size) {
        sum.reset();
        from = size;
        end = size;
    }

    void added(ByteArrayOutputStream bytes) throws IOException {
        bytes.writeTo(summed);
        end += bytes.size();
    }

    /** What the file begins with, now that it is right. */
    void beginsWith(byte[] beginning) {
        head = beginning.clone();
    }

    /** The size of the file, as long as nobody else changes it. */
    long end() {
        return end;
    }

    /** Whether it is all there: by its beginning and size, and thoroughly by every byte of this batch. */
    boolean isIn(JournalDisk disk, boolean thoroughly) throws IOException {
        return disk.isInPlace()
                && disk.size() == end
                && Arrays.equals(disk.head(), head)
                && (!thoroughly || disk.checksum(from) == sum.getValue());
    }
}
