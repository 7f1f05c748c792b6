package batchbook.view;

import batchbook.Batch;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Run;
import batchbook.compare.Scores;
import batchbook.html.Rendering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Runs compared: which model, or which wording, answers better. Shows itself in a cell, a row for each run, with what there
 * is to see in it.
 *
 * <pre>{@code
 * var compare = Compare.models(prompts, flash, lite).on("sentiment").against("label");
 * compare                                   // accuracy, precision, recall, F1, latency and cost of each
 * compare.agreement()                       // how often two say the same, with Cohen's kappa
 * compare.confusion("lite")                 // what was answered instead
 * Charts.confusion(compare, "lite")
 * compare.scored(row -> -row.text().length()).best()     // the best answer to each prompt, by your own measure
 * }</pre>
 *
 * <p>Rows of the runs belong together by place when all have the same prompts, ids or labels there, and else by id, or by
 * text without one; {@link #table()} has them side by side. Two answers are the same when their texts are, but for case and
 * for blanks at their ends; numbers are the same when their values are, and lists when they are in the same order.
 *
 * <p>Immutable and safe to share between threads: each method gives a new value.
 */
public final class Compare implements Shown {
    static {
        Notebook.install();
    }

    private final Contest contest;

    private Compare(Contest contest) {
        this.contest = contest;
    }

    /**
     * Runs that there are already; one alone can be compared with labels.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Compare of(Run... runs) {
        return of(List.of(runs));
    }

    /** {@link #of(Run...)} for runs made in a loop. */
    public static Compare of(Collection<Run> runs) {
        SideBySide sides = SideBySide.of(List.copyOf(runs));
        return new Compare(new Contest(sides, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /**
     * Asks each model the same prompts, one model after the other.
     *
     * @param prompts what {@link Batch#run(Iterable)} takes
     * @throws CancellationException when the thread was interrupted: {@link Batch#last()} has the rows of the model that was
     *     asked then, and {@link #last()} the runs before it
     */
    public static Compare models(Iterable<?> prompts, Model... models) {
        return models(prompts, Stream.of(models).map(Batch::of).toArray(Batch[]::new));
    }

    /** {@link #models(Iterable, Model...)} with plans, for journals, budgets and checks. */
    public static Compare models(Iterable<?> prompts, Batch... plans) {
        List<Object> all = new ArrayList<>();
        prompts.forEach(all::add);
        List<Iterable<?>> same = new ArrayList<>();
        Stream.of(plans).forEach(plan -> same.add(all));
        return of(CompareRuns.run(same, List.of(plans)));
    }

    /**
     * Asks one model the same rows in several wordings, one after the other; the runs are called {@code template 1} and on.
     *
     * <pre>{@code
     * Compare.prompts(reviews, gemini, "Positive or negative? {text}", "Would this customer buy again? {text}")
     * }</pre>
     *
     * @param templates what {@link Tables#prompts(Table, String)} takes
     * @throws CancellationException as {@link #models(Iterable, Model...)}
     */
    public static Compare prompts(Table table, Model model, String... templates) {
        return prompts(table, Batch.of(model), templates);
    }

    /** {@link #prompts(Table, Model, String...)} with a plan, for a journal, a budget or checks. */
    public static Compare prompts(Table table, Batch plan, String... templates) {
        // All before the first is sent: a wrong one is told at once.
        List<List<Prompt>> prompts = Stream.of(templates)
                .map(template -> RowPrompts.of(TableRows.of(table), template, null))
                .toList();
        List<Run> runs = CompareRuns.run(prompts, Collections.nCopies(templates.length, plan));
        return of(runs).named(IntStream.rangeClosed(1, runs.size())
                .mapToObj(number -> "template " + number)
                .toArray(String[]::new));
    }

    /**
     * What there is of the comparison of models or templates that ended a run last in this JVM: all its runs that came to
     * their end, when it was stopped before its own.
     *
     * @throws IllegalStateException when there is none
     */
    public static Compare last() {
        return of(CompareRuns.last());
    }

    /**
     * With names of your own for the runs, in their order. By default they are called as their models, the second of the
     * same name {@code flash (2)}.
     *
     * @throws IllegalArgumentException when there are not as many as runs
     */
    public Compare named(String... names) {
        return new Compare(
                new Contest(contest.sides().named(List.of(names)), contest.on(), contest.label(), contest.scores()));
    }

    /**
     * With one part of typed answers looked at, such as {@code "sentiment"}; by default the whole answer.
     *
     * @throws IllegalArgumentException when no answer has such a part; the message lists those there are
     */
    public Compare on(String column) {
        Optional<String> part = Optional.of(contest.sides().column(column));
        return new Compare(new Contest(contest.sides(), part, contest.label(), contest.scores()));
    }

    /**
     * With what people said: a column of the table that the prompts were made of, or a label that they have. The summary
     * gets accuracy, precision, recall, F1 and kappa.
     *
     * <p>A row without a label is left out, and so is one that was not asked before its run was stopped. A row that failed
     * counts, and is wrong. Precision, recall and F1 are means of the classes of the labels, each with the same weight.
     *
     * @throws IllegalArgumentException when the prompts have no such label, or the answers have several parts and {@link
     *     #on} says none of them
     */
    public Compare against(String column) {
        SideBySide sides = contest.sides();
        if (contest.on().isEmpty() && sides.columns().size() > 1) {
            throw new IllegalArgumentException("the answers have several parts, " + String.join(", ", sides.columns())
                    + ": say before which is meant, as in .on(\""
                    + sides.columns().iterator().next() + "\").against(\""
                    + column + "\")");
        }
        return new Compare(new Contest(sides, contest.on(), Optional.of(sides.label(column)), contest.scores()));
    }

    /**
     * With a score for each answer, of which more is better. The summary gets the mean score, over the rows in which all
     * runs have one, and in how many rows each did better than all others ({@code wins}) or as well as the best of them
     * ({@code ties}).
     *
     * @param scorer asked once for each row with an answer; what is not a number is no score
     * @throws IllegalArgumentException when the scorer throws, naming the row
     */
    public Compare scored(ToDoubleFunction<Result> scorer) {
        int size = runs().size();
        List<double[]> rows = contest.sides().rows().stream()
                .map(row -> IntStream.range(0, size)
                        .mapToDouble(run -> row.answered(run)
                                .map(result -> score(scorer, result, run))
                                .orElse(Double.NaN))
                        .toArray())
                .toList();
        Optional<Scores> scores = Optional.of(Scores.of(size, rows));
        return new Compare(new Contest(contest.sides(), contest.on(), contest.label(), scores));
    }

    private double score(ToDoubleFunction<Result> scorer, Result row, int run) {
        try {
            return scorer.applyAsDouble(row);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the scorer failed at row " + row.index() + " of " + names().get(run) + ": " + e, e);
        }
    }

    /** The runs, in their order. */
    public List<Run> runs() {
        return contest.sides().runs();
    }

    /** What the runs are called, in their order. */
    public List<String> names() {
        return contest.sides().names();
    }

    /** One row for each prompt, as {@link Tables#compare(Run...)}. */
    public Table table() {
        return CompareTable.of(contest.sides());
    }

    /**
     * One row for each run: run, prompts, answered; after {@link #against} labelled (rows with a label), accuracy, precision,
     * recall, f1, kappa; after {@link #scored} score, wins, ties; p50_ms (median
     * latency), cost (US dollars; missing when a price is not known). {@link Tables#summary} has times and tokens too.
     */
    public Table summary() {
        return ContestantTables.summary(contest);
    }

    /**
     * One row for each two runs, of typed answers for the whole of them and for each part: column, run, with, rows (those
     * that both answered), agreed, agreement (the share of them), kappa (Cohen's: 1 is always, 0 as often as by chance; missing
     * when both gave one and the same answer to all, as chance alone would have them agree then).
     */
    public Table agreement() {
        return ContestantTables.agreement(contest);
    }

    /**
     * One row for each class of the labels and each run: run, label, labelled (rows), answered (rows with a label that were
     * answered so), right, precision (missing when none was answered so), recall, f1.
     *
     * @throws IllegalStateException without {@link #against}
     */
    public Table classes() {
        return ContestantTables.classes(contest);
    }

    /**
     * What one run answered where people gave a label: a row for each class of the labels, a column for each class, for other
     * answers, and for none.
     *
     * @param run its name, as {@link #names()} has it
     * @throws IllegalStateException without {@link #against}
     * @throws IllegalArgumentException when there is no such run
     */
    public Table confusion(String run) {
        return ContestantTables.confusion(contest.confusion(contest.place(run)));
    }

    /** {@link #confusion(String)} of the first run. */
    public Table confusion() {
        return confusion(names().get(0));
    }

    /**
     * The best answer to each prompt, as a table: labels, id, prompt, run (who gave it), score, tied (whether another has the
     * same score; then it is the first of them), answer. Missing where nobody has a score.
     *
     * @throws IllegalStateException without {@link #scored}
     */
    public Table best() {
        return CompareTable.best(contest.sides(), contest.needScores());
    }

    /**
     * Names of the runs with the highest mean score: several when they tie, none when there is no row in which all have one.
     *
     * @throws IllegalStateException without {@link #scored}
     */
    public List<String> winners() {
        return contest.needScores().winners().stream().map(names()::get).toList();
    }

    Contest contest() {
        return contest;
    }

    @Override
    public Rendering rendering() {
        return CompareView.of(contest);
    }

    /** The summary, and what there is to see in it, as lines of text. */
    @Override
    public String toString() {
        return CompareView.text(contest);
    }
}
