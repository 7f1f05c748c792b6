/**
 * What the simulated service says: a status and a body, or a refusal in the words of Google's. Not for users.
 *
 * <p>Start reading at {@link batchbook.sim.reply.Response}, which is all that can go over the wire, and {@link
 * batchbook.sim.reply.Refusals}, the words. A {@link batchbook.sim.reply.RpcStatus} is the shape of an error, and a {@link
 * batchbook.sim.reply.RefusedException} carries one to whoever sends it.
 *
 * <p>For {@link batchbook.sim} and {@link batchbook.sim.jobs}; it must not know either, nor the rest
 * of the library.
 */
@NullMarked
package batchbook.sim.reply;

import org.jspecify.annotations.NullMarked;
