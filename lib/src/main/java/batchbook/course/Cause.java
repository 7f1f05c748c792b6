package batchbook.course;

/** Why a run took far longer than planned. */
public enum Cause {
    /** Nothing is wrong: it took as long as such a run takes. */
    NONE,
    /** More requests came than the server works on at once, and the others waited in its queue. */
    SERVER_QUEUES,
    /** The server takes only so many requests a minute, or so many of ours. */
    LIMIT_PER_MINUTE,
    /** A few requests got no answer, and the run waited for them. */
    FEW_HANG,
    /** For a while the server answered nobody. */
    OUTAGE
}
