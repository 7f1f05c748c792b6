package batchbook.sim.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The requests of a job on the disk.
 *
 * @param name the uploaded file, {@code files/..}; empty if they came with the request that created the job
 * @param rows how many there are
 */
record RowFile(Path path, String name, int rows) {

    boolean inline() {
        return name.isEmpty();
    }

    RowReader open() throws IOException {
        return new RowReader(Files.newInputStream(path));
    }

    static int count(Path path) throws IOException {
        int rows = 0;
        try (RowReader reader = new RowReader(Files.newInputStream(path))) {
            while (reader.nextLine()) {
                rows++;
            }
        }
        return rows;
    }
}
