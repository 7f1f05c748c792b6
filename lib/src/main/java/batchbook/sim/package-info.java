/**
 * A stand-in for Gemini on this machine: the same wire format, no key, no network, and faults when asked for.
 *
 * <p>Start reading at {@link batchbook.sim.Simulator}, the server, and {@link batchbook.sim.Scenario}, which says how it
 * behaves.
 *
 * <p>A request goes like this. {@link batchbook.sim.Endpoint} finds its {@link batchbook.sim.Route}, and {@link
 * batchbook.sim.RequestParser} makes a {@link batchbook.sim.ContentRequest} of its body, if {@link
 * batchbook.sim.PayloadCheck} and {@link batchbook.sim.RequestBounds} find nothing wrong with it. {@link batchbook.sim.Reception}
 * asks the {@link batchbook.sim.RateLimiter} to let it in, which has a {@link batchbook.sim.QuotaCounter} for each model.
 * {@link batchbook.sim.Responder} draws its fault and its delay, and a {@link batchbook.sim.Completion} or one of the
 * {@link batchbook.sim.reply.Refusals} becomes the {@link batchbook.sim.reply.Response}. {@link batchbook.sim.ResponseSender} sends it
 * when it is due. What stands in an answer is made up in {@link batchbook.sim.answers}; jobs of many requests and the files
 * that they read and write are in {@link batchbook.sim.jobs}, which {@link batchbook.sim.JobAnswers} tells the rest.
 *
 * <p>It must not know the rest of the library, which reaches it over HTTP only, nor the SDK.
 */
@NullMarked
package batchbook.sim;

import org.jspecify.annotations.NullMarked;
