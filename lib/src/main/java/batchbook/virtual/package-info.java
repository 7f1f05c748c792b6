/**
 * Time that passes only while nobody works: the clock of a simulator whose runs come out the same on every machine.
 *
 * <p>Start reading at {@link batchbook.virtual.VirtualClock}, the clock; {@link batchbook.virtual.Work} is what it waits for, {@link
 * batchbook.virtual.Mailbox} is where a loop waits for it. The simulator and the engine know these three and not each
 * other; this package must not know either of them.
 */
@NullMarked
package batchbook.virtual;

import org.jspecify.annotations.NullMarked;
