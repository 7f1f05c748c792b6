/**
 * A run in words: what came of it, where the time went, what to do. Not for users of the library, who ask a {@link
 * batchbook.Run}.
 *
 * <p>Start reading at {@link Report}, all that is known of a run. {@link Summary} tells it in a few lines, {@link
 * Explanation} at length, {@link Advice} says what to do; {@link Words} has the phrases that they, the console and the
 * snapshots share. Why something happened is asked of the {@link batchbook.Reason}, never of words.
 *
 * <p>It must not know how a run is made: it reads results, changes and pauses, and changes nothing.
 */
@NullMarked
package batchbook.report;

import org.jspecify.annotations.NullMarked;
