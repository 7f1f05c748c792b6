/**
 * The thread of a run: how it is stopped, and which others are started. Not for users of the library.
 *
 * <p>Start reading at {@link batchbook.thread.Stop}, the wish to end a run.
 *
 * <p>It must not know what a run does.
 */
@NullMarked
package batchbook.thread;

import org.jspecify.annotations.NullMarked;
