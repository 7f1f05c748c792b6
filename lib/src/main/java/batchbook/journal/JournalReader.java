package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads through a whole journal. Only its last line may be unreadable, and only when no newline ends it: that is what a killed
 * process leaves. All else that is wrong is told with the number of its line, and nothing is guessed.
 */
final class JournalReader {
    /** A file whose first line has more bytes is something else, and is not read to its end. */
    private static final int LONGEST_HEADER = 4_096;

    private static final byte[] HEADER = LineFormat.encode(new JournalLine.Header(JournalLine.FORMAT));

    private final LineScanner lines;
    private final String name;
    private final String session;
    private final RowGlance row = new RowGlance();
    private final JournalContents contents;

    private JournalReader(InputStream in, JournalContents.Source source, String name, String session) {
        this.lines = new LineScanner(in);
        this.name = name;
        this.session = session;
        this.contents = new JournalContents(name, source);
    }

    /**
     * Reads to the end of the stream.
     *
     * @param source from which rows can be read later
     * @param name of the file, for messages
     * @throws IllegalStateException when it is not a journal that this version can read
     */
    static JournalContents read(InputStream in, JournalContents.Source source, String name) throws IOException {
        JournalReader reader = new JournalReader(in, source, name, "");
        if (reader.readHeader()) {
            reader.readLines();
        }
        return reader.contents;
    }

    /**
     * Reads up to the first line that cannot be read. A first line that is not a journal's is no such line: whatever that
     * file is, it is not to be cut off; unless this very session wrote it, into a file that was emptied.
     *
     * @throws IllegalStateException when it is not a journal that this version can read
     */
    static JournalContents readWhatIsWhole(InputStream in, JournalContents.Source source, String name, String session)
            throws IOException {
        JournalReader reader = new JournalReader(in, source, name, session);
        if (reader.readHeader()) {
            try {
                reader.readLines();
            } catch (IllegalStateException e) {
                reader.contents.wasTorn();
            }
        }
        return reader.contents;
    }

    /** Returns false when the file ends within it, or has lost it and only what this session wrote is there. */
    private boolean readHeader() throws IOException {
        if (!lines.next(LONGEST_HEADER)) {
            return false;
        }
        if (lines.isUtf16()) {
            throw inUtf16();
        }
        JournalLine line;
        try {
            line = lines.parse();
        } catch (IOException | RuntimeException e) {
            if (!lines.terminated() && lines.isCutOff(HEADER)) {
                contents.wasTorn();
                return false;
            }
            if (hasOnlyThisSession()) {
                return false;
            }
            throw notAJournal(e);
        }
        if (!(line instanceof JournalLine.Header header)) {
            if (isOfSession(line)) {
                return false;
            }
            throw withoutHeader();
        }
        if (header.format() != JournalLine.FORMAT) {
            throw otherFormat(header.format());
        }
        contents.readUpTo(lines.end(), lines.terminated());
        return true;
    }

    /** Whether a write of this session went into a file that was just cut short: behind half a header, or behind nothing. */
    private boolean hasOnlyThisSession() {
        try {
            JournalLine line = lines.parseBehind(HEADER);
            return line == null ? !session.isEmpty() && !lines.terminated() : isOfSession(line);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private boolean isOfSession(JournalLine line) {
        return (line instanceof JournalLine.Row row && row.session().equals(session))
                || (line instanceof JournalLine.Start start && start.session().equals(session));
    }

    private void readLines() throws IOException {
        while (lines.next(Integer.MAX_VALUE)) {
            try {
                if (lines.isTakenBy(row)) {
                    contents.add(row, lines.place());
                } else if (!lines.isBlank()) {
                    contents.add(lines.parse(), lines.place());
                } else if (!lines.terminated()) {
                    // Blanks that a start took room with and could not give back, for one.
                    return;
                }
                contents.readUpTo(lines.end(), lines.terminated());
            } catch (IOException e) {
                if (lines.terminated()) {
                    throw unreadable("it is no valid JSON", e);
                }
                contents.wasTorn();
                return;
            } catch (RuntimeException e) {
                throw unreadable(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private IllegalStateException unreadable(String why, Exception cause) {
        return new IllegalStateException(
                "line " + lines.number() + " of " + name + " cannot be read: " + why + ". Nothing in the file was"
                        + " changed. Delete that line, and its row will be asked again, or name another file.",
                cause);
    }

    private IllegalStateException notAJournal(Exception cause) {
        return new IllegalStateException(
                name + " is not a journal: it begins with '" + lines.excerpt() + "'. Nothing in it was changed. Name a"
                        + " file that is not there yet, and it will be made.",
                cause);
    }

    private IllegalStateException inUtf16() {
        return new IllegalStateException(
                name + " is not a journal that can be read: it is in UTF-16, as some editors"
                        + " and the > of PowerShell write it. Nothing in it was changed. Save it as UTF-8, or name another file.");
    }

    private IllegalStateException withoutHeader() {
        return new IllegalStateException(name + " is not a journal without its first line, which is gone. Put this line"
                + " back before all others: " + new String(HEADER, UTF_8).strip() + " Nothing in it was changed.");
    }

    private IllegalStateException otherFormat(int format) {
        return new IllegalStateException(
                name + " is a journal of format " + format + ", and this version of Batchbook knows format "
                        + JournalLine.FORMAT + " only. Nothing in it was changed. "
                        + (format > JournalLine.FORMAT ? "Update Batchbook, or name" : "Name")
                        + " another file.");
    }
}
