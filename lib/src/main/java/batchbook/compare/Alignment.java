package batchbook.compare;

import batchbook.Prompt;
import batchbook.Result;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of several runs that belong to the same prompt. */
public final class Alignment {
    private Alignment() {}

    /**
     * What came of one prompt in each of the runs; never empty in all.
     *
     * @param results one for each run, empty where the prompt was not among its prompts
     */
    public record Row(List<Optional<Result>> results) {
        /** What was asked, as the first run that has the row tells it. */
        public Result first() {
            return results.stream().flatMap(Optional::stream).findFirst().orElseThrow();
        }

        /** What one of the runs has, when it is an answer. */
        public Optional<Result> answered(int run) {
            return results.get(run).filter(Result::ok);
        }
    }

    /**
     * Row by row, when all have as many rows and those at each place belong together: the same id, the same prompt, or the
     * same labels, as when two templates were filled from one table. Else each row is looked up by its id, or by what was
     * asked when it has none; equal ones one after the other.
     *
     * @param runs the results of each run
     * @return the rows of the first run in its order, then those that only later ones have
     */
    public static List<Row> of(List<? extends List<Result>> runs) {
        return byPlace(runs) ? places(runs) : lookedUp(runs);
    }

    private static boolean byPlace(List<? extends List<Result>> runs) {
        List<Result> first = runs.get(0);
        return runs.stream()
                .skip(1)
                .allMatch(run -> run.size() == first.size()
                        && IntStream.range(0, first.size())
                                .allMatch(i -> together(
                                        first.get(i).prompt(), run.get(i).prompt())));
    }

    private static boolean together(Prompt one, Prompt other) {
        if (!one.id().isEmpty() || !other.id().isEmpty()) {
            return one.id().equals(other.id());
        }
        boolean sameLabels = !one.labels().isEmpty() && one.labels().equals(other.labels());
        return (sameLabels && one.sample() == other.sample()) || Key.of(one, 0).equals(Key.of(other, 0));
    }

    private static List<Row> places(List<? extends List<Result>> runs) {
        return IntStream.range(0, runs.get(0).size())
                .mapToObj(i -> new Row(
                        runs.stream().map(run -> Optional.of(run.get(i))).toList()))
                .toList();
    }

    private static List<Row> lookedUp(List<? extends List<Result>> runs) {
        Map<Key, List<Optional<Result>>> rows = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            Map<Key, Integer> seen = new HashMap<>();
            for (Result result : runs.get(run)) {
                int occurrence = seen.merge(Key.of(result.prompt(), 0), 1, Integer::sum);
                rows.computeIfAbsent(Key.of(result.prompt(), occurrence), any -> nothing(runs))
                        .set(run, Optional.of(result));
            }
        }
        return rows.values().stream().map(List::copyOf).map(Row::new).toList();
    }

    private static List<Optional<Result>> nothing(Collection<?> runs) {
        return new ArrayList<>(Collections.nCopies(runs.size(), Optional.empty()));
    }

    /** What tells prompts apart: an id, or else all that is asked. */
    private record Key(
            String id, String text, List<Turn> history, List<Attachment> attachments, int sample, int occurrence) {
        static Key of(Prompt prompt, int occurrence) {
            return prompt.id().isEmpty()
                    ? new Key("", prompt.text(), prompt.history(), prompt.attachments(), prompt.sample(), occurrence)
                    : new Key(prompt.id(), "", List.of(), List.of(), prompt.sample(), occurrence);
        }
    }
}
