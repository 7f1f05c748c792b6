package batchbook.chart;

import batchbook.Format;
import batchbook.compare.Agreement;
import batchbook.compare.Findings;
import batchbook.compare.Pair;
import batchbook.picture.HeatCells.Cell;
import batchbook.picture.Texts;
import batchbook.picture.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;

/** How often each two of several gave the same answer. */
public final class AgreementChart {
    private AgreementChart() {}

    /**
     * Of each two.
     *
     * @param what they agree in, such as {@code sentiment}
     * @param subtitle what it is of
     * @param pairs each two once, the earlier of them first
     * @throws IllegalArgumentException when there are not two
     */
    public static HeatMapChart of(String what, String subtitle, List<String> names, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("one run has nobody to agree with: compare two or more");
        }
        int shown = Math.min(names.size(), HeatMap.MOST);
        double[][] values = new double[shown][shown];
        List<List<Cell>> cells = new ArrayList<>();
        for (int row = 0; row < shown; row++) {
            int at = row;
            values[row][row] = 1;
            cells.add(new ArrayList<>(
                    IntStream.range(0, shown).mapToObj(column -> shade(at)).toList()));
        }
        for (Pair pair : pairs) {
            if (pair.second() < shown) {
                double share = pair.agreement().share().orElse(0);
                values[pair.first()][pair.second()] = share;
                values[pair.second()][pair.first()] = share;
                cells.get(pair.first()).set(pair.second(), cell(pair.agreement()));
                cells.get(pair.second()).set(pair.first(), cell(pair.agreement()));
            }
        }
        List<String> some = names.subList(0, shown);
        String caption = ChartData.sentences(
                finding(what, names, pairs),
                shown < names.size() ? "Of " + Format.count(names.size()) + " runs the first " + shown + "." : "");
        return HeatMap.chart(
                "How often two runs gave the same " + what,
                new Texts(subtitle, caption),
                new HeatMap.Axes("", "", some, some),
                values,
                cells);
    }

    private static Cell shade(int row) {
        return new Cell(List.of("–"), Theme.NOT_RUN, -row);
    }

    private static Cell cell(Agreement agreement) {
        if (agreement.rows() == 0) {
            return new Cell(List.of("no row"), Theme.NOT_RUN, 0);
        }
        double share = agreement.share().orElse(0);
        String kappa = agreement.kappa().isPresent() ? "kappa " + Findings.number(agreement.kappa()) : "no kappa";
        return new Cell(List.of(Format.percent(share), kappa), Theme.ANSWERED, share);
    }

    private static String finding(String what, List<String> names, List<Pair> pairs) {
        Comparator<Pair> byShare =
                Comparator.comparingDouble(pair -> pair.agreement().share().orElse(-1));
        Pair most = pairs.stream().max(byShare).orElseThrow();
        Pair least = pairs.stream().min(byShare).orElseThrow();
        if (pairs.size() == 1 || most.agreement().rows() == 0) {
            return words(what, names, most);
        }
        return "Highest: " + words(what, names, most) + " Lowest: " + words(what, names, least);
    }

    private static String words(String what, List<String> names, Pair pair) {
        return Findings.agreement(names.get(pair.first()), names.get(pair.second()), what, pair.agreement());
    }
}
