package batchbook.job;

/** What has become of a job. */
public enum JobState {
    /** Nobody works on it yet. */
    PENDING,
    /** Somebody works on it. */
    RUNNING,
    /** Over: each row has an answer or an error. The results may come some time later. */
    SUCCEEDED,
    /** Over, mostly without results. */
    FAILED,
    /** Over: somebody cancelled it; what was done before may be there. */
    CANCELLED,
    /** Over: it took too long; mostly without results. */
    EXPIRED,
    /** The provider has a word that nobody here knows, and has not said that it is over. */
    UNKNOWN;

    /** Whether nothing more will become of it. */
    public boolean isOver() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED -> true;
            case PENDING, RUNNING, UNKNOWN -> false;
        };
    }
}
