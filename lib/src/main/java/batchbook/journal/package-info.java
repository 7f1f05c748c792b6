/**
 * The file of a batch: each settled row as a line of JSON. Not for users of the library.
 *
 * <p>Start reading at {@link batchbook.journal.RunJournal}, the journal in the eyes of one run, and {@link
 * batchbook.journal.JournalFile}, the file that is added to.
 *
 * <p>It must not know how or when rows are asked: of the package above only prompts, results and what is in them.
 */
@NullMarked
package batchbook.journal;

import org.jspecify.annotations.NullMarked;
