package batchbook.night;

import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.ModelException;
import batchbook.job.JobLimits;
import batchbook.job.JobService;
import batchbook.journal.JobEntry;
import batchbook.journal.RunJournal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes jobs of what is open, one after the other as there is room. A job is in the journal before it is made, so that one
 * of which nobody heard whether it was made can be looked for; and a refusal waits by the clock and teaches nobody else.
 */
final class Submission {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");
    private static final int LABEL_BYTES = 8;
    private static final int NOT_FULL = -1;
    private static final int MOST_DOUBLINGS = 3;
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final JobService service;
    private final NightRows rows;
    private final String model;
    private final boolean marked;
    private Instant due = Instant.MIN;
    private int refusals;
    /** How many jobs were under way when there was no room for another one. */
    private int full = NOT_FULL;

    private long mostTokens = Long.MAX_VALUE;
    private String trouble = "";

    Submission(JobService service, NightRows rows, String model, boolean marked) {
        this.service = service;
        this.rows = rows;
        this.model = model;
        this.marked = marked;
    }

    /** When more may be tried. */
    Instant due() {
        return due;
    }

    /** Why nothing more was submitted; empty when there is no reason but a lack of room. */
    String trouble() {
        return trouble;
    }

    /**
     * Submits what there is room for, and takes it from the queue.
     *
     * @throws ModelException when a job is refused for what another try would be refused for, too
     */
    void submit(Deque<Integer> open, RunJournal journal, JobList jobs, Instant now, ObjIntConsumer<String> refused) {
        while (!open.isEmpty() && !now.isBefore(due) && hasRoom(jobs)) {
            boolean alone = jobs.underWay() == 0;
            try (ChunkFile chunk = ChunkFile.fill(open, rows, service, marked, room(jobs), alone, refused)) {
                if (chunk.isEmpty()) {
                    break;
                }
                submit(chunk, journal, jobs, now);
            }
        }
        full = !open.isEmpty() && !now.isBefore(due) ? jobs.underWay() : NOT_FULL;
    }

    /** Whether there may be room for another job. */
    boolean hasHope(JobList jobs, Instant now) {
        return !now.isBefore(due) && jobs.underWay() != full;
    }

    private boolean hasRoom(JobList jobs) {
        return jobs.underWay() < service.limits().jobsAtOnce() && room(jobs) > 0;
    }

    private long room(JobList jobs) {
        JobLimits limits = service.limits();
        return Math.min(
                mostTokens,
                limits.enqueuedTokens().isEmpty()
                        ? Long.MAX_VALUE
                        : limits.enqueuedTokens().getAsLong() - jobs.tokensUnderWay());
    }

    private void submit(ChunkFile chunk, RunJournal journal, JobList jobs, Instant now) {
        String requests;
        try {
            requests = service.upload(chunk.path());
        } catch (ModelException e) {
            if (e.endsRun() || e.kind() == ErrorKind.BAD_REQUEST) {
                throw refused(e);
            }
            wait(A_MOMENT, now);
            trouble = "the file of the last job did not reach the provider: " + e.getMessage();
            return;
        }
        NightJob job = new NightJob(
                JobEntry.submitting(label(chunk, jobs, now), now, model, chunk.keySet(), chunk.tokens(), marked), now);
        journal.write(job.entry());
        jobs.add(job);
        try {
            job.submitted(service.create(job.entry().label(), requests), now);
            refusals = 0;
            trouble = "";
        } catch (ModelException e) {
            failed(e, chunk, job, jobs, now);
            if (!job.entry().isUnderWay()) {
                discard(service, requests);
            }
        } finally {
            job.news().ifPresent(journal::write);
            job.written();
        }
    }

    private void failed(ModelException e, ChunkFile chunk, NightJob job, JobList jobs, Instant now) {
        if (JobService.mayExist(e)) {
            job.unsure(e, now);
            wait(A_MOMENT, now);
            trouble = "whether the last job was made is not known: " + e.getMessage();
        } else if (e.kind().isRefusal()) {
            job.over("it was refused for a limit", now);
            wait(service.limits().waitAfterRefusal().multipliedBy(1L << Math.min(refusals++, MOST_DOUBLINGS)), now);
            trouble = "the last job was refused for a limit of jobs: " + e.getMessage();
            if (refusals > 1 && jobs.underWay() == 0) {
                // Nobody says which limit: it may be one that this job alone exceeds.
                mostTokens = Math.max(1, chunk.tokens() / 2);
            }
        } else if (e.uncounted()) {
            job.over("it never reached the provider", now);
            wait(A_MOMENT, now);
            trouble = "the last job never reached the provider: " + e.getMessage();
        } else {
            job.over("it was refused: " + e.getMessage(), now);
            throw refused(e);
        }
    }

    private static ModelException refused(ModelException e) {
        return e.message(
                "the provider refused the job, so nothing of it was asked or is to be paid: " + e.getMessage());
    }

    private void wait(Duration time, Instant now) {
        due = now.plus(time);
    }

    /** Makes room for other files; that it cannot be done harms nobody. */
    static void discard(JobService service, String requestsFile) {
        try {
            service.discard(requestsFile);
        } catch (ModelException e) {
            LOG.debug("{} stays: {}", requestsFile, e.getMessage());
        }
    }

    /** Found nowhere else: a job that was refused, or is over, must not be taken for this one. */
    private static String label(ChunkFile chunk, JobList jobs, Instant now) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((now + " " + jobs.size()).getBytes(StandardCharsets.UTF_8));
            chunk.keys().forEach(key -> sha.update(key.getBytes(StandardCharsets.UTF_8)));
            return "batchbook-" + HexFormat.of().formatHex(sha.digest(), 0, LABEL_BYTES) + "-" + (jobs.size() + 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, but this one has not", e);
        }
    }

    /** {@code the rest (500 rows) waits}, with the reason and the time. */
    String words(int rowsLeft, Instant now) {
        if (rowsLeft == 0) {
            return "";
        }
        return Format.plural(rowsLeft, "row") + " not submitted yet: "
                + (trouble.isEmpty() ? "they go when there is room for another job" : trouble)
                + (due.isAfter(now) ? "; next try in " + Format.wholeSeconds(Duration.between(now, due)) : "");
    }
}
