/**
 * Answers that are more than a text: what a model is asked to give, as a JSON schema, and how its answer is read.
 *
 * <p>Start reading at {@link AnswerType}. A provider sends its {@linkplain AnswerType#jsonSchema() schema} with each
 * request and names it as {@link batchbook.Model#answerType()}; a batch's {@link Judge} reads each answer by it, then asks the
 * plan's checks, and counts one that does not fit ({@link Misfit}) as a failed try.
 *
 * <p>{@code Shapes} goes through a record of Java and finds a {@code Shape} for each type in it, which writes its part of
 * the schema, reads its part of an answer and gives its cells of a table. {@code FoundJson} finds the JSON among what a
 * model put around it, {@code Words} one of a few words. {@link JsonFields} is for JSON of which nobody said what it is to
 * be.
 *
 * <p>How a schema goes over the wire is up to the provider, and how values become columns to {@link batchbook.view}.
 *
 * <p>It must not know anything of the rest: neither the engine nor a provider, a journal or a table.
 */
@NullMarked
package batchbook.answer;

import org.jspecify.annotations.NullMarked;
