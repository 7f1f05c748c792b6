/**
 * What several runs of the same prompts have in common, in figures. Not for users, who call {@code batchbook.view.Compare}.
 *
 * <p>Start reading at {@link Alignment}, which finds the rows of one prompt in several runs. {@link Agreement} is of two
 * that answered the same rows, with Cohen's kappa, and a {@link Pair} of which two; {@link Confusion} of answers and the labels of people; {@link Scores} of
 * whatever a user scores answers by. {@link Category} says when two answers are the same, for all of them, and {@link
 * Names} what runs are called. Why they count as they do is ADR 30.
 *
 * <p>Pure: lists in, figures out, in time that grows as the rows do.
 *
 * <p>It must not know tables, charts, the notebook nor providers, and of runs no more than what became of each prompt.
 */
@NullMarked
package batchbook.compare;

import org.jspecify.annotations.NullMarked;
