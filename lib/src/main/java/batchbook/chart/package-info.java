/**
 * What pictures show of runs, and of tables. Not for users, who call {@code batchbook.view.Charts}.
 *
 * <p>Start reading at {@link LatencyChart}, the plainest: each chart has a class of its own, and one more for what there
 * is to see in it, such as {@link LatencyFinding}. {@link TimeAxis} and {@link ChartData} read a run for all of them,
 * {@link PaceChart} is what the two charts of the pace share, and {@link Comparison} how much faster runs were than one of
 * them. {@link HeatMap} is what charts of compared answers share. How it all looks is {@code batchbook.picture}.
 *
 * <p>Pure but for what XChart is: runs in, a chart of the caller's own out.
 *
 * <p>It must not know the notebook, nor providers, nor how a run is made.
 */
@NullMarked
package batchbook.chart;

import org.jspecify.annotations.NullMarked;
