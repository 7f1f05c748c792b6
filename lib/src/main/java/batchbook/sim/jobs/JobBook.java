package batchbook.sim.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All jobs, in the order in which they were created. Thread-safe. */
final class JobBook {
    private final Jobs limits;
    private final List<Job> jobs = new ArrayList<>();
    private final List<Job> active = new ArrayList<>();

    JobBook(Jobs limits) {
        this.limits = limits;
    }

    /**
     * Adds a job, unless its key has as many as it may.
     *
     * @return whether it was added
     */
    synchronized boolean add(Job job, String key) {
        List<Job> others = active.stream().filter(other -> other.of(key)).toList();
        long tokens = others.stream()
                .filter(other -> other.model().equals(job.model()))
                .mapToLong(Job::tokens)
                .sum();
        if (others.size() >= limits.atOnce()
                || tokens + job.tokens() > limits.enqueuedTokens().orElse(Long.MAX_VALUE)) {
            return false;
        }
        jobs.add(job);
        active.add(job);
        return true;
    }

    synchronized Optional<Job> find(String id, String key) {
        return jobs.stream()
                .filter(job -> job.id().equals(id) && job.of(key) && !job.deleted())
                .findFirst();
    }

    /**
     * Those of a key, the newest first.
     *
     * @param before only those that were created before this one; empty for all
     */
    synchronized List<JobStatus> list(String key, String before, int most, Instant now) {
        List<JobStatus> listed = new ArrayList<>();
        boolean reached = before.isEmpty();
        for (int i = jobs.size() - 1; i >= 0 && listed.size() < most; i--) {
            Job job = jobs.get(i);
            if (reached && job.of(key) && !job.deleted()) {
                listed.add(job.status(now));
            }
            reached |= job.id().equals(before);
        }
        return List.copyOf(listed);
    }

    synchronized JobStatus look(Job job, Instant now) {
        return job.look(now);
    }

    /** What there is to see of it, without counting as a look. */
    synchronized JobStatus status(Job job, Instant now) {
        return job.status(now);
    }

    synchronized void delete(Job job) {
        job.delete();
    }

    /** Ends a job with what is done; says what that costs, if it was not over yet. */
    synchronized long cancel(Job job, Instant now) {
        active.remove(job);
        return job.cancel(now) ? job.nanoDollars() : 0;
    }

    /** Ends those whose time has come; says what they cost. */
    synchronized long settle(Instant now) {
        List<Job> over = active.stream().filter(job -> job.settle(now)).toList();
        active.removeAll(over);
        return over.stream().mapToLong(Job::nanoDollars).sum();
    }

    synchronized int created() {
        return jobs.size();
    }
}
