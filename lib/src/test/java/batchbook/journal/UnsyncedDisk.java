package batchbook.journal;

import java.io.IOException;
import java.nio.file.Path;

/** To wait for the device thousands of times would take long, and no power fails in a test. */
public class UnsyncedDisk extends JournalDisk {
    public UnsyncedDisk(Path file) throws IOException {
        super(file);
    }

    @Override
    void force() {}
}
