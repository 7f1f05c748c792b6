/**
 * Time that passes only while nobody works: the clock of a simulator whose runs come out the same on every machine.
 * Not for users, who call {@code Scenario.virtualTime()}.
 *
 * <p>What is known to be at work is counted ({@link batchbook.virtual.Work}: a request on its way, an answer that is read; a message
 * in a {@link batchbook.virtual.Mailbox}); threads that say nothing are looked at. When nobody works, the clock goes to the next event.
 *
 * <p>Start reading at {@link batchbook.virtual.VirtualClock}. The simulator and the engine know this room and not each other;
 * it must not know either of them.
 *
 * <p>The decisions are in ADR 34.
 */
@NullMarked
package batchbook.virtual;

import org.jspecify.annotations.NullMarked;
