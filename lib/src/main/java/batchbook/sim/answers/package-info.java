/**
 * What the simulator answers: it is decided here, from the question alone, by nothing but rules and seeded chance. Users of
 * the library see {@link batchbook.sim.answers.Question}, which answers of their own may be made from; nothing else is for
 * them.
 *
 * <p>Start reading at {@link batchbook.sim.answers.Answers}, which the simulator asks for a text, for JSON and for a call
 * of a function. It looks at a question as a {@link batchbook.sim.answers.ParsedPrompt}, which has the prompt taken apart
 * in a {@link batchbook.sim.answers.Passage}: what is to be done, and the text it is to be done with.
 *
 * <p>{@link batchbook.sim.answers.TextAnswers} has the rules for texts; {@link batchbook.sim.answers.SchemaAnswers} fills a
 * {@link batchbook.sim.answers.Schema}, or the {@link batchbook.sim.answers.JsonShape} that a prompt tells, value by value:
 * {@link batchbook.sim.answers.Words}, {@link batchbook.sim.answers.Numbers}, {@link batchbook.sim.answers.YesOrNo}, {@link
 * batchbook.sim.answers.Labels}. What a text says they ask of {@link batchbook.sim.answers.Mood}, {@link
 * batchbook.sim.answers.Topics}, {@link batchbook.sim.answers.Urgency} and {@link batchbook.sim.answers.Extracts}; {@link
 * batchbook.sim.answers.Learned} knows the reviews of the notebooks better. {@link batchbook.sim.answers.Copywriter} writes
 * product texts. {@link batchbook.sim.answers.Skill} says how often a model errs, {@link batchbook.sim.answers.Malformed}
 * how it spoils JSON.
 *
 * <p>It must not know HTTP, tokens, quotas or faults: how an answer is wrapped, cut, delayed or refused is up to {@link
 * batchbook.sim}.
 */
@NullMarked
package batchbook.sim.answers;

import org.jspecify.annotations.NullMarked;
