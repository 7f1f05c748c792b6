package batchbook.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A drive with so much room. */
public final class FullDisk extends UnsyncedDisk {
    public long room = Long.MAX_VALUE;

    public FullDisk(Path path) throws IOException {
        super(path);
    }

    @Override
    void append(byte[] bytes) throws IOException {
        if (size() + bytes.length > room) {
            throw new IOException("No space left on device");
        }
        super.append(bytes);
    }
}
