/**
 * Tables in files: CSV and its kin, written and read so that a table comes home as it was.
 *
 * <p>Start reading at {@link TableReader} and {@link TableWriter}, to which {@code batchbook.view.Tables} leads. {@link
 * TextFile} makes text of bytes, {@link Separator} finds out what stands between the cells, {@link CsvParser} makes cells
 * of the text, and {@link TypedColumn} columns of the cells. {@link SpreadsheetSafe} keeps a spreadsheet from running what
 * a model wrote.
 *
 * <p>Tablesaw's own reader takes {@code NA} and {@code null} for missing, cuts blanks, looks for commas only and breaks at a
 * text of over 4,096 characters; its writer writes in the encoding of the machine. Hence this room.
 *
 * <p>It must not know runs, notebooks and providers: only Tablesaw's tables.
 */
@NullMarked
package batchbook.csv;

import org.jspecify.annotations.NullMarked;
