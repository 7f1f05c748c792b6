package batchbook.sim.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * When what becomes of a job, if nobody cancels it.
 *
 * @param starts when it is RUNNING
 * @param allDone when all rows would be done
 * @param ends when it is over
 * @param last what it is then
 */
record Course(Instant starts, Instant allDone, Instant ends, JobState last) {

    static Course of(Instant created, FaultDraw faults) {
        Jobs jobs = faults.jobs();
        Instant expires = created.plus(jobs.expiry());
        Instant starts = created.plus(jobs.duration().dividedBy(10));
        Instant allDone = created.plus(jobs.duration());
        Course course = new Course(starts, allDone, allDone, JobState.SUCCEEDED);
        if (faults.job(JobFault.STUCK_PENDING)) {
            course = new Course(expires, expires, expires, JobState.EXPIRED);
        } else if (faults.job(JobFault.EXPIRED)) {
            course = new Course(starts, expires.plus(jobs.expiry()), expires, JobState.EXPIRED);
        } else if (faults.job(JobFault.FAILED)) {
            course = new Course(starts, allDone, allDone, JobState.FAILED);
        } else if (faults.job(JobFault.CANCELLED)) {
            Instant middle = starts.plus(Duration.between(starts, allDone).dividedBy(2));
            course = new Course(starts, allDone, middle, JobState.CANCELLED);
        }
        return course.ends.isBefore(expires)
                ? course
                : new Course(course.starts, course.allDone, expires, JobState.EXPIRED);
    }

    /** How many of so many rows are done at a time. */
    int done(Instant now, int rows) {
        if (!now.isBefore(allDone)) {
            return rows;
        }
        if (!now.isAfter(starts)) {
            return 0;
        }
        double share = (double) Duration.between(starts, now).toMillis()
                / Math.max(1, Duration.between(starts, allDone).toMillis());
        return (int) Math.min(rows, Math.floor(rows * share));
    }

    JobState state(Instant now) {
        return now.isBefore(starts) ? JobState.PENDING : JobState.RUNNING;
    }
}
