/**
 * When the next request may go, and what comes of it teaches. Not for users of the library.
 *
 * <p>Start reading at {@link batchbook.pace.Pace}, which has the rules in their order. A run asks through {@link
 * batchbook.pace.Admission}, which adds its budget. The classes by what they are for:
 *
 * <ul>
 *   <li>limits per minute: {@link WindowLimit}, {@link WindowLog}, {@link CountingRule}, {@link WindowHistory}, {@link
 *       LimitShare}, {@link OversizedPrompt}; what the user says: {@link UserLimits}
 *   <li>how many at once, how evenly: {@link ConcurrencyLimit}, {@link Saturation}, {@link RequestSpacing}, {@link
 *       SearchSpacing}; {@link RunLimits} are those of one run
 *   <li>pauses and trouble: {@link SharedPause}, {@link ServerHealth}, {@link CircuitBreaker}, {@link ErrorRate}, {@link
 *       Jitter}; {@link RequestTimeout}, {@link CommonFailure}
 *   <li>what refusals teach: {@link RefusalPolicy}, {@link UnnamedRefusals}, {@link RefusedRequest}, {@link Verdict}
 *   <li>what all runs of one key and model know: {@link Account} with {@link RecentRequests} ({@link Permit}), {@link
 *       LearnedLimits}, {@link ActiveRuns}
 *   <li>the budget: {@link Admission}, {@link Budget}, {@link BudgetTracker}
 *   <li>estimates: {@link Estimates}, {@link UsageEstimate}, {@link Workload}, {@link RemainingTime}, {@link Outlook}
 *   <li>what is told: {@link Gate}, {@link Cause}, {@link PaceChanges}, {@link PauseLog}
 * </ul>
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li><b>Pure.</b> Time is a parameter, and so is chance. Nothing here sleeps, reads a clock or starts a thread.
 *   <li><b>The lock.</b> Several runs may ask with one account at the same time. {@link Account} is the lock of all that it
 *       has, of its permits, and of the limits that the runs' users stated; {@link Pace} and {@link Outlook} hold it for
 *       whoever they call. All else belongs to one run, and so to the thread of its loop. Only {@link Permit#left} is for
 *       any thread.
 *   <li><b>A permit</b> is one request that was let go. It counts at all limits from the moment in which it was handed to
 *       its worker, once that is known from when it left, and until a minute and a little later. A refused one counts no
 *       more, unless the server is found to count those too. One that was sent before a pause or a cut began, by its
 *       serial, is late: what comes of it says nothing about what holds since.
 *   <li><b>Every lesson has a way back</b>: it is doubted after a while, or tried again.
 * </ul>
 *
 * <p>It must not know how requests are sent, journals, tables or providers: of the package above only what is asked,
 * answered and named (prompts, replies, refusals, limits).
 */
@NullMarked
package batchbook.pace;

import org.jspecify.annotations.NullMarked;
