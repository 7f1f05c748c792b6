/**
 * What a provider has for whoever can wait: jobs of many requests, sent as one file and answered within a day at a part of
 * the price. The words only; a provider's room has the work, such as {@link batchbook.gemini}.
 *
 * <p>Start reading at {@link batchbook.job.JobService}, which a {@link batchbook.Model} may {@linkplain
 * batchbook.Model#jobs() have}. Its {@link batchbook.job.JobLimits} say what a job may be, a {@link batchbook.job.JobInfo}
 * what became of one, in one of the states of {@link batchbook.job.JobState}, and a {@link batchbook.job.JobAnswer} what
 * became of one of its requests.
 *
 * <p>It must not know providers, batches or journals: of the package above only what is asked and answered.
 */
@NullMarked
package batchbook.job;

import org.jspecify.annotations.NullMarked;
