import batchbook.spark.SparkBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Asks for each of 300 reviews whether it is positive, in two executors: ./lab spark. A single file, run as it is: what the
 * executors need of it they get from jars.
 */
public class Reviews {
    private static final Map<String, String> OPTIONS = new TreeMap<>(Map.of(
            "--master", "local-cluster[2,1,1024]", // two executors with a JVM each, on this machine
            "--rows", "300",
            "--partitions", "20", // some for each executor, so that all end together
            "--workers", "0", // requests at once for each partition; 0 finds out
            "--learn", "0", // so many rows are asked first, to learn the limit for all; 0 for none
            "--journal", "",
            "--to", "target/answers"));

    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            OPTIONS.computeIfPresent(arguments[i], (name, before) -> null);
            OPTIONS.put(arguments[i], arguments[i + 1]);
        }
        String master = OPTIONS.get("--master");
        requireMaster(master);
        try (SparkSession spark = SparkSession.builder()
                .appName("reviews")
                .master(master)
                .config("spark.jars", jars())
                .config("spark.ui.enabled", false)
                // Both executors begin, not one for all because the other was late.
                .config("spark.cores.max", 2)
                .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
                // Two attempts at one partition would ask it twice.
                .config("spark.speculation", false)
                .getOrCreate()) {
            ask(spark);
        }
    }

    private static void ask(SparkSession spark) {
        Dataset<Row> reviews = spark.read()
                .option("header", true)
                .option("multiLine", true)
                .option("escape", "\"")
                .csv("../notebooks/data/feedback.csv")
                .limit(number("--rows"))
                // By a key: the same rows in the same partitions, whenever it is done.
                .repartition(number("--partitions"), functions.col("id"));
        SparkBatch ask = SparkBatch.asking("Is this review of {product} positive or negative?\n{text}")
                .model("gemini-flash-lite-latest")
                .choosing("positive", "negative", "neutral")
                .keep("id", "product", "human_sentiment");
        if (number("--workers") > 0) {
            ask = ask.workers(number("--workers"));
        }
        if (!OPTIONS.get("--journal").isEmpty()) {
            ask = ask.journal(OPTIONS.get("--journal"));
        }
        if (number("--learn") > 0) {
            ask = ask.learn(reviews, number("--learn"));
        }
        long began = System.nanoTime();
        // Written first: whoever wants the rows twice from what is not written asks twice.
        ask.on(reviews).write().mode("overwrite").json(OPTIONS.get("--to"));
        System.out.println("asked in " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
        Dataset<Row> answers = spark.read().json(OPTIONS.get("--to"));
        answers.groupBy("choice", "human_sentiment").count().orderBy("choice", "human_sentiment").show();
        answers.select("id", "product", "choice", "latency_ms", "tokens_in", "attempts").orderBy("id").show(5);
    }

    private static int number(String option) {
        return Integer.parseInt(OPTIONS.get(option));
    }

    /** What goes to the executors: the jars of batchbook-spark, which stand on this program's class path too. */
    private static String jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(jar -> Path.of(jar).getParent().endsWith("target/jars"))
                .collect(Collectors.joining(","));
    }

    /** Spark itself tries for a minute and says then that all masters are unresponsive. */
    private static void requireMaster(String master) throws IOException {
        if (!master.startsWith("spark://")) {
            return;
        }
        List<URI> all = Stream.of(master.substring("spark://".length()).split(","))
                .map(one -> URI.create("spark://" + one))
                .toList();
        for (URI one : all) {
            if (one.getHost() == null || one.getPort() < 0) {
                System.err.println("'" + one.getSchemeSpecificPart().substring(2) + "' is no address of a master: they are like"
                        + " spark://host:7077");
                continue;
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(one.getHost(), one.getPort()), 5_000);
                return;
            } catch (IOException e) {
                System.err.println(one + " does not answer: " + e.getMessage());
            }
        }
        System.err.println("No Spark master answers: start it (sbin/start-master.sh), correct --master, or leave it out for two"
                + " executors on this machine. Nothing was asked.");
        System.exit(2);
    }
}
