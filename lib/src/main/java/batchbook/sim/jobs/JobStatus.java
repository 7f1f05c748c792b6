package batchbook.sim.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * What there is to see of a job at a moment.
 *
 * @param id of {@code batches/ID}
 * @param updated when its state changed last
 * @param broken what stopped the work on it; empty if nothing did
 * @param results empty if there are none yet
 */
record JobStatus(
        String id,
        String model,
        String displayName,
        RowFile input,
        JobState state,
        Instant created,
        Instant updated,
        int succeeded,
        int failed,
        String broken,
        Optional<RowOrder> results) {

    /** The file with the results, where they do not come with the job. */
    String resultsFile() {
        return "files/batch-" + id;
    }

    int pending() {
        return input.rows() - succeeded - failed;
    }
}
