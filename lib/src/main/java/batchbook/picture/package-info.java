/**
 * How a picture looks, whatever it is of. Not for users, who call {@code batchbook.view.Charts}.
 *
 * <p>Start reading at {@link Theme}, the colours and fonts, and {@link Frame}, the words around a plot. {@link XYPicture},
 * {@link ColumnPicture}, {@link BarPicture} and {@link HeatPicture} are XChart's charts in such a frame, and {@link Texts} what is written on
 * it. Annotations such as {@link ColumnLabels} put words into a plot, {@link HeatCells} its cells, {@link Numbers} writes those of an axis.
 *
 * <p>{@link ChartImage} makes a picture of a chart.
 *
 * <p>It must not know what a run is, nor the notebook.
 */
@NullMarked
package batchbook.picture;

import org.jspecify.annotations.NullMarked;
