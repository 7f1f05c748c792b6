package batchbook.sim.jobs;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job. Its book guards it; what says so any thread may ask. */
final class Job {
    private static final int LOOKS_WITHOUT_RESULTS = 2;

    private final String id;
    private final String key;
    private final String model;
    private final String displayName;
    private final RowFile input;
    private final Spool spool;
    private final FaultDraw faults;
    private final Instant created;
    private final Course course;
    private final long tokens;
    private boolean deleted;
    private int looks;

    private volatile @Nullable Ending ending;
    private volatile String broken = "";

    /** @param rows how many of them were done and are there */
    private record Ending(JobState state, Instant at, int rows) {}

    /**
     * A job that nobody works on yet.
     *
     * @param tokens those of its prompts, if anybody counts them
     */
    Job(
            String id,
            String key,
            String model,
            String displayName,
            RowFile input,
            Spool spool,
            FaultDraw faults,
            Instant created,
            long tokens) {
        this.id = id;
        this.key = key;
        this.model = model;
        this.displayName = displayName;
        this.input = input;
        this.spool = spool;
        this.faults = faults;
        this.created = created;
        this.course = Course.of(created, faults);
        this.tokens = tokens;
    }

    String id() {
        return id;
    }

    String model() {
        return model;
    }

    RowFile input() {
        return input;
    }

    Spool spool() {
        return spool;
    }

    FaultDraw faults() {
        return faults;
    }

    long tokens() {
        return tokens;
    }

    boolean of(String someKey) {
        return key.equals(someKey);
    }

    boolean deleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    /** From any thread. */
    boolean over() {
        return ending != null;
    }

    /** It cannot be worked on. From any thread. */
    void broken(String why) {
        broken = why;
    }

    /** Ends it if its time has come; says whether it did so now. */
    boolean settle(Instant now) {
        if (over() || (now.isBefore(course.ends()) && broken.isEmpty())) {
            return false;
        }
        JobState last = broken.isEmpty() ? course.last() : JobState.FAILED;
        int rows = switch (last) {
            case SUCCEEDED -> input.rows();
            case CANCELLED -> input.rows() / 2;
            case PENDING, RUNNING, FAILED, EXPIRED -> 0;
        };
        if (spool.done() < rows) {
            return false;
        }
        ending = new Ending(last, broken.isEmpty() ? course.ends() : now, rows);
        return true;
    }

    /** Ends it with what is done; says whether it did so now. */
    boolean cancel(Instant now) {
        if (over()) {
            return false;
        }
        ending = new Ending(JobState.CANCELLED, now, done(now));
        return true;
    }

    /** What its rows cost that are done and are there. */
    long nanoDollars() {
        Ending over = ending;
        return over == null ? 0 : spool.nanoDollars(over.rows());
    }

    /** Results that are there for whoever downloads them. */
    Optional<RowOrder> results() {
        Ending over = ending;
        return over == null || over.rows() == 0 || late()
                ? Optional.empty()
                : Optional.of(new RowOrder(spool, over.rows(), faults));
    }

    /** What there is to see of it; with some faults, that depends on how often somebody has looked. */
    JobStatus look(Instant now) {
        looks += over() ? 1 : 0;
        return status(now);
    }

    JobStatus status(Instant now) {
        Ending over = ending;
        int rows = over == null ? done(now) : over.rows();
        Instant changed = now.isBefore(course.starts()) ? created : course.starts();
        int failed = spool.failed(rows);
        return new JobStatus(
                id,
                model,
                displayName,
                input,
                over == null ? course.state(now) : over.state(),
                created,
                over == null ? changed : over.at(),
                rows - failed,
                failed,
                broken,
                results());
    }

    private boolean late() {
        return faults.job(JobFault.LATE_RESULTS) && looks <= LOOKS_WITHOUT_RESULTS;
    }

    private int done(Instant now) {
        return Math.min(course.done(now, input.rows()), spool.done());
    }
}
