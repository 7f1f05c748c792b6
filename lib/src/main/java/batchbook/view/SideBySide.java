package batchbook.view;

import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Run;
import batchbook.compare.Alignment;
import batchbook.compare.Alignment.Row;
import batchbook.compare.Category;
import batchbook.compare.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.columns.Column;

/** Several runs, row by row, and what the answers of each say. Immutable. */
final class SideBySide {
    /** The name of the whole answer. */
    static final String ANSWER = "answer";

    private final List<Run> runs;
    private final List<String> names;
    private final List<Row> rows;
    private final List<Map<String, Column<?>>> components;

    private SideBySide(List<Run> runs, List<String> names, List<Row> rows, List<Map<String, Column<?>>> components) {
        this.runs = runs;
        this.names = names;
        this.rows = rows;
        this.components = components;
    }

    static SideBySide of(List<Run> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is no run to compare: pass at least one");
        }
        return new SideBySide(
                List.copyOf(runs),
                Names.unique(runs.stream().map(Run::model).toList()),
                Alignment.of(runs.stream().map(Run::results).toList()),
                runs.stream().map(SideBySide::parts).toList());
    }

    SideBySide named(List<String> own) {
        if (own.size() != runs.size()) {
            throw new IllegalArgumentException(
                    "there are " + runs.size() + " runs and " + own.size() + " names: pass one for each");
        }
        return new SideBySide(runs, Names.unique(own), rows, components);
    }

    List<Run> runs() {
        return runs;
    }

    List<String> names() {
        return names;
    }

    List<Row> rows() {
        return rows;
    }

    /** For each row the prompt of the first run that has it. */
    List<Result> firsts() {
        return rows.stream().map(Row::first).toList();
    }

    /** The parts of the answers of any run, in their order; none when all answers are texts. */
    Set<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        components.forEach(run -> all.addAll(run.keySet()));
        return all;
    }

    /** Whether the answers of a run are texts, without parts. */
    boolean isText(int run) {
        return components.get(run).isEmpty();
    }

    /** A part of the answers of one run, a row for each of its results; empty when it has none of that name. */
    Optional<Column<?>> column(int run, String name) {
        return Optional.ofNullable(components.get(run).get(name));
    }

    /**
     * The name of a part as it is written in the answers, or {@link #ANSWER}.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    String column(String name) {
        Set<String> known = new LinkedHashSet<>(columns());
        known.add(ANSWER);
        return find(known, name, "the answers have no column");
    }

    /**
     * The name of a label as it is written in the prompts.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    String label(String name) {
        Set<String> known = new LinkedHashSet<>();
        runs.forEach(
                run -> run.forEach(row -> known.addAll(row.prompt().labels().keySet())));
        return find(known, name, "the prompts have no label");
    }

    private static String find(Set<String> known, String name, String none) {
        if (known.contains(name)) {
            return name;
        }
        return known.stream()
                .filter(each -> each.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(none + " \"" + name + "\": there "
                        + (known.isEmpty() ? "is none" : "are " + String.join(", ", known))));
    }

    /** What one run answered, row by row; null where it has no answer, or the answer leaves this part empty. */
    List<@Nullable String> values(int run, String column) {
        return map(
                rows,
                row -> row.answered(run)
                        .map(result -> text(run, result, column))
                        .orElse(null));
    }

    private @Nullable String text(int run, Result result, String column) {
        boolean isText = isText(run);
        // Where there is one part only, a text is compared with that.
        if (!column.equals(ANSWER) && !(isText && columns().size() == 1)) {
            return cell(components.get(run).get(column), result.index());
        }
        return isText
                ? Category.text(result.text())
                // A separator that no answer has.
                : components.get(run).values().stream()
                        .map(part -> Objects.toString(cell(part, result.index()), ""))
                        .collect(Collectors.joining("\u001f"));
    }

    static @Nullable String cell(@Nullable Column<?> column, int row) {
        return column == null || column.isMissing(row) ? null : Category.text(column.get(row));
    }

    /** The label of each row, as any run that has the row tells it; null where there is none. */
    List<@Nullable String> labels(String name) {
        return map(
                rows,
                row -> row.results().stream()
                        .flatMap(Optional::stream)
                        .map(Result::prompt)
                        .map(prompt -> label(prompt, name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private static @Nullable String label(Prompt prompt, String name) {
        return Category.text(prompt.labels().get(name));
    }

    /** Whether a run was asked this, and went on until there was an answer or a failure. */
    static boolean asked(Row row, int run) {
        return row.results()
                .get(run)
                .filter(result -> !(result.outcome() instanceof Outcome.NotRun))
                .isPresent();
    }

    /** Like the map of a stream, whose lists have no place for null. */
    static <T, R> List<@Nullable R> map(List<T> list, Function<T, @Nullable R> function) {
        List<@Nullable R> mapped = new ArrayList<>(list.size());
        list.forEach(each -> mapped.add(function.apply(each)));
        return mapped;
    }

    /** Parts of the answers of a run as columns by name, a row for each of its results; none when answers are texts. */
    private static Map<String, Column<?>> parts(Run run) {
        Map<String, Column<?>> parts = new LinkedHashMap<>();
        run.answerType()
                .map(type -> AnswerColumns.of(run.results(), type))
                .orElse(List.of())
                .forEach(column -> parts.put(column.name(), column));
        return parts;
    }
}
