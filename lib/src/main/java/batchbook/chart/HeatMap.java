package batchbook.chart;

import batchbook.picture.HeatCells;
import batchbook.picture.HeatCells.Cell;
import batchbook.picture.HeatPicture;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** What the heat maps have in common: a row and a column for each name, from top to bottom and from left to right. */
final class HeatMap {
    /** More would be too small to be read. */
    static final int MOST = 12;

    private static final int AROUND = 190;
    private static final int MOST_HEIGHT = 60;
    private static final int LEAST_HEIGHT = 34;
    private static final double CHARACTER = 7.6;

    private HeatMap() {}

    /** The axes' titles, and the names at their ticks. */
    record Axes(String x, String y, List<String> columns, List<String> rows) {}

    static HeatMapChart chart(String title, Texts texts, Axes axes, double[][] values, List<List<Cell>> cells) {
        int height = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, 420 / Math.max(1, axes.rows.size())));
        List<String> columns = distinct(axes.columns);
        boolean turned = columns.stream()
                        .mapToDouble(name -> CHARACTER * name.length())
                        .max()
                        .orElse(0)
                > (Theme.WIDTH - 180.0) / Math.max(1, columns.size());
        int around = AROUND + (turned ? 110 : 0);
        HeatMapChart chart = Theme.chart(
                new HeatPicture(around + height * Math.max(2, axes.rows.size()), texts), title, axes.x, axes.y);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setAxisTicksLineVisible(false);
        chart.getStyler().setAxisTickPadding(8);
        // Along the tops of tall letters, and so on one base line.
        chart.getStyler().setXAxisLabelAlignmentVertical(TextAlignment.Right);
        chart.getStyler().setRangeColors(new Color[] {Theme.CLEAR});
        chart.getStyler().setDrawBorder(false);
        chart.getStyler().setXAxisMaxLabelCount(2 * MOST + 2);
        if (turned) {
            chart.getStyler().setXAxisLabelRotation(45);
            chart.getStyler().setXAxisLabelAlignment(TextAlignment.Right);
        }
        // XChart's rows begin at the bottom.
        List<String> rows = new ArrayList<>(distinct(axes.rows));
        Collections.reverse(rows);
        List<Number[]> heat = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                heat.add(new Number[] {column, values.length - 1 - row, values[row][column]});
            }
        }
        // All are below it: of a colour between two XChart forgets how transparent they are.
        chart.addSeries(title, columns, rows, heat).setMin(Double.MAX_VALUE);
        chart.addAnnotation(new HeatCells(cells));
        return chart;
    }

    /** XChart takes equal names for one. */
    private static List<String> distinct(List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String label = TableColumn.label(name);
            int count = seen.merge(label, 1, Integer::sum);
            distinct.add(count == 1 ? label : label + " (" + count + ")");
        }
        return distinct;
    }
}
