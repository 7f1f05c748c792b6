package batchbook.night;

import batchbook.ModelException;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import batchbook.job.JobState;
import batchbook.journal.JobEntry;
import batchbook.journal.RunJournal;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** All jobs that ask rows of one run: looks at them, makes more, and takes what comes of them. For one thread at a time. */
public final class Watch {
    private final JobService service;
    private final NightRows rows;
    private final Submission submission;
    private final JobList jobs = new JobList();

    /**
     * Of a run of these rows.
     *
     * @param marked whether each row of a new job is to carry a marker
     */
    public Watch(JobService service, NightRows rows, String model, boolean marked) {
        this.service = service;
        this.rows = rows;
        this.submission = new Submission(service, rows, model, marked);
    }

    /** What the journal knows by now: jobs that ask rows of this run are watched from now on. */
    public void hear(List<JobEntry> known, Instant now) {
        for (JobEntry entry : known) {
            Optional<NightJob> job = jobs.labelled(entry.label());
            if (job.isPresent()) {
                job.get().heard(entry);
            } else if (entry.isUnderWay() && asksAny(entry)) {
                jobs.add(new NightJob(entry, now));
            }
        }
    }

    private boolean asksAny(JobEntry entry) {
        for (int place = 0; place < rows.size(); place++) {
            if (entry.rows().contains(rows.key(place))) {
                return true;
            }
        }
        return false;
    }

    private Stream<NightJob> open() {
        return jobs.open();
    }

    /** When the first of those that are under way was submitted. */
    public Optional<Instant> since() {
        return open().map(job -> job.entry().since()).min(Instant::compareTo);
    }

    /** Whether none of them is under way, as far as the journal knows. */
    public boolean allOver() {
        return jobs.underWay() == 0;
    }

    /** The job that asks the row with this key, as far as anybody knows. */
    public Optional<NightJob> asking(String key) {
        return open().filter(job -> job.entry().rows().contains(key)).findFirst();
    }

    /** Whether more can come of any of them, with this key. */
    public boolean isOver() {
        return open().noneMatch(NightJob::isOpen);
    }

    /**
     * Looks at those for which it is time, or at all.
     *
     * @throws ModelException when every other request would fail as well
     */
    public void look(Instant now, boolean all) {
        open().filter(job -> all || !now.isBefore(job.due()))
                .filter(job -> all || job.isOpen())
                .filter(job -> !job.isReady(now))
                .toList()
                .forEach(job -> job.look(service, now));
    }

    /** Whether the journal is to hear something, or something of a job is to be taken. */
    public boolean hasNews(Instant now) {
        return jobs.all().stream()
                .anyMatch(job -> job.isReady(now) || job.news().isPresent());
    }

    /** When it is time again; never when nothing more can come. */
    public Instant due(boolean moreToSubmit, Instant now) {
        Instant next = open().filter(NightJob::isOpen)
                .map(NightJob::due)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        if (moreToSubmit && submission.due().isAfter(now) && submission.due().isBefore(next)) {
            return submission.due();
        }
        return moreToSubmit && submission.hasHope(jobs, now) ? now : next;
    }

    /** Whether more can be submitted now. */
    public boolean canSubmit(Instant now) {
        return submission.hasHope(jobs, now);
    }

    /** Submits what there is room for, and takes it from the queue. */
    public void submit(Deque<Integer> open, RunJournal journal, Instant now, ObjIntConsumer<String> refused) {
        submission.submit(open, journal, jobs, now, refused);
    }

    /** Why so many rows are not submitted yet. */
    public String submissionWords(int left, Instant now) {
        return submission.words(left, now);
    }

    /** Tells the journal what it has not heard, and takes what is there of jobs that are over. */
    public void take(RunJournal journal, Instant now, Takings takings, Takings.Settled settled) {
        for (NightJob job : jobs.all()) {
            if (job.isReady(now) && read(job, now, takings, settled)) {
                job.info().flatMap(JobInfo::requestsFile).ifPresent(requests -> Submission.discard(service, requests));
            }
            job.news().ifPresent(journal::write);
            job.written();
        }
    }

    private boolean read(NightJob job, Instant now, Takings takings, Takings.Settled settled) {
        JobInfo info = job.info().orElseThrow();
        Tally tally = Tally.NOTHING;
        if (info.hasResults()) {
            try {
                tally = Inbox.read(service, info, job.entry().marked(), rows, takings.of(job, settled));
            } catch (ModelException e) {
                if (e.endsRun()) {
                    throw e;
                }
                job.interrupted(e, now);
                return false;
            }
        }
        int missing = 0;
        for (int place = 0; place < rows.size(); place++) {
            if (job.entry().rows().contains(rows.key(place)) && takings.isOpen(settled, place)) {
                missing++;
                takings.leave(
                        settled,
                        place,
                        job.name() + " is over (" + job.state() + ") without an answer to it",
                        info.hasResults() && info.state() == JobState.SUCCEEDED);
            }
        }
        job.read(tally.missing(missing));
        if (tally.strangers() == 0) {
            job.over(endWords(info), now);
        } else {
            job.halfRead();
        }
        return true;
    }

    private static String endWords(JobInfo info) {
        return switch (info.state()) {
            case SUCCEEDED -> info.hasResults() ? "" : "It succeeded, and its results never came.";
            case FAILED -> "It failed" + info.error().map(why -> ": " + why).orElse("") + ".";
            case EXPIRED -> "The provider gave it up: it took too long. overnight(..) submits its rows again.";
            case CANCELLED -> "It was cancelled. What was done of it may be billed.";
            default -> "";
        };
    }

    /** Waits no longer for what was cancelled. */
    public void giveUp(Instant now) {
        open().filter(job -> job.isOpen() && !job.entry().name().isEmpty())
                .toList()
                .forEach(job -> job.over(
                        "It was cancelled, and nobody waited until it was over. What was done of it may be billed.",
                        now));
    }

    /** Cancels all that may still be asked. */
    public void cancel() {
        open().filter(job -> !job.entry().name().isEmpty()
                        && !job.isUnseen()
                        && !job.state().isOver())
                .forEach(job -> service.cancel(job.entry().name()));
    }

    /** What is known of each. */
    public List<NightStatus.Job> status(Instant now) {
        return jobs.all().stream()
                .map(job -> new NightStatus.Job(
                        job.name(),
                        job.stateWords(),
                        job.entry().rows().size(),
                        job.done(),
                        job.entry().since(),
                        !job.entry().isUnderWay(),
                        job.remarks(service.limits(), now)))
                .toList();
    }
}
