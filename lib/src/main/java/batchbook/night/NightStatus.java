package batchbook.night;

import batchbook.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How far a run is that can wait, as of the last look at its jobs. Immutable.
 *
 * @param model name of the model
 * @param journal the file that knows the jobs
 * @param now when this was so
 * @param rows how many rows there are
 * @param answered rows with an answer
 * @param failed rows that have failed for good
 * @param inJobs rows in jobs that are not over
 * @param waiting rows that are not submitted yet
 * @param left rows for which jobs brought nothing that can be used
 * @param jobs oldest first
 * @param remarks what is to be told beside, in sentences
 * @param cost about what the rows cost in jobs that were open at the beginning, in US dollars; empty when nobody knows
 * @param liveCost about what they cost when they are asked live
 * @param next what to do next, in a sentence
 */
public record NightStatus(
        String model,
        String journal,
        Instant now,
        int rows,
        int answered,
        int failed,
        int inJobs,
        int waiting,
        int left,
        List<Job> jobs,
        List<String> remarks,
        OptionalDouble cost,
        OptionalDouble liveCost,
        String next) {
    /**
     * A job.
     *
     * @param name the provider's name of it; the one it was submitted with as long as nobody knows whether it was made
     * @param state in a word, such as {@code RUNNING}, or a few
     * @param rows how many rows it has
     * @param done how many of them are done, as the provider counts them
     * @param since when it was submitted
     * @param over whether nothing more comes of it
     * @param remarks what is to be told of it, in sentences
     */
    public record Job(
            String name, String state, int rows, long done, Instant since, boolean over, List<String> remarks) {
        /** Copies the list. */
        public Job {
            remarks = List.copyOf(remarks);
        }

        /** {@code 340 of 500 rows done}. */
        public String doneWords() {
            return Format.count(done) + " of " + Format.plural(rows, "row") + " done";
        }
    }

    /** Copies the lists. */
    public NightStatus {
        jobs = List.copyOf(jobs);
        remarks = List.copyOf(remarks);
    }

    /** {@code Overnight: 340 of 1,000 prompts answered, 2 failed}. */
    public String headWords() {
        return "Overnight: " + Format.count(answered) + " of " + Format.plural(rows, "prompt") + " answered"
                + (failed == 0 ? "" : ", " + Format.count(failed) + " failed");
    }

    /** {@code 660 in jobs, 20 not submitted yet, 3 without a usable answer}; empty when nothing is open. */
    public String openWords() {
        List<String> parts = new ArrayList<>();
        if (inJobs > 0) {
            parts.add(Format.count(inJobs) + " in jobs");
        }
        if (waiting > 0) {
            parts.add(Format.count(waiting) + " not submitted yet");
        }
        if (left > 0) {
            parts.add(Format.count(left) + " left open by jobs");
        }
        return String.join(", ", parts);
    }

    /** {@code about $0.12, live about $0.24}; empty when nobody knows. */
    public String costWords() {
        return cost.isEmpty() || liveCost.isEmpty()
                ? ""
                : "about " + Format.dollars(cost.getAsDouble()) + ", live about "
                        + Format.dollars(liveCost.getAsDouble());
    }

    /** {@code 20 min 00 s ago}: when a job was submitted. */
    public String ageWords(Job job) {
        Duration age = Duration.between(job.since(), now);
        return age.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : Format.duration(age) + " ago";
    }

    /** All of it but times in one line. */
    public String line() {
        String open = openWords();
        return headWords()
                + (open.isEmpty() ? "" : " (" + open + ")")
                + jobs.stream()
                        .filter(job -> !job.over())
                        .map(job -> "; " + job.name() + " " + job.state() + ", " + job.doneWords())
                        .collect(Collectors.joining());
    }

    /** All of it, a line for each job. */
    @Override
    public String toString() {
        String open = openWords();
        return headWords() + (open.isEmpty() ? "" : " (" + open + ")") + "\n  model    " + model + "\n  journal  "
                + journal
                + jobs.stream()
                        .map(job -> "\n  " + job.name() + "  " + job.state() + ", " + job.doneWords()
                                + (job.over() ? "" : ", submitted " + ageWords(job))
                                + job.remarks().stream()
                                        .map(remark -> "\n    " + remark)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining())
                + remarks.stream().map(remark -> "\n  " + remark).collect(Collectors.joining())
                + (costWords().isEmpty() ? "" : "\n  cost     " + costWords())
                + "\n  next     " + next;
    }
}
