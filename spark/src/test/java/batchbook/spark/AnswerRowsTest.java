package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class AnswerRowsTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final String JAVA_TIMES = "spark.sql.datetime.java8API.enabled";

    enum Mood {
        GOOD,
        BAD
    }

    record Shop(String town) {}

    record Review(
            Mood mood,
            int urgency,
            double score,
            boolean again,
            List<String> topics,
            LocalDate day,
            LocalDateTime local,
            Instant moment,
            Integer stars,
            Shop shop) {}

    private static final String JSON = "{\"mood\": \"GOOD\", \"urgency\": 2, \"score\": 0.5, \"again\": true,"
            + " \"topics\": [\"price\", \"size\"], \"day\": \"2026-11-26\", \"local\": \"2026-11-26T10:00:00\","
            + " \"moment\": \"2026-11-26T10:00:00Z\", \"stars\": null, \"shop\": {\"town\": \"Lyon\"}}";

    private static Row asked(SparkBatch ask, Dataset<Row> rows, String answer) {
        Scenario scenario =
                Scenario.calm().latency(Duration.ofMillis(1)).spread(0).answers(prompt -> answer);
        try (Simulator simulator = Simulator.start(scenario)) {
            return ask.at(simulator.uri()).tries(1).on(rows).collectAsList().get(0);
        }
    }

    private static Dataset<Row> one(StructType schema, Object... values) {
        return SPARK.createDataFrame(List.of(RowFactory.create(values)), schema);
    }

    private static Dataset<Row> text() {
        return one(new StructType().add("text", DataTypes.StringType), "Nice.");
    }

    @Test
    void theFieldsOfARecordAreColumnsOfTheirTypes() {
        SparkBatch ask = SparkBatch.asking("{text}").answering(Review.class);
        StructType schema = ask.schema(text().schema());
        assertThat(schema.fields())
                .extracting(StructField::name)
                .startsWith(
                        "text",
                        "mood",
                        "urgency",
                        "score",
                        "again",
                        "topics",
                        "day",
                        "local",
                        "moment",
                        "stars",
                        "shop_town",
                        "answer",
                        "success");
        assertThat(schema.apply("urgency").dataType()).isEqualTo(DataTypes.IntegerType);
        assertThat(schema.apply("day").dataType()).isEqualTo(DataTypes.DateType);
        Row row = asked(ask, text(), JSON);
        assertThat(row.<String>getAs("mood")).isEqualTo("GOOD");
        assertThat(row.<Integer>getAs("urgency")).isEqualTo(2);
        assertThat(row.<Double>getAs("score")).isEqualTo(0.5);
        assertThat(row.<Boolean>getAs("again")).isTrue();
        assertThat(row.<String>getAs("topics")).isEqualTo("[\"price\", \"size\"]");
        assertThat(row.<Date>getAs("day")).isEqualTo(Date.valueOf("2026-11-26"));
        assertThat(row.<LocalDateTime>getAs("local")).isEqualTo("2026-11-26T10:00:00");
        assertThat(row.<Timestamp>getAs("moment").toInstant()).isEqualTo("2026-11-26T10:00:00Z");
        assertThat(row.<Integer>getAs("stars")).isNull();
        assertThat(row.<String>getAs("shop_town")).isEqualTo("Lyon");
    }

    @Test
    void timesAreThoseThatSparkWasSetTo() {
        SPARK.conf().set(JAVA_TIMES, true);
        try {
            Dataset<Row> rows =
                    one(new StructType().add("when", DataTypes.TimestampType), Instant.parse("2026-11-26T10:00:00Z"));
            Row row = asked(SparkBatch.asking("{when}").answering(Review.class), rows, JSON);
            assertThat(row.<LocalDate>getAs("day")).isEqualTo("2026-11-26");
            assertThat(row.<Instant>getAs("when")).isEqualTo("2026-11-26T10:00:00Z");
            assertThat(row.<Instant>getAs("finished")).isNotNull();
        } finally {
            SPARK.conf().unset(JAVA_TIMES);
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsKeptAsATextAlone() {
        Row row = asked(SparkBatch.asking("{text}").answering(Review.class), text(), "What a nice review!");
        assertThat(row.<Boolean>getAs("success")).isFalse();
        assertThat(row.<String>getAs("error_kind")).isEqualTo("UNREADABLE");
        assertThat(row.<String>getAs("answer")).isEqualTo("What a nice review!");
        assertThat(row.<String>getAs("mood")).isNull();
    }

    @Test
    void namesThatAreTakenStay() {
        StructType schema = new StructType()
                .add("Answer", DataTypes.StringType)
                .add("choice", DataTypes.StringType)
                .add("error", DataTypes.IntegerType);
        Row row = asked(SparkBatch.asking("{Answer}").choosing("yes", "no"), one(schema, "a", "b", 7), "yes");
        assertThat(row.<String>getAs("Answer")).isEqualTo("a");
        assertThat(row.<String>getAs("choice")).isEqualTo("b");
        assertThat(row.<Integer>getAs("error")).isEqualTo(7);
        assertThat(row.<String>getAs("answer_choice")).isEqualTo("yes");
        assertThat(row.<String>getAs("run_answer")).isEqualTo("yes");
        assertThat(row.<String>getAs("run_error")).isNull();
    }

    @Test
    void listsStructsAndTimesAreWrittenAsAReaderWould() {
        Dataset<Row> rows = SPARK.sql("select array('a', null, 'b') as tags, named_struct('x', 1) as box,"
                + " timestamp'2026-11-26 10:00:00Z' as at, 4.0D as stars, map('k', 'v') as more,"
                + " cast(1.50 as decimal(5, 2)) as price");
        String prompt = "tags {tags}, box {box}, at {at}, stars {stars}, more {more}, price {price}";
        try (Simulator simulator = Simulator.start(Scenario.calm().answers(text -> text))) {
            Row row = SparkBatch.asking(prompt).at(simulator.uri()).on(rows).first();
            assertThat(row.<String>getAs("answer"))
                    .isEqualTo("tags a, , b, box {\"x\":1}, at 2026-11-26T10:00:00Z, stars 4, more {k=v}, price 1.50");
        }
    }
}
