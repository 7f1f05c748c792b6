/**
 * Runs, tables and the live display as HTML. Not for users, whose cells show it by way of {@code batchbook.view.Notebook}.
 *
 * <p>Start reading at {@link RunHtml}, {@link SnapshotHtml}, {@link AnswerHtml} and {@link TableHtml}: a run, how far one
 * has come, an answer, and a table. The two of a run have the same {@link Figures}, and read well where a page drops
 * styles: what only styles keep apart has a text between that styles hide ({@code Html.plain}).
 *
 * <p>A table is looked at once, by {@link TableLook}: which rows and columns are shown, and what is said of the others.
 * {@link TableHtml} and {@link TableText} write that down. How a value is written is decided for each column, by {@link
 * ColumnFormat} with {@link Decimals} and {@link Times}. Only {@link MarkdownHtml} and its {@link MarkdownParser} know Markdown.
 *
 * <p>{@link Html} escapes what models and users wrote, {@link Palette} is the one list of colours, and a {@link Rendering}
 * is what goes to the page.
 *
 * <p>Pure: values in, HTML out, with all styles in the elements.
 *
 * <p>It must not know the notebook, nor providers, nor how a run is made.
 */
@NullMarked
package batchbook.html;

import org.jspecify.annotations.NullMarked;
