package batchbook.view;

import batchbook.compare.Agreement;
import batchbook.compare.Confusion;
import batchbook.compare.Pair;
import batchbook.compare.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of compared runs. Immutable.
 *
 * @param on the part of the answers that is looked at; empty when it is all of them
 * @param label what people said; empty when that is not asked
 * @param scores by a measure of the user's; empty when there is none
 */
record Contest(SideBySide sides, Optional<String> on, Optional<String> label, Optional<Scores> scores) {
    /** The part of the answers that labels are compared with. */
    String column() {
        return on.orElseGet(
                () -> sides.columns().size() == 1 ? sides.columns().iterator().next() : SideBySide.ANSWER);
    }

    /** All parts of the answers in which runs may agree, the whole before them. */
    List<String> columns() {
        return on.isPresent() || sides.columns().size() < 2
                ? List.of(column())
                : Stream.concat(Stream.of(SideBySide.ANSWER), sides.columns().stream())
                        .toList();
    }

    /** Each run with each later one. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String column : columns()) {
            pairs.addAll(pairs(column));
        }
        return pairs;
    }

    List<Pair> pairs(String column) {
        List<List<@Nullable String>> values = IntStream.range(0, sides.runs().size())
                .mapToObj(run -> sides.values(run, column))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < values.size(); first++) {
            for (int second = first + 1; second < values.size(); second++) {
                pairs.add(new Pair(first, second, column, Agreement.of(values.get(first), values.get(second))));
            }
        }
        return pairs;
    }

    /** Of each run, with the labels; none when there are no labels. */
    List<Confusion> confusions() {
        if (label.isEmpty()) {
            return List.of();
        }
        List<@Nullable String> labels = sides.labels(label.get());
        return IntStream.range(0, sides.runs().size())
                .mapToObj(run -> confusion(labels, run))
                .toList();
    }

    private Confusion confusion(List<@Nullable String> labels, int run) {
        List<@Nullable String> answers = sides.values(run, column());
        List<Integer> asked = IntStream.range(0, answers.size())
                .filter(row -> SideBySide.asked(sides.rows().get(row), run))
                .boxed()
                .toList();
        return Confusion.of(SideBySide.map(asked, labels::get), SideBySide.map(asked, answers::get));
    }

    /** @throws IllegalStateException when there are no labels */
    Confusion confusion(int run) {
        if (label.isEmpty()) {
            throw new IllegalStateException(
                    "there is nothing to be right about: name the labels before, as in compare.against(\"label\")");
        }
        return confusion(sides.labels(label.get()), run);
    }

    /** @throws IllegalStateException when there are none */
    Scores needScores() {
        return scores.orElseThrow(() -> new IllegalStateException(
                "there are no scores: give them before, as in compare.scored(row -> -row.text().length())"));
    }

    /** @throws IllegalArgumentException when no run is called so */
    int place(String name) {
        int place = sides.names().indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException(
                    "there is no run \"" + name + "\": they are " + String.join(", ", sides.names()));
        }
        return place;
    }
}
