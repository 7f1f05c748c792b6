/**
 * The file of a batch: a line of JSON for each finished row. Not for users of the library.
 *
 * <p>Start reading at {@link RunJournal}. A row goes to disk by {@link RunJournal#accept}, {@link JournalFile#write},
 * {@link JournalWriter#add} and {@link JournalDisk#append}, each by the next.
 *
 * <ul>
 *   <li>{@link RunJournal}: what the journal has of the prompts of a run; for the engine a {@link ResultLog} of new rows;
 *       {@link StreamJournal} the same of prompts that come one after another
 *   <li>{@link JournalFile}: the open file; {@link JournalWriter} adds lines to it
 *   <li>{@link JournalReader}: looks through a file, by {@link LineScanner}; {@link JournalContents}: its {@link Sessions},
 *       where its rows are ({@link RowIndex}), and those that are wanted
 *   <li>{@link JournalLine}: what a line says; {@link JournalKey} finds a row again
 *   <li>{@link LineFormat}, {@link RowFormat}, {@link Fields}: a line as JSON, and back
 *   <li>{@link JournalDisk}: the file of the system, which it has open as {@link JournalHandles}
 * </ul>
 *
 * <p>What survives what:
 *
 * <ul>
 *   <li>A killed process leaves half a last line at most: that is cut off and its row asked again, and all else that
 *       cannot be read is told and not touched. {@link JournalReader}
 *   <li>A full drive: what cannot be written whole is taken back. {@link JournalWriter}
 *   <li>A power failure: the file is forced to the device once a second. {@link RunJournal#accept}
 *   <li>A second batch: the file is locked, and readers are let in. {@link JournalHandles}
 *   <li>Another program that changes or removes it: what is missing is written anew, or nothing is touched. {@link
 *       JournalRestorer}
 * </ul>
 *
 * <p>Why so: docs/adr 8 (lines of JSON), 18 (how a row is found again), 19 (a batch looks after its file) and 38 (a
 * journal is looked through).
 *
 * <p>It must not know how or when rows are asked: of the package above only prompts, results and what is in them.
 */
@NullMarked
package batchbook.journal;

import org.jspecify.annotations.NullMarked;
