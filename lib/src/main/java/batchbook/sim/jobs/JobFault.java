package batchbook.sim.jobs;

/**
 * What can go wrong with a job of the Batch API, and what the simulator then does; each was reported of the real service.
 *
 * <p>{@link Jobs#fault(JobFault, double)} says how often: of the requests that create a job, of the jobs, or of the rows of
 * each job.
 */
public enum JobFault {
    /** A request that creates a job is refused with 429, though no limit is reached; the job does not exist. */
    REFUSED,
    /** The job exists, but the connection breaks before its creator hears of it. */
    LOST_ANSWER,
    /** The job stays PENDING until it is cancelled or expires. */
    STUCK_PENDING,
    /** The job is RUNNING until it expires: EXPIRED, without results. */
    EXPIRED,
    /** The job ends as FAILED, with an error and without results. */
    FAILED,
    /** Somebody else cancels the job half-way: CANCELLED, with the results of the first half of its rows. */
    CANCELLED,
    /** The first two times that the job is looked at after it has SUCCEEDED, its results are not there. */
    LATE_RESULTS,
    /** The rows of a job are answered in another order. */
    OUT_OF_ORDER,
    /** Rows get the answers to other rows of their job, under their own keys; there must be two of them. */
    SWAPPED_ANSWERS,
    /** Answers come without the key or the metadata of their row. */
    NO_KEYS,
    /** Rows are not among the results at all, though they were paid for. */
    MISSING_ROWS,
    /** Rows have an error 13 instead of an answer, and cost nothing. */
    ROW_ERRORS,
    /** Rows have an error 13 with details, which Google's SDK for Java cannot read: it throws all rows away. */
    DETAILED_ERRORS,
    /** Rows are answered as if they had asked for no schema. */
    SCHEMA_IGNORED
}
