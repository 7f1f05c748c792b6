package batchbook.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a prompt: an image, a PDF, a sound. Immutable; two are equal when type, content and place are.
 *
 * <pre>{@code
 * Prompt.of("What is on this photo?").attach("photos/kettle.jpg")
 * }</pre>
 */
public final class Attachment {
    private final String name;
    private final String mimeType;
    private final long size;
    private final String sha256;
    private final int at;
    private final Source source;

    /** Where the bytes come from when they are sent. */
    private interface Source {
        byte[] bytes() throws IOException;
    }

    private Attachment(String name, String mimeType, long size, String sha256, int at, Source source) {
        this.name = name;
        this.mimeType = mimeType;
        this.size = size;
        this.sha256 = sha256;
        this.at = at;
        this.source = source;
    }

    /**
     * A file of this type. It is read now, for its checksum, and once more each time it is sent.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static Attachment of(Path file, String mimeType) {
        try {
            byte[] content = Files.readAllBytes(file);
            return new Attachment(
                    String.valueOf(file.getFileName()),
                    mimeType,
                    content.length,
                    sha256(content),
                    0,
                    () -> Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    /** These bytes, which are copied. */
    public static Attachment of(byte[] content, String mimeType) {
        byte[] copy = content.clone();
        return new Attachment("", mimeType, copy.length, sha256(copy), 0, copy::clone);
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

    /** Before which character of the prompt's text it stands; 0, which is the default, before all of it. */
    public int at() {
        return at;
    }

    /** The same before another character of the text. */
    public Attachment at(int place) {
        if (place < 0) {
            throw new IllegalArgumentException("place is " + place + ": it must be at least 0");
        }
        return new Attachment(name, mimeType, size, sha256, place, source);
    }

    /**
     * Its content, as it was when the attachment was made.
     *
     * @throws UncheckedIOException when the file cannot be read any more
     * @throws IllegalStateException when it has changed since
     */
    public byte[] bytes() {
        byte[] content;
        try {
            content = source.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read any more: " + e, e);
        }
        if (!sha256(content).equals(sha256)) {
            throw new IllegalStateException(name + " has changed since it was attached: attach it again");
        }
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
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

    @Override
    public String toString() {
        return (name.isEmpty() ? mimeType : name + " (" + mimeType + ")") + ", " + size + " bytes";
    }
}
