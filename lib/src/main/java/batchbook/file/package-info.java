/**
 * Tables in files: CSV and its kin, written and read so that a table comes home as it was.
 *
 * <p>Start reading at {@link TableReader} and {@link TableWriter}, to which {@code batchbook.view.Tables} leads. {@link
 * TextFile} makes text of bytes, {@link Separator} finds out what stands between the cells, {@link Lines} has FastCSV
 * cut the text into cells, and {@link TypedColumn} makes columns of them. {@link SpreadsheetSafe} keeps a spreadsheet from
 * running what a model wrote.
 *
 * <p>Tablesaw's own reader takes {@code NA} and {@code null} for missing, cuts blanks, looks for commas only and breaks at a
 * text of over 4,096 characters; its writer writes in the encoding of the machine. Hence this room. What a cell is, and what
 * needs quotes, is FastCSV's (MIT, one jar, no dependencies); which separator a file has, what kind a column is, and words
 * for what is wrong are its own.
 *
 * <p>It must not know runs, notebooks and providers: only Tablesaw's tables. Nothing else knows FastCSV.
 */
@NullMarked
package batchbook.file;

import org.jspecify.annotations.NullMarked;
