package batchbook.view;

import batchbook.Batch;
import batchbook.Prompt;
import batchbook.Run;
import batchbook.answer.AnswerType;
import batchbook.file.Database;
import batchbook.file.SpreadsheetSafe;
import batchbook.file.TableReader;
import batchbook.file.TableWriter;
import batchbook.file.TextLines;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Prompts from tables, runs as tables, and tables in files.
 *
 * <pre>{@code
 * var prompts = Tables.prompts(Tables.read("feedback.csv"), "Classify this review of {product}: {text}");
 * var table   = Tables.of(Batch.of(gemini).run(prompts));       // the columns of the file, and the answers
 * table.where(table.booleanColumn("success").isFalse()).selectColumns("prompt", "error_kind", "error")
 * }</pre>
 *
 * <p>Times are {@code Instant}s, durations milliseconds as doubles, what there is not is missing, and each table is yours to
 * change. (Tablesaw 0.44 loses rows in {@code inner} joins of a left table with a key 1,001 times or more: use {@link #join}.)
 */
public final class Tables {
    static {
        Notebook.install();
    }

    private Tables() {}

    /**
     * One row for each prompt, in the order of the prompts: the labels, which for {@link #prompts prompts of a table} are its
     * columns; a column for each component of a {@linkplain batchbook.Model#answerType() typed} answer; then index, id (when
     * a prompt has one), sample (of {@linkplain Batch#samples several answers}), prompt, files and turns (when a prompt has
     * any), answer, success, error_kind, error, attempts, deduplicated, resumed, queued, sent, finished, queue_ms, wait_ms,
     * held_ms, latency_ms, tokens_in, tokens_out, tokens_thinking, tokens_cached, cost (when the price of the model is
     * known), finish_reason, model, model_version.
     *
     * <p>Your names stay: a component that is called like a label, in whatever case, is {@code answer_NAME}, and a column of
     * the run that is called like either is {@code run_NAME}; an id that is a label too is there once. Labels have the types
     * of their values, texts where there are several types. Of a record in a record the column is {@code seller.name}, of an
     * enum alone it has the enum's name, of {@code choosing(..)} it is {@code choice}. Numbers, truth values and times have
     * their type; a list or a map is JSON text, for {@link #explode}. What there is not is missing.
     *
     * <p>The answer of a failed row is the part that came. The part of queue_ms and wait_ms in which a limit, a pause or a
     * budget let nothing go is held_ms. Tokens and cost (in US dollars) are of all requests of a row, as its latency is: an
     * answer that could not be used is billed too; they are 0 for a row that shares the answer of an equal prompt. The model
     * is the one that was asked ({@link batchbook.Result#model()}), its version what the provider says it was.
     */
    public static Table of(Run run) {
        return RunTable.of(run);
    }

    /**
     * The rows of several runs below each other: the columns of {@link #of(Run)} behind a column run, which names each as
     * {@link Compare#names()} does. What only some of the runs have is missing in the others.
     */
    public static Table of(Run... runs) {
        return of(List.of(runs));
    }

    /** {@link #of(Run...)} for runs made in a loop. */
    public static Table of(Collection<Run> runs) {
        return LongTable.of(List.copyOf(runs));
    }

    /**
     * {@link #of(Run)} of a run that was read from a file, or whose model was not asked for a type: with a column for each
     * component of a record, or one for an enum, which is missing where the answer is none: {@code
     * Tables.of(Journal.read("reviews.jsonl", Result::ok), Review.class)}.
     */
    public static Table of(Run run, Class<?> type) {
        return RunTable.of(run, AnswerColumns.of(run.results(), AnswerType.of(type)));
    }

    /**
     * {@link #of(Run)} with a column for each field of answers that are JSON objects, in the order in which the fields come
     * up, typed where all of a column agree. An object in an object gives {@code seller.name}; a list is text, for {@link
     * #explode}. Fences and sentences around the JSON are passed over; other rows have missing values. At most 500 columns.
     */
    public static Table json(Run run) {
        return RunTable.of(run, AnswerColumns.ofJson(run.results()));
    }

    /**
     * A row for each element of the lists in a column, with the other columns repeated. A row whose list is empty or missing
     * stays, with a missing value. The elements become numbers or truth values where all are such, and else texts;
     * objects give a column for each of their fields, {@code items.price}.
     */
    public static Table explode(Table table, String column) {
        return ExplodedTable.of(table, column);
    }

    /**
     * One prompt for each row of a table: the template with the names of columns in braces, filled with the row's values.
     *
     * <pre>{@code
     * var prompts = Tables.prompts(reviews, "Classify this review of {product}: {text}");
     * }</pre>
     *
     * <p>All columns of the row are labels of its prompt, with their types, and so they stand before the answer in {@link
     * #of}. {@code {photo:file}} attaches the file of that path, at this place. {@code {stars?}} may be missing, and is then
     * nothing. A brace of the text is written twice, <code>{{</code>; those in values stay. Numbers have no needless
     * digits, times are those of ISO 8601. {@link batchbook.prompt.Template} fills one by hand.
     *
     * @throws IllegalArgumentException when there is no such column (it says which there are), a brace is not closed, no
     *     column is named, rows lack a value that the template needs (it says which rows), or a file cannot be attached
     */
    public static List<Prompt> prompts(Table table, String template) {
        return RowPrompts.of(TableRows.of(table), template, null);
    }

    /** The same with a column that names the rows, by its text: the {@linkplain Prompt#id id} of each prompt, never one twice. */
    public static List<Prompt> prompts(Table table, String template, String key) {
        return RowPrompts.of(TableRows.of(table), template, key);
    }

    /** Of the table in a file. Files that the template names are looked for in the notebook's directory, and else beside it. */
    public static List<Prompt> prompts(String file, String template) {
        return RowPrompts.of(TableRows.of(read(file), Path.of(file)), template, null);
    }

    /** Of the table in a file, with a column that names the rows. */
    public static List<Prompt> prompts(String file, String template, String key) {
        return RowPrompts.of(TableRows.of(read(file), Path.of(file)), template, key);
    }

    /** Of maps, whose keys are the columns, or of records of your own, whose components are. */
    public static List<Prompt> prompts(Iterable<?> rows, String template) {
        return RowPrompts.of(rows, template, null);
    }

    /** Of maps or records, with a column that names the rows. */
    public static List<Prompt> prompts(Iterable<?> rows, String template, String key) {
        return RowPrompts.of(rows, template, key);
    }

    /**
     * Every row of a table with what the run has of it, the first with the first prompt and so on, and as often as it was
     * asked: for prompts that were made without {@link #prompts}, as {@link #of} has the columns of those.
     *
     * @throws IllegalArgumentException when there are not as many of both
     */
    public static Table join(Run run, Table source) {
        return RunJoin.byPlace(run, source);
    }

    /**
     * Every row of a table with what the run has of the prompt whose id is the text of this column; missing where nothing.
     *
     * @throws IllegalArgumentException when there is no such column, the prompts have no ids, one id is that of two
     *     prompts, or no id is found
     */
    public static Table join(Run run, Table source, String key) {
        return RunJoin.byKey(run, source, key);
    }

    /**
     * Answers of several runs beside each other, one row for each prompt: the labels, id, prompt, then for typed answers each
     * part from each run ({@code sentiment_flash}, {@code sentiment_lite}), for texts the answers ({@code answer_flash}), each
     * named as {@link Compare#names()} says; agree, and for answers of several parts differs. {@link Compare} says more.
     */
    public static Table compare(Run... runs) {
        return CompareTable.of(SideBySide.of(List.of(runs)));
    }

    /**
     * One row for each request, retries included, in the order of the prompts: index, attempt, lane, queued, sent,
     * finished, wait_ms, held_ms (the part of wait_ms in which a limit, a pause or a budget let nothing go), latency_ms,
     * success, error_kind, error, tokens_in, tokens_out, tokens_thinking, tokens_cached (of an answer, or of what came of
     * one).
     */
    public static Table attempts(Run run) {
        return AttemptTable.of(run);
    }

    /**
     * One row for each run, to compare them: workers, prompts, answered, failed, not_run, retried, requests, refused
     * (those of the requests that were answered with 429), success_rate (0 to 1), wall_s, speed_up, p50_ms, p90_ms, p95_ms,
     * p99_ms, mean_ms, mean_in_flight, most_in_flight (requests under way), per_prompt_ms, prompts_per_s, tokens_in,
     * tokens_out (thinking included), cost (US dollars; missing when the price of the model is not known).
     *
     * <p>The speed-up is that {@linkplain Run#speedUp over} the sequential run, or else the first one; missing for one run.
     */
    public static Table summary(Run... runs) {
        return summary(List.of(runs));
    }

    /** {@link #summary(Run...)} for runs made in a loop. */
    public static Table summary(Collection<Run> runs) {
        return SummaryTable.of(List.copyOf(runs));
    }

    /** One row for each of {@link Run#changes()}: time_s (since the start), cap (requests at once), per_minute, why. */
    public static Table changes(Run run) {
        return PaceTables.changes(run);
    }

    /** One row for each of {@link Run#pauses()}: from_s, to_s (seconds since the start), lasted_s, why. */
    public static Table pauses(Run run) {
        return PaceTables.pauses(run);
    }

    /**
     * One row for each limit that was {@linkplain Batch#limits() learned} in this JVM: account (the model, and where it is
     * asked), counts ({@code requests} or {@code tokens}), window ({@code minute} or {@code day}), value, allowed (how many
     * of them are used), learned (when), from (the answer that told it).
     */
    public static Table limits() {
        return PaceTables.limits();
    }

    /**
     * The table in a file, by what its name ends in: {@code .csv .tsv .json .jsonl .ndjson .xlsx .parquet}, and {@code .txt .md},
     * whose lines are rows of one column, {@code text}. {@code Tables.read("feedback.csv").stringColumn("text")} are prompts.
     *
     * <p>Texts stay as they are, of any length, {@code NA}, {@code null} and blanks at their ends included; an empty one is a
     * missing value. A column is one of numbers, truth values, dates ({@code 2026-11-25}) or times where each of its cells is
     * one, and else of texts, as are numbers that would lose something ({@code 007}). Text is in UTF-8, or says by a byte
     * order mark what it is in. The path is seen from the notebook's directory. (More of each format: docs/files.md.)
     *
     * @throws IllegalArgumentException when there is no such file, or its name says no format
     * @throws IllegalStateException when it is in another encoding, or no table, naming the line
     */
    public static Table read(String file) {
        return read(Path.of(file));
    }

    /** {@link #read(String)} for a path. */
    public static Table read(Path file) {
        return TableReader.read(file, StandardCharsets.UTF_8);
    }

    /**
     * {@link #read(String)} in another encoding, such as Excel's {@code "windows-1252"}; or, by JDBC, a table of a database or
     * what a query gives: {@code read("jdbc:sqlite:reviews.db", "reviews")}. A missing driver is told with the line to run.
     */
    public static Table read(String file, String encoding) {
        return Database.isAddress(file)
                ? Database.read(file, encoding)
                : TableReader.read(Path.of(file), Charset.forName(encoding));
    }

    /** A row for each text file of a folder, by name: file, text. Like {@code *.txt}, or of its folders too: {@code **.txt}. */
    public static Table files(String folder, String pattern) {
        return TextLines.files(Path.of(folder), pattern);
    }

    /**
     * Writes a table so that {@link #read(String)} gives it back as it was, by what the name ends in ({@code .txt} is none).
     * A file that is there is replaced. Texts are written as they are: {@link #forSpreadsheet} is for CSV that a spreadsheet
     * is to open when a model wrote it; in {@code .xlsx} no text is a formula.
     *
     * @throws IllegalArgumentException when the table has no columns, or the format cannot hold it
     */
    public static void write(Table table, String file) {
        write(table, Path.of(file));
    }

    /** {@link #write(Table, String)} for a path. */
    public static void write(Table table, Path file) {
        TableWriter.write(table, file);
    }

    /** A sink for {@link Batch#stream} that writes each row to a file, .csv, .tsv or .jsonl, with the columns of {@link #of}. */
    public static RowWriter writer(String file) {
        return new RowWriter(Path.of(file), null);
    }

    /** {@link #writer(String)} with the columns of typed answers. */
    public static RowWriter writer(String file, Class<?> type) {
        return new RowWriter(Path.of(file), AnswerType.of(type));
    }

    /** Into a database by JDBC, replacing a table of that name: {@code write(table, "jdbc:duckdb:reviews.db", "reviews")}. */
    public static void write(Table table, String url, String name) {
        Database.write(table, url, name);
    }

    /** The same, but rows that are there stay: those of the same key are changed, others and new columns are added. */
    public static void write(Table table, String url, String name, String key) {
        Database.upsert(table, url, name, key);
    }

    /**
     * A copy that is safe to open in a spreadsheet: texts and names of columns that it would run as a formula, as they
     * begin with {@code = + - @} (blanks and invisible characters before it do not count), a tab or a line break, get an
     * apostrophe before them: {@code Tables.write(Tables.forSpreadsheet(Tables.of(run)), "answers.csv")}.
     */
    public static Table forSpreadsheet(Table table) {
        return SpreadsheetSafe.copy(table);
    }
}
