/**
 * When the next request may go: limits, pauses and what refusals teach. Not for users of the library.
 *
 * <p>Start reading at {@link batchbook.pace.Pace}, which a run asks before each request and tells what came of it. All here
 * is pure: time is a parameter, and nothing sleeps or reads a clock.
 *
 * <p>It must not know how requests are sent, journals, tables or providers: of the package above only what is asked,
 * answered and named (prompts, replies, refusals, limits).
 */
@NullMarked
package batchbook.pace;

import org.jspecify.annotations.NullMarked;
