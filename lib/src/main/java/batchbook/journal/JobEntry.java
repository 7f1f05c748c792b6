package batchbook.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * What a journal knows of a job of many requests. Immutable. Each step of it is a line; what the journal knows is what they
 * say {@linkplain #then together}.
 *
 * @param label the display name under which it was, or was to be, submitted: by it a job is found again of which nobody
 *     heard whether it exists
 * @param stage how far it is
 * @param at when it came to this stage
 * @param since when it was about to be submitted
 * @param name the provider's name of it; empty when that is not known
 * @param model name of the model that it asks; empty in a later line
 * @param rows which rows it asks
 * @param tokens of its prompts, as estimated
 * @param marked whether each of its rows has a marker
 * @param words what is to be told of its end; empty when nothing is
 */
public record JobEntry(
        String label,
        Stage stage,
        Instant at,
        Instant since,
        String name,
        String model,
        KeySet rows,
        long tokens,
        boolean marked,
        String words) {
    /** How far a job is. */
    public enum Stage {
        /** Written before it is created: it may exist or not. */
        SUBMITTING,
        /** It exists. */
        SUBMITTED,
        /** Nothing more comes of it: its results are in the journal, or there are none, or it was never made. */
        OVER
    }

    public JobEntry {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(rows, "rows");
    }

    /** One that is about to be submitted. */
    public static JobEntry submitting(
            String label, Instant now, String model, KeySet rows, long tokens, boolean marked) {
        return new JobEntry(label, Stage.SUBMITTING, now, now, "", model, rows, tokens, marked, "");
    }

    /** The same as it was when it was about to be submitted. */
    JobEntry begun() {
        return submitting(label, since, model, rows, tokens, marked);
    }

    /** It exists under this name. */
    public JobEntry submitted(String its, Instant now) {
        return new JobEntry(label, Stage.SUBMITTED, now, since, its, model, rows, tokens, marked, "");
    }

    /** Nothing more comes of it. */
    public JobEntry over(String why, Instant now) {
        return new JobEntry(label, Stage.OVER, now, since, name, model, rows, tokens, marked, why);
    }

    /** Whether its rows are still asked, as far as anybody knows. */
    public boolean isUnderWay() {
        return stage != Stage.OVER;
    }

    /** What both lines say together; a later one need not repeat what an earlier one said. */
    JobEntry then(JobEntry later) {
        return new JobEntry(
                label,
                later.stage,
                later.at,
                since,
                later.name.isEmpty() ? name : later.name,
                model,
                rows,
                tokens,
                marked,
                later.words);
    }
}
