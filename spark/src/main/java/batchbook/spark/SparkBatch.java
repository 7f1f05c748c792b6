package batchbook.spark;

import batchbook.Batch;
import batchbook.gemini.Gemini;
import batchbook.prompt.Template;
import com.google.genai.types.GenerateContentConfig;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.encoders.RowEncoder;
import org.apache.spark.sql.types.StructType;

/**
 * Asks Gemini for each row of a Spark {@code Dataset}, in its executors.
 *
 * <pre>{@code
 * var ask = SparkBatch.asking("Is this review of {product} positive or negative?\n{text}")
 *         .model("gemini-flash-lite-latest")
 *         .choosing("positive", "negative")
 *         .journal("/shared/reviews");                    // a folder that all machines see
 *
 * ask.learn(reviews, 300)                                 // asks the first rows here, and divides the limit they meet
 *         .on(reviews)                                    // a Dataset with the answers beside the columns
 *         .write().parquet("answers");
 * }</pre>
 *
 * <p>Gives one row for each, failed ones too, in the order in which answers come: the columns of the input, those of a record
 * that is {@linkplain #answering asked for}, and what {@code Tables.of(run)} has of a run ({@code answer, success,
 * error_kind, error, attempts, latency_ms, tokens_in, tokens_out, cost, ..}). Where a name is taken already, {@code answer_} or
 * {@code run_} is put before it. Rows are read as requests can go, and handed on as answers come; memory is that of what is
 * under way. As everything in Spark it is done when somebody wants the rows, and again when somebody wants them again: write
 * them first, or name a {@link #journal}.
 *
 * <p>A key never travels: each executor takes its own from its environment, as {@link Gemini#fromEnv} does.
 * Nor do lambdas, which a cell of a notebook cannot send to another machine: all there is to say is said in plain values.
 *
 * <p>Immutable and serialisable.
 */
public final class SparkBatch implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final Recipe recipe;

    private SparkBatch(Recipe recipe) {
        this.recipe = recipe;
    }

    /**
     * Asks this of each row, with the values of columns in the place of their names in braces, as {@link
     * Template} tells. A row in which a value is missing is not asked, and says so in its row.
     *
     * @throws IllegalArgumentException when it is no template
     */
    public static SparkBatch asking(String template) {
        Template.of(template);
        return new SparkBatch(Recipe.of(template));
    }

    private SparkBatch with(ModelSetting setting, Serializable value) {
        return new SparkBatch(recipe.with(setting, value));
    }

    private SparkBatch with(PlanSetting setting, Serializable value) {
        return new SparkBatch(recipe.with(setting, value));
    }

    /** Another model, the same on all machines. Default {@link Gemini#DEFAULT_MODEL}. */
    public SparkBatch model(String name) {
        return with(ModelSetting.MODEL, name);
    }

    /** A system instruction. Default none. */
    public SparkBatch system(String instruction) {
        return with(ModelSetting.SYSTEM, instruction);
    }

    /** From 0 to 2. Default: the model's own. */
    public SparkBatch temperature(double value) {
        return with(ModelSetting.TEMPERATURE, value);
    }

    /** At most this many tokens for an answer, thinking included. Default: the model's own. */
    public SparkBatch maxOutputTokens(int most) {
        return with(ModelSetting.MAX_OUTPUT_TOKENS, most);
    }

    /**
     * Answers that are a record or an enum, as columns of their own; a dot in the name of one is an underscore. The class must
     * be on the class path of the executors: in a jar of {@code spark.jars}.
     *
     * @throws IllegalArgumentException when it was declared in a cell of a notebook, which is in no jar, or an answer cannot
     *     be of it
     */
    public SparkBatch answering(Class<?> type) {
        if (type.getName().startsWith("REPL.")) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " was declared in a cell, and executors have no such"
                            + " class: put it into a jar and name that in spark.jars, or ask for a few words with choosing(..), or"
                            + " for JSON with config(..).");
        }
        return with(ModelSetting.ANSWERING, type);
    }

    /** Answers that are one of these, in a column with the name "choice". */
    public SparkBatch choosing(String... choices) {
        return with(ModelSetting.CHOOSING, new ArrayList<>(List.of(choices)));
    }

    /** A configuration of the SDK, for all that has no setting here. What has one here goes before it. */
    public SparkBatch config(GenerateContentConfig whole) {
        return with(ModelSetting.CONFIG, whole.toJson());
    }

    /** Asks another address, a gateway or a simulator, which gets no key. Default: Google, with each executor's key. */
    public SparkBatch at(URI address) {
        return new SparkBatch(recipe.at(address));
    }

    /** Only these columns of the input stay. Default all. */
    public SparkBatch keep(String... columns) {
        return new SparkBatch(recipe.keeping(List.of(columns)));
    }

    /**
     * Writes each finished row to a journal, and does not ask again what is in it: a file for each partition, in a folder that
     * all machines see under the same name. A task that is tried again, on whatever executor and in whatever job, goes on
     * where it was, if its dataset has the same rows in the same partitions. Default none.
     *
     * @throws IllegalArgumentException when it is no folder of a file system, such as an address of HDFS or S3
     */
    public SparkBatch journal(String folder) {
        return new SparkBatch(recipe.journal(PartitionJournal.folder(folder).toString()));
    }

    /**
     * At most so many requests in any 60 seconds by each executor, whatever number of partitions it works on. Default: each
     * executor finds out, with refusals, as it does not know of the others. {@link #learn} finds out for all.
     */
    public SparkBatch perMinute(long requestsOfEachExecutor) {
        return with(PlanSetting.PER_MINUTE, requestsOfEachExecutor);
    }

    /** The same for tokens of prompts. */
    public SparkBatch tokensPerMinute(long tokensOfEachExecutor) {
        return with(PlanSetting.TOKENS_PER_MINUTE, tokensOfEachExecutor);
    }

    /** At most so many requests at once for each partition. Default: found out. */
    public SparkBatch workers(int most) {
        return with(PlanSetting.WORKERS, most);
    }

    /** How long one request may take. Default 2 minutes. */
    public SparkBatch timeout(Duration longest) {
        return with(PlanSetting.TIMEOUT, longest);
    }

    /** How often a row is tried in all. Default 5. */
    public SparkBatch tries(int most) {
        return with(PlanSetting.TRIES, most);
    }

    /**
     * Asks the first rows here, on the driver, until the provider names a limit, and gives each executor its share of it: all
     * that run or were ordered get the same, also one that has nothing to do. Prints what it learned. With a {@link #journal}
     * these rows are not asked again: each partition's begins with them. Blocks until they are answered and, once a limit is
     * met, until requests may go again, which takes up to a minute: that one is used up, and the executors begin with the
     * next. An executor that ends early cannot give its share to the others, so make some
     * partitions for each.
     *
     * @param first how many rows at most; more than the limit allows in a minute, or it is not met
     * @throws IllegalStateException when there is no key here, or the limit is less than one for each executor
     */
    public SparkBatch learn(Dataset<Row> rows, int first) {
        SparkContext context = rows.sparkSession().sparkContext();
        Executors.of(context); // throws before anything is asked
        Gemini gemini = recipe.gemini();
        RowPrompts prompts = new RowPrompts(rows.schema(), recipe.template());
        boolean stated = recipe.plan().containsKey(PlanSetting.WORKERS);
        String folder = recipe.journal();
        Quota quota = Quota.learn(
                model -> {
                    Batch plan =
                            stated ? recipe.plan(model) : recipe.plan(model).workers(Quota.workers(first));
                    return folder == null ? plan : plan.journal(PartitionJournal.ofDriver(folder));
                },
                gemini,
                rows.takeAsList(first).stream().flatMap(prompts::stream).iterator());
        // They have had the time to come.
        int executors = Executors.of(context);
        System.out.println(quota.told(executors));
        return new SparkBatch(quota.divided(recipe, executors));
    }

    /**
     * The rows with their answers. Nothing is asked yet.
     *
     * @throws IllegalArgumentException when the template, or what is to stay, names a column that is not there
     */
    public Dataset<Row> on(Dataset<Row> rows) {
        return rows.mapPartitions(this, encoder(rows.schema()));
    }

    /** The columns that come of an input with these. */
    public StructType schema(StructType input) {
        new RowPrompts(input, recipe.template());
        return new AnswerRows(input, recipe).schema();
    }

    /** {@link #schema} as {@code Dataset.mapPartitions} wants it. */
    public Encoder<Row> encoder(StructType input) {
        // Days and times are taken as either of the classes that Spark has for them.
        return RowEncoder.encoderFor(schema(input), true);
    }

    Recipe recipe() {
        return recipe;
    }

    /** Called by Spark, for each partition. */
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return Partition.of(recipe, rows);
    }
}
