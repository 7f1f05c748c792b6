/**
 * Numbers, times and the words of strangers as text for people. Not for users of the library.
 *
 * <p>Start reading at {@link Format}: counts with separators, durations with three digits, dollars that are never 0.00, times
 * of the day. {@link SafeText} makes what a server or a model said safe to print: on one line, of a bounded length, without
 * the characters that move a terminal's cursor or turn its writing around.
 *
 * <p>What belongs here is how one value is written. Sentences about a run are made in {@link batchbook.report}, and HTML in
 * {@link batchbook.view}.
 *
 * <p>It must not know anything of the rest.
 */
@NullMarked
package batchbook.text;

import org.jspecify.annotations.NullMarked;
