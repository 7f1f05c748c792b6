package batchbook.sim.jobs;

/** Where a job stands, in the words of the service. */
enum JobState {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    EXPIRED;

    String onTheWire() {
        return "BATCH_STATE_" + name();
    }

    boolean over() {
        return this != PENDING && this != RUNNING;
    }
}
