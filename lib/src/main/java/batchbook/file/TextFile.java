package batchbook.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file. A byte order mark goes before what the caller names; it is no part of the text. */
final class TextFile {
    static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MARK_BYTES = 3;

    private TextFile() {}

    /**
     * All of it.
     *
     * @throws IllegalArgumentException when there is no such file
     * @throws IllegalStateException when it is not in that encoding, or no text at all
     * @throws UncheckedIOException when it cannot be read
     */
    static String read(Path file, Charset encoding) {
        String text = readWithMark(file, encoding);
        return isMarked(text) ? text.substring(1) : text;
    }

    static boolean isMarked(String text) {
        return text.indexOf(BYTE_ORDER_MARK) == 0;
    }

    /** The same with the byte order mark, if there is one. */
    static String readWithMark(Path file, Charset encoding) {
        requireFile(file);
        try {
            return decoded(Files.readAllBytes(file), encoding, file);
        } catch (IOException e) {
            throw unreadable(file, encoding, e);
        }
    }

    /** @throws IllegalArgumentException when there is no such file */
    static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException((Files.exists(file) ? "this is no file: " : "there is no file ")
                    + file.toAbsolutePath() + ". A name without a directory means the directory of the notebook, "
                    + Path.of("").toAbsolutePath());
        }
    }

    /**
     * The text piece by piece.
     *
     * @throws UncheckedIOException when it cannot be opened
     */
    static Reader open(Path file, Charset encoding) {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            Charset real = marked(in.readNBytes(MARK_BYTES), encoding);
            BufferedReader text =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), real.newDecoder()));
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException e) {
            throw unreadable(file, encoding, e);
        }
    }

    /** What to throw for what reading it threw. */
    static RuntimeException unreadable(Path file, Charset encoding, IOException e) {
        return e instanceof CharacterCodingException
                ? new IllegalStateException(
                        file + " is not in " + encoding + ": save it as UTF-8, or name its encoding, such as"
                                + " Tables.read(\"" + file
                                + "\", \"windows-1252\") for CSV that Excel wrote on Windows",
                        e)
                : new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }

    private static String decoded(byte[] bytes, Charset encoding, Path file) throws IOException {
        String text = marked(bytes, encoding)
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        if (text.lines().findFirst().orElse("").indexOf('\0') >= 0) {
            throw new IllegalStateException(file + " is no text file. Of a spreadsheet, save the sheet as CSV UTF-8.");
        }
        return text;
    }

    /** Excel's "Unicode text" is in UTF-16, with a mark. */
    private static Charset marked(byte[] bytes, Charset otherwise) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        return switch (first) {
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            case 0xEFBB -> StandardCharsets.UTF_8;
            default -> otherwise;
        };
    }
}
