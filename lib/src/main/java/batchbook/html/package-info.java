/**
 * Runs, tables and the live display as HTML. Not for users, whose cells show it by way of {@code batchbook.view.Notebook}.
 *
 * <p>Start reading at {@link RunHtml}, {@link SnapshotHtml} and {@link TableHtml}: a run, how far one has come, and a table.
 * The two of a run have the same {@link Figures}, and read well where a page drops styles: what only styles keep
 * apart has a text between that styles hide ({@code Html.plain}).
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
