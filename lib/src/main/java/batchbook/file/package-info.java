/**
 * Tables in files and databases, written and read so that a table comes home as it was.
 * Not for users, who call {@code batchbook.view.Tables}.
 *
 * <p>Start reading at {@link FileFormat}, where each kind of file has a reader and a writer, to which {@code
 * batchbook.view.Tables} leads by {@link TableReader} and {@link TableWriter}; and at {@link Database}, whose transaction is a
 * {@link Session}. Of delimited text, {@link TextFile} makes text of bytes, {@link Separator} finds out what stands between
 * the cells, {@link DelimitedLines} has FastCSV cut the text into cells, and {@link TypedColumn} makes columns of them; where a
 * format has types of its own, {@link ValueColumn} does, and {@link SqlType} where a column has one. {@link Drivers} looks for
 * JDBC drivers where a notebook has them. {@link SpreadsheetSafe} keeps a spreadsheet from running what a model wrote.
 *
 * <p>Tablesaw's own reader takes {@code NA} and {@code null} for missing, cuts blanks, looks for commas only and breaks at a
 * text of over 4,096 characters; its writer writes in the encoding of the machine; its tables from a database have no name
 * and cannot be shown. Hence this room. What a cell is, and what needs quotes, is FastCSV's (MIT, one jar, no dependencies);
 * JSON is Jackson's, workbooks are fastexcel's (Apache-2); which separator a file has, what kind a column is, the SQL and the
 * words for what is wrong are its own.
 *
 * <p>It must not know runs, notebooks and providers: only Tablesaw's tables. Nothing else knows FastCSV, fastexcel and JDBC.
 */
@NullMarked
package batchbook.file;

import org.jspecify.annotations.NullMarked;
