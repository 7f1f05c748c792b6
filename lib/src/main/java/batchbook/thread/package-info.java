/**
 * The thread of a run: how it is stopped, and which others are started. Not for users of the library.
 *
 * <p>Start reading at {@link Stop}, the wish to end a run, which stays however the interrupt that brought it is lost. {@link
 * InterruptListener} hears an interrupt at the moment it comes, also when foreign code swallows it. {@link QueuedCells}
 * keeps a batch from starting in a cell that was waiting when the user stopped the one before. {@link Threads} starts all
 * other threads: one for each request, one for the display.
 *
 * <p>It must not know what a run does, what a model is or what a display shows: it knows the JDK, and nothing of the rest.
 */
@NullMarked
package batchbook.thread;

import org.jspecify.annotations.NullMarked;
