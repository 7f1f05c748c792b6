package batchbook.chart;

import batchbook.Format;
import batchbook.compare.Confusion;
import batchbook.compare.Findings;
import batchbook.picture.HeatCells.Cell;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;

/** What was answered where people gave a label: right ones blue, wrong ones red. */
public final class ConfusionChart {
    private ConfusionChart() {}

    /**
     * Of one run.
     *
     * @param label what the labels are called
     * @param subtitle what it is of
     * @throws IllegalArgumentException when there is no label
     */
    public static HeatMapChart of(String label, String subtitle, Confusion confusion) {
        int all = confusion.classes().size();
        if (all == 0) {
            throw new IllegalArgumentException("no row that was asked has a label \"" + label + "\"");
        }
        Confusion shown = confusion.mostFrequent(HeatMap.MOST);
        List<String> classes = shown.classes();
        boolean others = IntStream.range(0, classes.size()).anyMatch(place -> shown.other(place) > 0);
        boolean none = shown.unanswered() > 0;
        List<String> answers = new ArrayList<>(classes);
        if (others) {
            answers.add("other");
        }
        if (none) {
            answers.add("no answer");
        }
        double[][] values = new double[classes.size()][answers.size()];
        List<List<Cell>> cells = new ArrayList<>();
        for (int place = 0; place < classes.size(); place++) {
            List<Cell> row = new ArrayList<>();
            int labelled = shown.scores().get(place).labelled();
            for (int column = 0; column < answers.size(); column++) {
                boolean isClass = column < classes.size();
                boolean isNone = none && column == answers.size() - 1;
                int count = isClass ? shown.count(place, column) : isNone ? shown.none(place) : shown.other(place);
                values[place][column] = count;
                row.add(cell(count, labelled, column == place ? Theme.ANSWERED : isNone ? Theme.INK : Theme.FAILED));
            }
            cells.add(row);
        }
        String caption = ChartData.sentences(
                Findings.right(confusion) + ".",
                Findings.mostConfused(confusion).orElse(""),
                Findings.others(confusion)
                        .map(words -> "Answers that are no label: " + words + ".")
                        .orElse(""),
                Findings.unlabelled(confusion.unlabelled()).orElse(""),
                classes.size() < all
                        ? "Of " + Format.count(all) + " labels the " + HeatMap.MOST
                                + " most frequent, the rest is other."
                        : "");
        return HeatMap.chart(
                "Answers by " + TableColumn.label(label),
                new Texts(subtitle, caption),
                new HeatMap.Axes("answer", TableColumn.label(label) + " (label)", answers, classes),
                values,
                cells);
    }

    private static Cell cell(int count, int labelled, Color hue) {
        double share = count / (double) labelled;
        return new Cell(count == 0 ? List.of("0") : List.of(Format.count(count), Format.percent(share)), hue, share);
    }
}
