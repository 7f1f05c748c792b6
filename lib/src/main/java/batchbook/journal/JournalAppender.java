package batchbook.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds whole lines to the end of a file, and remembers what it left there, to see whether somebody else changed it. */
final class JournalAppender {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    private final JournalDisk disk;
    private final String name;
    private final CRC32 sum = new CRC32();
    private final OutputStream summed = new CheckedOutputStream(OutputStream.nullOutputStream(), sum);
    private byte[] head = {};
    private long from;
    private long end;
    private boolean broken;

    JournalAppender(JournalDisk disk, String name) {
        this.disk = disk;
        this.name = name;
    }

    /** Goes on behind what could be read: cuts off the rest, and makes a beginning of an empty file. */
    void goOnBehind(JournalContents contents, JournalWriter writer) throws IOException {
        from = contents.length();
        end = from;
        sum.reset();
        cut();
        if (end == 0) {
            add(writer.header());
        } else if (!contents.terminated()) {
            ByteArrayOutputStream newline = new ByteArrayOutputStream();
            newline.write('\n');
            add(newline);
        }
        head = disk.head();
    }

    /** Adds a line, or nothing when that fails. */
    void add(ByteArrayOutputStream line) throws IOException {
        try {
            disk.append(line);
        } catch (IOException e) {
            takeBack();
            throw e;
        }
        line.writeTo(summed);
        end += line.size();
    }

    /** Takes the room for so many bytes, and gives it back. */
    void reserve(int bytes) throws IOException {
        ByteArrayOutputStream blanks = new ByteArrayOutputStream(bytes);
        blanks.writeBytes(" ".repeat(bytes).getBytes(US_ASCII));
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
