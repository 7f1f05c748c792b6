package batchbook.job;

import batchbook.ModelException;
import batchbook.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A provider's jobs of many requests: sent as a file with a line for each, answered within a day, at a part of the price.
 *
 * <pre>{@code
 * JobService jobs = gemini.jobs().orElseThrow();
 * Files.write(file, jobs.line("row-1", Prompt.of("Why is the sky blue?"), Optional.empty()));
 * JobInfo job = jobs.submit("my job", file);
 * // much later
 * jobs.get(job.name()).filter(JobInfo::hasResults)
 *         .ifPresent(over -> jobs.results(over, answer -> System.out.println(answer.key())));
 * }</pre>
 *
 * <p>It holds the model's settings, so a line is what a live request would be. Every call but {@link #limits} and {@link
 * #line} is one or several requests, blocks until they are answered, and sends each once, but
 * for pieces of a file. An interrupt
 * ends it with a {@link ModelException} of kind {@code NETWORK}. Safe to share between threads. No message holds a key.
 */
public interface JobService {
    /** What a job may be, what it costs and how long it takes. */
    JobLimits limits();

    /**
     * One request as a line of a job's file, in UTF-8, without a line break.
     *
     * <p>A marker is a check against answers that come under another row's key. The answer is asked to carry it: one with a
     * schema, or one of a few words, as a first property with one allowed value; any other text in a last line of its own.
     * {@link #results} takes it out again. An answer with another row's marker is another row's answer; one without any
     * proves nothing, as the model may have left it out.
     *
     * @param key what its answer is found by, not blank
     * @param marker 4 to 40 small letters and digits, different for each row; empty for none
     * @throws IllegalArgumentException when a job cannot take this prompt or these settings, or the line is longer than
     *     {@link JobLimits#lineBytes()}, with what to do
     */
    byte[] line(String key, Prompt prompt, Optional<String> marker);

    /**
     * Whether a marker has a place of its own in the answers, beside what is asked for: those with a schema have. Any other
     * text is told to end with it.
     */
    default boolean hasPlaceForMarker() {
        return false;
    }

    /**
     * Sends a file of {@link #line}s, each with a line break after it. It costs nothing, and may be repeated; the provider
     * keeps it for two days or so.
     *
     * @return the provider's name for it, such as {@code files/abc}
     * @throws ModelException for every refusal and failure
     * @throws java.io.UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when it is empty or larger than {@link JobLimits#fileBytes()}
     */
    String upload(Path file);

    /**
     * Creates the job of a file that was sent.
     *
     * <p>When it fails with a kind for which {@link #mayExist} is true, the job may be there all the same, and be paid for:
     * look for it with {@link #named} before another one is created.
     *
     * @param displayName what it can be found by later
     * @param requestsFile what {@link #upload} gave
     * @throws ModelException for every refusal and failure. One for a limit ({@code RATE_LIMITED}, {@code QUOTA_EXHAUSTED})
     *     is one of jobs: it says nothing of the limits of live requests, and is worth another try after {@link
     *     JobLimits#waitAfterRefusal()}
     */
    JobInfo create(String displayName, String requestsFile);

    /** Sends a file and creates its job: {@link #upload} and {@link #create}. */
    default JobInfo submit(String displayName, Path file) {
        return create(displayName, upload(file));
    }

    /** Whether a job may be there although {@link #create} failed like this: its answer was lost or cannot be read. */
    static boolean mayExist(ModelException failure) {
        return switch (failure.kind()) {
            case NETWORK, TIMEOUT, OVERLOADED, UNREADABLE, UNEXPECTED -> !failure.uncounted();
            case RATE_LIMITED, QUOTA_EXHAUSTED, BLOCKED, TRUNCATED, EMPTY, BAD_REQUEST, AUTH, NOT_FOUND, NOT_ACCEPTED ->
                false;
        };
    }

    /**
     * A job as it is now; empty when this key sees none of this name: it is another key's, or deleted.
     *
     * @throws ModelException for every other refusal and failure
     */
    Optional<JobInfo> get(String name);

    /**
     * All jobs of this key whose display name begins like this, the newest first, from all pages: when it returns, there is
     * no other.
     *
     * @throws ModelException when a page did not come
     */
    List<JobInfo> named(String displayNamePrefix);

    /**
     * Reads the results of a job one by one, in the order in which they come, which is none: a few lines of the file are in
     * memory, however long it is. Rows may be missing, come twice or without a key; a line that cannot be read is an answer
     * without a key, with a problem that names the line.
     *
     * @throws ModelException when they are not there, or break off in the middle: what came before was given to the sink
     */
    void results(JobInfo job, Consumer<JobAnswer> sink);

    /**
     * Ends a job; of one that is over, nothing changes. What is done of it may be billed.
     *
     * @throws ModelException when it is not visible to this key, and for every other refusal and failure
     */
    void cancel(String name);

    /**
     * Deletes a file that was sent, to make room for others; not before its job is over. The job and its results stay.
     *
     * @param requestsFile what {@link #upload} gave, or {@link JobInfo#requestsFile()}
     * @throws ModelException when it is refused; that the file is not there any more is no refusal
     */
    void discard(String requestsFile);
}
