package batchbook.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the settings of a run were called before, and which of that is written into its journal: what led to a row. */
final class JournalRenamings {
    private final List<JournalLine.Renamed> known = new ArrayList<>();
    private final List<JournalLine.Renamed> written = new ArrayList<>();

    void add(JournalLine.Renamed renamed) {
        known.add(renamed);
    }

    /** Lets them be known to what was read of the file. */
    void tell(JournalContents contents) {
        known.forEach(contents::rename);
    }

    /** Those that led to a row, and are not written yet: from now on the rows need them no more. */
    List<JournalLine.Renamed> due(JournalContents contents) {
        return known.stream()
                .filter(renamed -> !written.contains(renamed) && contents.isUsed(renamed))
                .toList();
    }

    void write(JournalLine.Renamed renamed, JournalWriter writer) throws IOException {
        writer.add(renamed);
        written.add(renamed);
    }

    /** Into a file that may have lost them. */
    void writeAgain(JournalWriter writer) throws IOException {
        for (JournalLine.Renamed renamed : written) {
            writer.add(renamed);
        }
    }
}
