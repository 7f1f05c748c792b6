/**
 * Runs as tables, charts and a live display: what a user calls to show something, and the way into the cell.
 *
 * <p>Start reading at {@link Tables} and {@link Charts}, which users call, and at {@link Notebook}, by which a cell shows
 * what they make. The pictures are drawn in {@code batchbook.chart}, the HTML is written in {@code batchbook.html}, tables
 * in files are {@code batchbook.file}'s, and {@link Batchbook#doctor()} is {@code batchbook.doctor}'s, to which {@link
 * ViewFacts} tells of kernel and fonts.
 *
 * <p>{@link Compare} is what users call to compare runs: {@link SideBySide} has their answers row by row, {@link Contest} what is
 * measured of them, in figures of {@code batchbook.compare}.
 *
 * <p>{@link RowPrompts} makes prompts of {@link Rows}, which are those of a table, of maps or of records; {@link RunTable} has
 * their columns in front again, by {@link LabelColumns}, and {@link RunJoin} puts answers beside any other table.
 *
 * <p>A batch finds {@link NotebookDisplay} with the service loader and tells it of its progress, which {@link Dashboard}
 * shows. Both this and {@link Notebook} reach the cell through {@link Cell} and {@link JupyterKernel}, the bridge to the kernel
 * by reflection; {@link StopButton} watches there for the button.
 *
 * <p>It must not know providers, nor how a run is made: it reads what the package above lets every user read.
 */
@NullMarked
package batchbook.view;

import org.jspecify.annotations.NullMarked;
