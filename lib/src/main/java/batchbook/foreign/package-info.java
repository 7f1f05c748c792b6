/**
 * What comes from strangers: words of servers and models, and exceptions of their code. Not for users of the library.
 *
 * <p>Start reading at {@link SafeText}: what somebody else said, safe to print, on one line, of a bounded length, without
 * the characters that move a terminal's cursor or turn its writing around. {@link ForeignException} finds what an exception
 * of a model of the user's own, or of a library behind it, means: the cause behind those that only wrap it, and its kind;
 * {@link HttpWords} is what one tells of a refusal over HTTP. {@link RetryAfter} reads how long anybody asks to wait.
 *
 * <p>How our own values are written is up to {@link batchbook.Format}, and HTML to {@link batchbook.view}.
 *
 * <p>It must not know anything of the rest but the {@linkplain batchbook.ErrorKind list of kinds}.
 */
@NullMarked
package batchbook.foreign;

import org.jspecify.annotations.NullMarked;
