package batchbook.night;

import batchbook.Format;
import batchbook.ModelException;
import batchbook.job.JobInfo;
import batchbook.job.JobLimits;
import batchbook.job.JobService;
import batchbook.job.JobState;
import batchbook.journal.JobEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job of a run, as far as anybody has heard of it. For one thread at a time. */
public final class NightJob {
    /** When a job is not in the list by then, the request that was to make it never arrived. */
    static final Duration SURE = Duration.ofMinutes(1);

    /** The results of a job that has succeeded are waited for so long. */
    private static final Duration LATEST_RESULTS = Duration.ofDays(1);

    private static final int STUCK = 4;

    private JobEntry entry;
    /** What the journal has of it. */
    private JobEntry written;

    private @Nullable JobInfo info;
    private Instant due;
    private Instant looked;
    private String trouble = "";
    private boolean unseen;
    private boolean halfRead;
    private Instant pause = Instant.MIN;
    private Tally tally = Tally.NOTHING;

    NightJob(JobEntry entry, Instant now) {
        this.entry = entry;
        this.written = entry;
        this.due = now;
        this.looked = now;
    }

    public JobEntry entry() {
        return entry;
    }

    /** What the journal has not heard of it yet. */
    Optional<JobEntry> news() {
        return entry.equals(written) ? Optional.empty() : Optional.of(entry);
    }

    void written() {
        written = entry;
    }

    void submitted(JobInfo made, Instant now) {
        entry = entry.submitted(made.name(), now);
        info = made;
        due = now.plus(Polling.after(Duration.ZERO));
    }

    /** Whether it was made is not known: it is looked for later. */
    void unsure(ModelException e, Instant now) {
        trouble = "whether it was made is not known (" + e.getMessage() + "): it is looked for";
        due = now.plus(Polling.after(Duration.ZERO));
    }

    void over(String words, Instant now) {
        entry = entry.over(words, now);
    }

    /** What this journal's other users wrote of it meanwhile. */
    void heard(JobEntry known) {
        if (known.stage().compareTo(entry.stage()) > 0) {
            entry = known;
            written = known;
        }
    }

    Instant due() {
        return due;
    }

    /**
     * Looks what has become of it.
     *
     * @throws ModelException when every other request would fail as well, such as for a bad key
     */
    void look(JobService service, Instant now) {
        looked = now;
        try {
            trouble = "";
            if (entry.name().isEmpty()) {
                find(service, now);
            } else {
                see(service.get(entry.name()));
            }
        } catch (ModelException e) {
            if (e.endsRun()) {
                throw e;
            }
            trouble = "nobody could ask for it just now: " + e.getMessage();
        } finally {
            Instant since = info == null ? entry.since() : info.ended().orElse(entry.since());
            Duration age = Duration.between(since, now);
            due = now.plus(Polling.after(age));
        }
    }

    /** Only a list that is whole says that it is not there, and only some time after it was to be made. */
    private void find(JobService service, Instant now) {
        Optional<JobInfo> found = service.named(entry.label()).stream()
                .filter(one -> one.displayName().equals(entry.label()))
                .findFirst();
        if (found.isPresent()) {
            entry = entry.submitted(found.get().name(), now);
            info = found.get();
        } else if (Duration.between(entry.at(), now).compareTo(SURE) < 0) {
            trouble = "whether it was made is not known: it is looked for";
        } else {
            entry = entry.over("it was never made", now);
        }
    }

    private void see(Optional<JobInfo> now) {
        unseen = now.isEmpty();
        if (now.isPresent()) {
            info = now.get();
        }
    }

    /** Whether it is of no use to look at it again with this key. */
    public boolean isUnseen() {
        return unseen && entry.isUnderWay();
    }

    /** Whether more can come of it for this list, with this key. */
    boolean isOpen() {
        return entry.isUnderWay() && !unseen && !halfRead;
    }

    /** When it was over, by the provider's clock; when nobody says so, when it was looked at last. */
    public Instant ended() {
        return info == null ? looked : info.ended().orElse(looked);
    }

    public JobState state() {
        return info == null ? JobState.UNKNOWN : info.state();
    }

    Optional<JobInfo> info() {
        return Optional.ofNullable(info);
    }

    /** Whether all that ever comes of it is there. */
    boolean isReady(Instant now) {
        return entry.isUnderWay()
                && !unseen
                && !halfRead
                && !now.isBefore(pause)
                && info != null
                && info.state().isOver()
                && (info.state() != JobState.SUCCEEDED || info.hasResults() || areResultsLost(now));
    }

    private boolean areResultsLost(Instant now) {
        return info != null
                && Duration.between(info.ended().orElse(entry.since()), now).compareTo(LATEST_RESULTS) > 0;
    }

    /** Reading its results broke off. */
    void interrupted(ModelException e, Instant now) {
        trouble = "reading its results broke off: " + e.getMessage();
        due = now.plus(Polling.after(Duration.ZERO));
        pause = due;
    }

    /** All of it that is for this list was read; the rest is for another one. */
    void halfRead() {
        halfRead = true;
    }

    /** Its results were read. */
    void read(Tally what) {
        tally = what;
    }

    /** Its name, or the one that it was to be submitted with. */
    public String name() {
        return entry.name().isEmpty() ? entry.label() : entry.name();
    }

    /** {@code RUNNING}, {@code SUCCEEDED, its results are not there yet}; in one word or a few. */
    public String stateWords() {
        if (!entry.isUnderWay()) {
            return state() == JobState.UNKNOWN ? "over" : state().name();
        }
        if (entry.name().isEmpty()) {
            return "not known";
        }
        return state() == JobState.SUCCEEDED ? "SUCCEEDED, its results are not there yet" : state().name();
    }

    /** How many of its rows are done, as the provider counts them. */
    public long done() {
        return info == null ? 0 : info.rows().done();
    }

    /** All that is to be told of it, in sentences; empty when there is nothing. */
    public List<String> remarks(JobLimits limits, Instant now) {
        List<String> all = new ArrayList<>();
        if (isUnseen()) {
            all.add(
                    "This key does not see it. It is there for the key (the project) that made it: use that one. Its rows"
                            + " are not asked again by themselves, as they may be paid for already; if the job was deleted, take its"
                            + " lines (" + entry.label() + ") out of the journal.");
        } else if (entry.isUnderWay() && !trouble.isEmpty()) {
            all.add(trouble);
        }
        Duration age = Duration.between(entry.since(), now);
        if (entry.isUnderWay()
                && state() == JobState.PENDING
                && age.compareTo(limits.target().dividedBy(STUCK)) > 0) {
            all.add("Nobody has begun with it for " + Format.duration(age)
                    + ". Some jobs never begin: goLive() cancels it and asks its rows now, at the full price.");
        }
        if (!entry.words().isEmpty()) {
            all.add(entry.words());
        }
        all.addAll(tally.remarks());
        return all;
    }
}
