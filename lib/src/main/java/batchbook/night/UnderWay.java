package batchbook.night;

import batchbook.Format;
import batchbook.journal.JobEntry;
import batchbook.journal.RunJournal;
import batchbook.journal.StreamJournal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps a live run from asking rows that are in jobs: they would be paid for twice. */
public final class UnderWay {
    private static final String WAY_OUT =
            " The plan's overnight(prompts) finds the jobs again, and submits nothing twice: .await() waits for them,"
                    + " .collect() takes what is there, .goLive() cancels them and asks what is left now.";

    private UnderWay() {}

    /**
     * Looks at the rows that a run would ask.
     *
     * @throws IllegalStateException when one of them is in a job that is not over, as far as anybody knows
     */
    public static void requireNone(RunJournal journal) {
        List<JobEntry> jobs =
                journal.jobs().stream().filter(JobEntry::isUnderWay).toList();
        if (jobs.isEmpty()) {
            return;
        }
        List<String> open = IntStream.range(0, journal.earlier().size())
                .filter(place -> journal.earlier().get(place).isEmpty())
                .mapToObj(journal::rowKey)
                .toList();
        List<JobEntry> asking = jobs.stream()
                .filter(job -> open.stream().anyMatch(job.rows()::contains))
                .toList();
        if (!asking.isEmpty()) {
            long rows = open.stream()
                    .filter(key -> asking.stream().anyMatch(job -> job.rows().contains(key)))
                    .count();
            throw new IllegalStateException(Format.plural(rows, "prompt") + (rows == 1 ? " is" : " are")
                    + " in jobs that are not over (" + names(asking)
                    + "): asked now, they would be paid for twice. Nothing was sent." + WAY_OUT);
        }
    }

    /**
     * The same for a stream, of which nobody knows what is in it.
     *
     * @throws IllegalStateException when a job of the journal is not over, as far as anybody knows
     */
    public static void requireNone(StreamJournal journal) {
        List<JobEntry> jobs =
                journal.jobs().stream().filter(JobEntry::isUnderWay).toList();
        if (!jobs.isEmpty()) {
            throw new IllegalStateException("the journal has jobs that are not over (" + names(jobs)
                    + "), and a prompt of the stream may be in one: asked now, it would be paid for twice. Nothing was sent."
                    + WAY_OUT);
        }
    }

    private static String names(List<JobEntry> jobs) {
        return jobs.stream().map(UnderWay::name).collect(Collectors.joining(", "));
    }

    private static String name(JobEntry job) {
        return job.name().isEmpty() ? job.label() : job.name();
    }
}
