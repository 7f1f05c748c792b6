package batchbook.sim.jobs;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/** What became of the rows of a job, on the disk, in their order. Written by one thread, read by any. */
final class Spool implements Closeable {
    private final Path path;
    private final OutputStream out;
    private final long[] begins;
    private final int[] labelLengths;
    private final long[] nanoDollars;
    private final BitSet failed = new BitSet();
    private int done;

    Spool(Path path, int rows) throws IOException {
        this.path = path;
        out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        begins = new long[rows + 1];
        labelLengths = new int[rows];
        nanoDollars = new long[rows + 1];
    }

    /**
     * Adds the next row.
     *
     * @param outcome a field of JSON, {@code "response":..} or {@code "error":..}
     * @param cost in thousand-millionths of a US dollar
     */
    synchronized void add(String label, String outcome, boolean error, long cost) throws IOException {
        byte[] first = label.getBytes(StandardCharsets.UTF_8);
        byte[] second = outcome.getBytes(StandardCharsets.UTF_8);
        out.write(first);
        out.write(second);
        labelLengths[done] = first.length;
        begins[done + 1] = begins[done] + first.length + second.length;
        nanoDollars[done + 1] = nanoDollars[done] + cost;
        failed.set(done, error);
        done++;
    }

    Path path() {
        return path;
    }

    /** How many rows are there. */
    synchronized int done() {
        return done;
    }

    /** How many of the first rows have an error. */
    synchronized int failed(int rows) {
        return failed.get(0, rows).cardinality();
    }

    /** What the first rows cost together. */
    synchronized long nanoDollars(int rows) {
        return nanoDollars[rows];
    }

    /** Reads rows that are there. */
    synchronized Reader open() throws IOException {
        if (done < labelLengths.length) {
            out.flush();
        }
        return new Reader(FileChannel.open(path, StandardOpenOption.READ));
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** Reads rows in any order. Not thread-safe. */
    final class Reader implements Closeable {
        private final FileChannel channel;

        private Reader(FileChannel channel) {
            this.channel = channel;
        }

        String label(int row) throws IOException {
            return text(begins[row], labelLengths[row]);
        }

        String outcome(int row) throws IOException {
            long begin = begins[row] + labelLengths[row];
            return text(begin, Math.toIntExact(begins[row + 1] - begin));
        }

        private String text(long from, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // A read may bring less than was asked for.
            }
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
