package batchbook.view;

import batchbook.Format;
import batchbook.chart.AgreementChart;
import batchbook.chart.ConfusionChart;
import batchbook.chart.ContestantsChart;
import batchbook.compare.Findings;
import batchbook.compare.Names;
import batchbook.compare.Pair;
import batchbook.html.CompareHtml;
import batchbook.html.Rendering;
import batchbook.html.TableHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HorizontalBarChart;
import tech.tablesaw.api.Table;

/** Compared runs as a cell and as a terminal shows them. */
final class CompareView {
    /** Of more runs a picture tells more. */
    private static final int MOST_PAIRS = 3;

    private CompareView() {}

    static Rendering of(Contest contest) {
        Table summary = ContestantTables.summary(contest);
        return Rendering.html(CompareHtml.of(headline(contest), sentences(contest), summary), text(contest));
    }

    static String text(Contest contest) {
        Stream<String> words = Stream.concat(Stream.of(headline(contest)), sentences(contest).stream());
        return String.join("\n", words.toList()) + "\n\n" + TableHtml.text(ContestantTables.summary(contest));
    }

    private static String headline(Contest contest) {
        SideBySide sides = contest.sides();
        String runs = Format.plural(sides.runs().size(), "run") + " of "
                + Format.plural(sides.rows().size(), "prompt");
        return runs
                + contest.on().map(column -> ", on " + column).orElse("")
                + contest.label()
                        .map(label -> ", against " + Names.oneLine(label))
                        .orElse("");
    }

    static List<String> sentences(Contest contest) {
        List<String> names = contest.sides().names();
        List<String> sentences = new ArrayList<>();
        contest.scores().ifPresent(scores -> sentences.add(Findings.winner(names, scores)));
        contest.label().ifPresent(label -> {
            sentences.addAll(Findings.accuracy(names, contest.confusions()));
            long without = contest.sides().labels(label).stream()
                    .filter(Objects::isNull)
                    .count();
            Findings.unlabelled((int) without).ifPresent(sentences::add);
        });
        List<Pair> pairs = contest.pairs(contest.column());
        if (pairs.size() <= MOST_PAIRS) {
            pairs.forEach(pair -> sentences.add(Findings.agreement(
                    names.get(pair.first()), names.get(pair.second()), contest.column(), pair.agreement())));
        }
        return sentences;
    }

    static HeatMapChart agreement(Contest contest) {
        return AgreementChart.of(
                contest.column(), headline(contest), contest.sides().names(), contest.pairs(contest.column()));
    }

    static HeatMapChart confusion(Contest contest, String run) {
        int place = contest.place(run);
        return ConfusionChart.of(contest.label().orElse(""), run + ", " + headline(contest), contest.confusion(place));
    }

    static HorizontalBarChart bars(Contest contest, String figure) {
        return ContestantsChart.of(headline(contest), ContestantTables.summary(contest), "run", figure);
    }
}
