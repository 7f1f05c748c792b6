/**
 * What users type, and the engine that runs it: what is asked, when, how often, and what came of it.
 *
 * <p>Start reading at {@link Batch}, the plan, and {@link Run}, what comes of it: one {@link Result} for each {@link Prompt},
 * with its {@link Outcome} and its {@link Attempt}s. A {@link Model} answers; {@link Retry}, {@link Progress} and {@link
 * Journal} are the other choices.
 *
 * <p>The engine is package-private. {@link Launch} starts a plan's {@link Options}; {@link EventLoop}, whose Javadoc has its
 * steps and what always holds, takes each {@link Task} from the {@link TaskQueue}, sends a {@link Request} through {@link
 * Workers} when {@link batchbook.pace.Admission} lets it, and has {@link Settlement} decide what becomes of it. {@link
 * Results} keeps what came, in the journal first; {@link Reporter} tells of it.
 *
 * <p>It must not know providers, tables, charts or notebooks, nor JSON: those use it. When requests may go, how a file is
 * written, how a run is stopped and how it is put into words is up to {@link batchbook.pace}, {@link batchbook.journal},
 * {@link batchbook.thread} and {@link batchbook.report}, which know only the values above.
 */
@NullMarked
package batchbook;

import org.jspecify.annotations.NullMarked;
