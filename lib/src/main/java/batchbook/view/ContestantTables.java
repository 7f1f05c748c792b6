package batchbook.view;

import static batchbook.view.Columns.doubles;
import static batchbook.view.Columns.duration;
import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.optionalDoubles;
import static batchbook.view.Columns.strings;

import batchbook.Metrics;
import batchbook.Run;
import batchbook.compare.ClassScore;
import batchbook.compare.Confusion;
import batchbook.compare.Names;
import batchbook.compare.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Figures of compared runs as tables; the columns are told at {@link Compare}. */
final class ContestantTables {
    /** A table of more columns helps nobody. */
    private static final int MOST_CLASSES = 100;

    private ContestantTables() {}

    static Table summary(Contest contest) {
        SideBySide sides = contest.sides();
        List<Confusion> confusions = contest.confusions();
        List<Metrics> all = sides.runs().stream().map(Run::metrics).toList();
        List<Integer> places = IntStream.range(0, all.size()).boxed().toList();
        List<Column<?>> columns = new ArrayList<>();
        columns.add(strings("run", sides.names(), Function.identity()));
        columns.add(ints("prompts", all, Metrics::total));
        columns.add(ints("answered", all, Metrics::answered));
        if (!confusions.isEmpty()) {
            columns.add(ints("labelled", confusions, Confusion::rows));
            columns.add(optionalDoubles("accuracy", confusions, Confusion::accuracy));
            columns.add(optionalDoubles("precision", confusions, Confusion::precision));
            columns.add(optionalDoubles("recall", confusions, Confusion::recall));
            columns.add(optionalDoubles("f1", confusions, Confusion::f1));
            columns.add(optionalDoubles(
                    "kappa", confusions, confusion -> confusion.agreement().kappa()));
        }
        contest.scores().ifPresent(score -> {
            columns.add(optionalDoubles("score", places, score::mean));
            columns.add(ints("wins", places, score::wins));
            columns.add(ints("ties", places, score::ties));
        });
        columns.add(duration("p50_ms", all, Metrics::p50));
        columns.add(optionalDoubles("cost", all, Metrics::cost));
        return Table.create("", columns);
    }

    static Table agreement(Contest contest) {
        List<Pair> pairs = contest.pairs();
        List<String> names = contest.sides().names();
        return Table.create(
                "",
                strings("column", pairs, Pair::column),
                strings("run", pairs, pair -> names.get(pair.first())),
                strings("with", pairs, pair -> names.get(pair.second())),
                ints("rows", pairs, pair -> pair.agreement().rows()),
                ints("agreed", pairs, pair -> pair.agreement().agreed()),
                optionalDoubles("agreement", pairs, pair -> pair.agreement().share()),
                optionalDoubles("kappa", pairs, pair -> pair.agreement().kappa()));
    }

    static Table classes(Contest contest) {
        record OfRun(String run, ClassScore score) {}
        List<String> names = contest.sides().names();
        List<OfRun> all = IntStream.range(0, names.size())
                .boxed()
                .flatMap(run -> contest.confusion(run).scores().stream().map(score -> new OfRun(names.get(run), score)))
                .toList();
        return Table.create(
                "",
                strings("run", all, OfRun::run),
                strings("label", all, of -> of.score.name()),
                ints("labelled", all, of -> of.score.labelled()),
                ints("answered", all, of -> of.score.answered()),
                ints("right", all, of -> of.score.right()),
                optionalDoubles("precision", all, of -> of.score.precision()),
                doubles("recall", all, of -> of.score.recall()),
                doubles("f1", all, of -> of.score.f1()));
    }

    static Table confusion(Confusion whole) {
        Confusion confusion = whole.mostFrequent(MOST_CLASSES);
        List<Integer> places =
                IntStream.range(0, confusion.classes().size()).boxed().toList();
        List<String> names =
                Names.unique(Stream.of(List.of("label"), confusion.classes(), List.of("other answer", "no answer"))
                        .flatMap(List::stream)
                        .toList());
        List<Column<?>> columns = new ArrayList<>();
        columns.add(strings(names.get(0), confusion.classes(), Function.identity()));
        for (int answer : places) {
            columns.add(ints(names.get(answer + 1), places, label -> confusion.count(label, answer)));
        }
        IntColumn other = ints(names.get(places.size() + 1), places, confusion::other);
        if (other.sum() > 0) {
            columns.add(other);
        }
        columns.add(ints(names.get(places.size() + 2), places, confusion::none));
        return Table.create("", columns);
    }
}
