package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SparkBatchTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Scenario QUICK =
            Scenario.calm().latency(Duration.ofMillis(2)).spread(0);
    private static final StructType REVIEWS =
            new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

    private static Dataset<Row> reviews(int rows, int partitions) {
        List<Row> all = IntStream.range(0, rows)
                .mapToObj(i -> RowFactory.create(i, "Review " + i + ": great kettle"))
                .toList();
        return SPARK.createDataFrame(all, REVIEWS).repartition(partitions);
    }

    @Test
    void eachRowComesOutOnceWithItsAnswer() {
        try (Simulator simulator = Simulator.start(QUICK.answers(prompt -> "says " + prompt))) {
            SparkBatch ask = SparkBatch.asking("About {id}: {text}").at(simulator.uri());
            List<Row> rows = ask.on(reviews(500, 3)).collectAsList();
            assertThat(rows).hasSize(500).allSatisfy(row -> {
                assertThat(row.<Boolean>getAs("success")).isTrue();
                assertThat(row.<String>getAs("answer"))
                        .isEqualTo("says About " + row.<Integer>getAs("id") + ": " + row.getAs("text"));
            });
            assertThat(rows).extracting(row -> row.<Integer>getAs("id")).doesNotHaveDuplicates();
            assertThat(simulator.requests()).isEqualTo(500);
        }
    }
}
