package batchbook.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made elsewhere first, so that what fails leaves an older one as it was. */
final class Replacement {
    private Replacement() {}

    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /**
     * Copied into the file that is there, not moved into its place: a link stays one, and so does who may read it.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    static void of(Path file, Content content) {
        try {
            Path made = Files.createTempFile("batchbook", ".table");
            try {
                content.writeTo(made);
                try (OutputStream out = Files.newOutputStream(file)) {
                    Files.copy(made, out);
                }
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toAbsolutePath() + " cannot be written: " + e, e);
        }
    }
}
