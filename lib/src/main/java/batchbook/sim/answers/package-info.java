/**
 * What the simulator answers: it is decided here, from the prompt alone, by nothing but rules and seeded chance. Not for
 * users of the library.
 *
 * <p>Start reading at {@link batchbook.sim.answers.Answers}, which the simulator asks for a text, for JSON and for a call
 * of a function. It looks at a prompt as a {@link batchbook.sim.answers.ParsedPrompt}. {@link
 * batchbook.sim.answers.TextAnswers} has the rules for texts, each with its helper: {@link
 * batchbook.sim.answers.Arithmetic}, {@link batchbook.sim.answers.Phrasebook}, {@link
 * batchbook.sim.answers.Sentiment}, and {@link batchbook.sim.answers.Prose} where none fits. {@link
 * batchbook.sim.answers.SchemaAnswers} fills a {@link batchbook.sim.answers.Schema}.
 *
 * <p>It must not know HTTP, models, tokens, quotas or faults: how an answer is wrapped, cut, delayed or refused is up to
 * {@link batchbook.sim}.
 */
@NullMarked
package batchbook.sim.answers;

import org.jspecify.annotations.NullMarked;
