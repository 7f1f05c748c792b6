package batchbook.journal;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A row is not where it was when the journal was looked through: another program changed the file since. */
final class ChangedException extends UncheckedIOException {
    @Serial
    private static final long serialVersionUID = 1;

    ChangedException(String name, @Nullable Exception cause) {
        super(
                "the journal " + name + " was changed by another program while it was read. Nothing in it was changed"
                        + " from here: see to it that nobody else writes to it, and read it again.",
                cause instanceof IOException io ? io : new IOException("a row is not where it was", cause));
    }
}
