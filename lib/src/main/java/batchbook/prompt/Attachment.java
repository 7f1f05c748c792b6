package batchbook.prompt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a prompt: an image, a PDF, a sound, a text. Immutable, and safe to share between threads; two are
 * equal when type, content and place are.
 *
 * <pre>{@code
 * Prompt.of("What is on this photo?").attach("photos/kettle.jpg")
 * Prompt.of("Sum it up.").attach(Attachment.of(bytes, "application/pdf"))
 * }</pre>
 *
 * <p>A file is read once, in pieces, when it is attached; what is kept of it is its path, type, size and checksum. It is
 * read again each time it is sent, and must be the same then.
 */
public final class Attachment {
    private final String name;
    private final String mimeType;
    private final long size;
    private final String sha256;
    private final FileTokens tokens;
    private final int at;
    private final @Nullable Source source;

    /** Where the bytes come from when they are sent. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private Attachment(
            String name,
            String mimeType,
            long size,
            String sha256,
            FileTokens tokens,
            int at,
            @Nullable Source source) {
        this.name = name;
        this.mimeType = mimeType;
        this.size = size;
        this.sha256 = sha256;
        this.tokens = tokens;
        this.at = at;
        this.source = source;
    }

    /**
     * A file, whose type is told from how it begins, and that of a text from the ending of its name.
     *
     * @throws IllegalArgumentException when there is no such file, it is empty or a folder, or its type cannot be told
     * @throws UncheckedIOException when it cannot be read
     */
    public static Attachment of(Path file) {
        return of(file, null);
    }

    /** {@link #of(Path)} by name; without a folder it is in the directory of the notebook. */
    public static Attachment of(String file) {
        if (file.startsWith("http://") || file.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "'" + file + "' is an address, and only files can be attached: download it first");
        }
        return of(Path.of(file));
    }

    /** A file of this type, such as {@code image/png}, whatever it begins with; else as {@link #of(Path)}. */
    public static Attachment of(Path file, @Nullable String mimeType) {
        requireFile(file);
        String name = String.valueOf(file.getFileName());
        return read(name, file + ": ", mimeType, () -> Files.newInputStream(file));
    }

    /** These bytes, which are copied and kept; their type is told as that of a file is. */
    public static Attachment of(byte[] content) {
        return ofBytes(content, null);
    }

    /** These bytes of this type, which are copied and kept. */
    public static Attachment of(byte[] content, String mimeType) {
        return ofBytes(content, mimeType);
    }

    private static Attachment ofBytes(byte[] content, @Nullable String mimeType) {
        byte[] copy = content.clone();
        return read("", "the bytes that are attached: ", mimeType, () -> new ByteArrayInputStream(copy));
    }

    /** What a journal has of one: all but its content. */
    public static Attachment recorded(String name, String mimeType, long size, String sha256) {
        FileTokens tokens = FileTokens.of(mimeType, FileContent.recorded(size, sha256));
        return new Attachment(name, mimeType, size, sha256, tokens, 0, null);
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    file + ": there is no such file (looked for it at " + file.toAbsolutePath() + ")");
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + ": it is no file" + (Files.isDirectory(file) ? " but a folder" : ""));
        }
    }

    private static Attachment read(String name, String where, @Nullable String mimeType, Source source) {
        FileContent content;
        try (InputStream in = source.open()) {
            content = FileContent.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(where + "it cannot be read: " + e, e);
        }
        if (content.size() == 0) {
            throw new IllegalArgumentException(where + "it is empty");
        }
        String type = mimeType == null ? type(content, name, where) : mimeType;
        return new Attachment(name, type, content.size(), content.sha256(), FileTokens.of(type, content), 0, source);
    }

    private static String type(FileContent content, String name, String where) {
        try {
            return FileType.of(content.head(), name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    /** The name of its file, without folders; empty for bytes. */
    public String name() {
        return name;
    }

    /** Such as {@code image/jpeg}. */
    public String mimeType() {
        return mimeType;
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /** The SHA-256 of its content, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** About how many tokens it is, as Gemini's documentation counts them. */
    public long tokens() {
        return tokens.usual();
    }

    /** The most tokens it can be, for budgets. */
    public long mostTokens() {
        return tokens.most();
    }

    /** Before which character of the prompt's text it stands; 0, which is the default, before all of it. */
    public int at() {
        return at;
    }

    /** The same before another character of the text. */
    public Attachment at(int place) {
        if (place < 0) {
            throw new IllegalArgumentException("place is " + place + ": it must be at least 0");
        }
        return new Attachment(name, mimeType, size, sha256, tokens, place, source);
    }

    /** Whether its content can be had: not of one that a journal told of, which keeps no content. */
    public boolean hasContent() {
        return source != null;
    }

    /**
     * Its content, as it was when the attachment was made.
     *
     * @throws UncheckedIOException when the file cannot be read any more
     * @throws IllegalStateException when it has changed since, or when its content is not known, as that of one in a
     *     journal
     */
    public byte[] bytes() {
        if (source == null) {
            throw new IllegalStateException(
                    "the content of " + this + " is not in the journal: attach the file to the prompt again");
        }
        byte[] content;
        try (InputStream in = source.open()) {
            // A file that has grown meanwhile is not read to its end.
            content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, size + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read any more: " + e, e);
        }
        if (content.length != size || !isSame(content)) {
            throw new IllegalStateException(name + " has changed since it was attached: attach it again");
        }
        return content;
    }

    private boolean isSame(byte[] content) {
        try {
            return FileContent.read(new ByteArrayInputStream(content)).sha256().equals(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attachment that
                && sha256.equals(that.sha256)
                && mimeType.equals(that.mimeType)
                && at == that.at;
    }

    @Override
    public int hashCode() {
        return Objects.hash(sha256, mimeType, at);
    }

    /** Its name or type and its size, such as {@code kettle.jpg (24 kB)}. */
    @Override
    public String toString() {
        return (name.isEmpty() ? mimeType : name) + " (" + sizeInWords() + ")";
    }

    private String sizeInWords() {
        if (size < 1_000) {
            return size + " bytes";
        }
        return size < 1_000_000 ? (size + 500) / 1_000 + " kB" : Math.round(size / 100_000.0) / 10.0 + " MB";
    }
}
