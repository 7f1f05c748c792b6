package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.sim.Fault;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkBatchTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Scenario QUICK =
            Scenario.calm().latency(Duration.ofMillis(2)).spread(0).answers(prompt -> "says " + prompt);
    private static final StructType REVIEWS =
            new StructType().add("id", DataTypes.IntegerType).add("text", DataTypes.StringType);

    @TempDir
    private Path folder;

    private static Dataset<Row> reviews(int rows, int partitions) {
        List<Row> all = IntStream.range(0, rows)
                .mapToObj(i -> RowFactory.create(i, "Review " + i + ": great kettle"))
                .toList();
        return SPARK.createDataFrame(all, REVIEWS).repartition(partitions);
    }

    private static List<Integer> ids(List<Row> rows) {
        return rows.stream().map(row -> row.<Integer>getAs("id")).sorted().toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void eachRowComesOutOnceWithItsAnswer() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            SparkBatch ask = SparkBatch.asking("About {id}: {text}").at(simulator.uri());
            List<Row> rows = ask.on(reviews(500, 3)).collectAsList();
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.<Boolean>getAs("success")).isTrue();
                assertThat(row.<String>getAs("answer"))
                        .isEqualTo("says About " + row.<Integer>getAs("id") + ": " + row.getAs("text"));
                assertThat(row.<String>getAs("error")).isNull();
                assertThat(row.<String>getAs("error_kind")).isNull();
                assertThat(row.<Integer>getAs("attempts")).isEqualTo(1);
                assertThat(row.<Double>getAs("latency_ms")).isPositive();
                assertThat(row.<Long>getAs("tokens_in")).isPositive();
                assertThat(row.<String>getAs("model")).isEqualTo("gemini-flash-latest");
            });
            assertThat(ids(rows)).isEqualTo(upTo(500));
            assertThat(simulator.requests()).isEqualTo(500);
        }
    }

    @Test
    void aRowThatFailsIsARowWithItsReason() {
        try (Simulator simulator = Simulator.start(QUICK.fault(Fault.BLOCKED, 0.5))) {
            List<Row> rows = SparkBatch.asking("{text}")
                    .at(simulator.uri())
                    .keep("id")
                    .on(reviews(60, 2))
                    .collectAsList();
            assertThat(ids(rows)).isEqualTo(upTo(60));
            List<Row> failed =
                    rows.stream().filter(row -> !row.<Boolean>getAs("success")).toList();
            assertThat(failed).isNotEmpty().hasSizeLessThan(60).allSatisfy(row -> {
                assertThat(row.<String>getAs("error_kind")).isEqualTo("BLOCKED");
                assertThat(row.<String>getAs("error")).isNotBlank();
            });
        }
    }

    @Test
    void aRowWithoutAValueIsNotAskedAndSaysSo() {
        Dataset<Row> rows =
                SPARK.createDataFrame(List.of(RowFactory.create(0, null), RowFactory.create(1, "fine")), REVIEWS);
        try (Simulator simulator = Simulator.start(QUICK)) {
            List<Row> answers =
                    SparkBatch.asking("{text}").at(simulator.uri()).on(rows).collectAsList();
            assertThat(ids(answers)).isEqualTo(upTo(2));
            assertThat(answers)
                    .filteredOn(row -> row.<Integer>getAs("id") == 0)
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.<String>getAs("error_kind")).isEqualTo("NOT_RUN");
                        assertThat(row.<String>getAs("error"))
                                .startsWith("there is no value for text, which the template needs: nothing was sent");
                    });
            assertThat(simulator.requests()).isEqualTo(1);
        }
    }

    @Test
    void whatARunThatEndsEarlyDidNotAskComesOutToo() {
        try (Simulator simulator = Simulator.start(QUICK.perDay(5))) {
            List<Row> rows = SparkBatch.asking("{text}")
                    .at(simulator.uri())
                    .on(reviews(40, 1))
                    .collectAsList();
            assertThat(ids(rows)).isEqualTo(upTo(40));
            assertThat(rows).filteredOn(row -> row.getAs("success")).hasSize(5);
            assertThat(rows).filteredOn(row -> !row.<Boolean>getAs("success")).allSatisfy(row -> {
                assertThat(row.<String>getAs("error_kind")).isIn("NOT_RUN", "QUOTA_EXHAUSTED");
                assertThat(row.<String>getAs("error")).isNotBlank();
            });
        }
    }

    @Test
    void whatIsInTheJournalIsNotAskedAgain() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            SparkBatch ask = SparkBatch.asking("{text}").at(simulator.uri()).journal(folder.toString());
            ask.on(reviews(50, 2)).collectAsList();
            List<Row> again = ask.on(reviews(50, 2)).collectAsList();
            assertThat(simulator.requests()).isEqualTo(50);
            assertThat(ids(again)).isEqualTo(upTo(50));
            assertThat(again).allSatisfy(row -> {
                assertThat(row.<Boolean>getAs("resumed")).isTrue();
                assertThat(row.<String>getAs("answer")).isEqualTo("says " + row.getAs("text"));
            });
            assertThatThrownBy(() -> ask.on(reviews(50, 3)).collectAsList())
                    .hasStackTraceContaining("are of a dataset with 2 partitions, and now it has 3");
        }
    }

    @Test
    void whatTheDriverAskedToLearnTheLimitIsNotAskedAgain() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            Dataset<Row> rows = reviews(40, 4);
            SparkBatch ask = SparkBatch.asking("{text}")
                    .at(simulator.uri())
                    .journal(folder.toString())
                    .learn(rows, 25);
            assertThat(simulator.requests()).isEqualTo(25);
            assertThat(ids(ask.on(rows).collectAsList())).isEqualTo(upTo(40));
            assertThat(simulator.requests()).isEqualTo(40);
        }
    }

    @Test
    void whoWantsOnlyAFewRowsEndsTheRun() {
        try (Simulator simulator = Simulator.start(QUICK)) {
            SparkBatch ask =
                    SparkBatch.asking("{text}").at(simulator.uri()).workers(2).journal(folder.toString());
            assertThat(ask.on(reviews(300, 2)).limit(5).collectAsList()).hasSize(5);
            assertThat(simulator.requests()).isLessThan(50);
            // Its journal is free again.
            assertThat(ids(ask.on(reviews(300, 2)).collectAsList())).isEqualTo(upTo(300));
            assertThat(simulator.requests()).isLessThanOrEqualTo(304);
        }
    }

    @Test
    void rowsAreReadAsTheyAreSent() {
        AtomicInteger read = new AtomicInteger();
        Iterator<Row> endless = IntStream.iterate(0, i -> i + 1)
                .peek(i -> read.incrementAndGet())
                .<Row>mapToObj(i -> new GenericRowWithSchema(new Object[] {i, "Review " + i}, REVIEWS))
                .iterator();
        try (Simulator simulator = Simulator.start(QUICK)) {
            Iterator<Row> answers =
                    SparkBatch.asking("{text}").at(simulator.uri()).workers(3).call(endless);
            for (int taken = 1; taken <= 200; taken++) {
                answers.next();
                // Those under way, one that waits to be sent, and what the stream of this test reads ahead.
                assertThat(read.get()).isLessThanOrEqualTo(taken + 3 + 2);
            }
            ((Partition) answers).close();
        }
    }

    @Test
    void aPartitionWithoutRowsOpensNothing() {
        Iterator<Row> none = SparkBatch.asking("{text}").call(List.<Row>of().iterator());
        assertThat(none).isExhausted();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anExecutorWithoutAKeyIsToldInTheJobsError() {
        assertThatThrownBy(() -> SparkBatch.asking("{text}").on(reviews(2, 1)).collectAsList())
                .hasStackTraceContaining("there is no Gemini key on ")
                .hasStackTraceContaining("set GEMINI_API_KEY in its environment");
    }
}
