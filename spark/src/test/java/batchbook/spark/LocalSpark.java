package batchbook.spark;

import org.apache.spark.sql.SparkSession;

/** A Spark within this JVM, with two tasks at a time; the same for all tests. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.log.level", "WARN")
                .getOrCreate();
    }
}
