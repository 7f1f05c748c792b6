package batchbook.job;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a provider's job may be, what it costs and how long it takes. Immutable.
 *
 * @param fileBytes the most bytes of a job's file
 * @param lineBytes the most bytes of one of its lines
 * @param enqueuedTokens the most tokens that the prompts of all jobs together may have that are not over; empty when nobody
 *     can say
 * @param jobsAtOnce how many jobs may be there that are not over
 * @param priceShare of the price of a live request, such as 0.5
 * @param target the time within which it is mostly over
 * @param longest the time after which the provider gives it up
 * @param waitAfterRefusal how long to wait after a job was refused for a limit before another try
 */
public record JobLimits(
        long fileBytes,
        int lineBytes,
        OptionalLong enqueuedTokens,
        int jobsAtOnce,
        double priceShare,
        Duration target,
        Duration longest,
        Duration waitAfterRefusal) {}
