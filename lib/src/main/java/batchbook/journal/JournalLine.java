package batchbook.journal;

import batchbook.Result;
import java.time.Instant;

/** What a line of a journal says. */
sealed interface JournalLine {
    /** The format that is written, and the only one that is read. */
    int FORMAT = 1;

    /** The first line, which makes a file a journal. */
    record Header(int format) implements JournalLine {}

    /**
     * Rows before it that were written under those settings belong to these, which are the same in another form; both as
     * {@link KeyHash#settings(String)} gives them. Looks like a header, so that versions that do not know it read on.
     */
    record Renamed(String formerSettings, String settings) implements JournalLine {}

    /** A batch opened the journal. */
    record Start(String session, Instant started, String model, int prompts) implements JournalLine {}

    /** A row was settled. */
    record Row(String session, JournalKey key, Result result) implements JournalLine {}
}
