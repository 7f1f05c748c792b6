package batchbook.journal;

import java.io.Serial;
import java.nio.file.Path;

/** Another batch writes to the journal: it is free when that one has ended. */
public final class JournalInUseException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    JournalInUseException(Path path) {
        super(path
                + " is in use by another batch, in this notebook or another one: wait for it, stop it, or name another"
                + " file");
    }
}
