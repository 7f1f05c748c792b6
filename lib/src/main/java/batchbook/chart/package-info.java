/**
 * Runs as pictures. Not for users, who call {@code batchbook.view.Charts}.
 *
 * <p>Start reading at {@link LatencyChart}, the plainest: each chart has a class of its own, in the colours and fonts of
 * {@link Theme}. {@link TimeAxis} and {@link ChartData} read a run for all of them, {@link PaceChart} is what the two
 * charts of the pace share, and {@link ChartImage} makes a picture of a chart.
 *
 * <p>Pure but for what XChart is: runs in, a chart of the caller's own out.
 *
 * <p>It must not know the notebook, nor providers, nor how a run is made.
 */
@NullMarked
package batchbook.chart;

import org.jspecify.annotations.NullMarked;
