package batchbook.journal;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whole lines to the end of the file, and remembers what it left there, to see whether somebody else changed it.
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    private final JournalDisk disk;
    private final String name;
    private final CRC32 sum = new CRC32();
    private byte[] head = {};
    private long from;
    private long end;
    private boolean broken;

    JournalWriter(JournalDisk disk, String name) {
        this.disk = disk;
        this.name = name;
    }

    /** Goes on behind what could be read: cuts off the rest, and makes a beginning of an empty file. */
    void goOnBehind(JournalContents contents) throws IOException {
        from = contents.length();
        end = from;
        sum.reset();
        cut();
        if (end == 0) {
            add(new JournalLine.Header(JournalLine.FORMAT));
        } else if (!contents.terminated()) {
            append(new byte[] {'\n'});
        }
        head = disk.head();
    }

    /** A line that stands in the file, and where. */
    static final class Written {
        private final long offset;
        private final byte[] line;

        Written(long offset, byte[] line) {
            this.offset = offset;
            this.line = line;
        }

        byte[] line() {
            return line;
        }

        /** Its place, with the checksum by which it is to be known. */
        RowIndex.Line at(int checksum) {
            return new RowIndex.Line(offset, line.length - 1, checksum);
        }
    }

    /** Adds a line, or nothing when that fails. When this returns, the line outlives the process. */
    Written add(JournalLine line) throws IOException {
        long offset = end;
        byte[] bytes = LineFormat.encode(line);
        append(bytes);
        return new Written(offset, bytes);
    }

    private void append(byte[] bytes) throws IOException {
        try {
            disk.append(bytes);
        } catch (IOException e) {
            takeBack();
            throw e;
        }
        sum.update(bytes);
        end += bytes.length;
    }

    /** Takes the room for so many bytes, and gives it back. */
    void reserve(int bytes) throws IOException {
        byte[] blanks = new byte[bytes];
        Arrays.fill(blanks, (byte) ' ');
        try {
            disk.append(blanks);
        } finally {
            takeBack();
        }
    }

    /** A part of what failed may have been written. */
    private void takeBack() {
        try {
            cut();
        } catch (IOException e) {
            broken = true;
            LOG.warn("{}: its last line is cut off, and is mended when it is opened again: {}", name, e.getMessage());
        }
    }

    private void cut() throws IOException {
        if (disk.size() > end) {
            disk.truncate(end);
        }
    }

    /** Whether half a line stands at the end, which could not be taken back. */
    boolean isBroken() {
        return broken;
    }

    /** Whether the file is as long as it was left. */
    boolean findsTheEnd() throws IOException {
        return disk.size() == end;
    }

    /** Whether the file is where its name says, as it was left: its beginning and size, or thoroughly every byte. */
    boolean findsAll(boolean thoroughly) throws IOException {
        return disk.isInPlace()
                && findsTheEnd()
                && Arrays.equals(disk.head(), head)
                && (!thoroughly || disk.checksum(from) == sum.getValue());
    }
}
