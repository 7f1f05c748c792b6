package batchbook.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A job at the moment when somebody asked for it. Immutable.
 *
 * @param name the provider's own, such as {@code batches/abc}
 * @param displayName what it was submitted with; empty when the provider does not say
 * @param state what has become of it
 * @param created by the provider's clock; empty when it does not say
 * @param ended by the provider's clock; empty as long as it is not over
 * @param rows how many of its rows are done
 * @param error why there is no result, in the provider's words; empty when it did not say or there is none
 * @param requestsFile the provider's name of the file of requests; empty when it does not say
 * @param resultsFile the provider's name of the file of results; empty as long as there is none
 */
public record JobInfo(
        String name,
        String displayName,
        JobState state,
        Optional<Instant> created,
        Optional<Instant> ended,
        Rows rows,
        Optional<String> error,
        Optional<String> requestsFile,
        Optional<String> resultsFile) {

    /**
     * Rows of a job, as the provider counts them; all 0 when it does not.
     *
     * @param pending those that have neither an answer nor an error yet
     */
    public record Rows(long total, long succeeded, long failed, long pending) {
        /** Those that have an answer or an error. */
        public long done() {
            return succeeded + failed;
        }
    }

    /** Whether there is something for {@link JobService#results}. A job that has succeeded may have it some time later. */
    public boolean hasResults() {
        return resultsFile.isPresent();
    }
}
