package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.types.GenerateContentConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final String KEY = "AIza-this-must-stay-at-home";
    private static final StructType INPUT = new StructType().add("text", DataTypes.StringType);

    private static byte[] sent(Object function) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(function);
        }
        return bytes.toByteArray();
    }

    /** With everything that can be said. */
    private static SparkBatch full() {
        return SparkBatch.asking("{text}")
                .model("gemini-flash-lite-latest")
                .system("Be short.")
                .temperature(0.5)
                .maxOutputTokens(50)
                .config(GenerateContentConfig.builder().topK(3f).build())
                .choosing("yes", "no")
                .keep("text")
                .journal("journals")
                .perMinute(10)
                .tokensPerMinute(1000)
                .workers(3)
                .timeout(Duration.ofSeconds(5))
                .tries(2);
    }

    @Test
    void allThatWasSaidArrives() throws IOException, ClassNotFoundException {
        SparkBatch there;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent(full())))) {
            there = (SparkBatch) in.readObject();
        }
        assertThat(there.schema(INPUT)).isEqualTo(full().schema(INPUT));
        assertThat(there.recipe()).isEqualTo(full().recipe());
        assertThat(there.recipe().dry().settings())
                .isEqualTo(full().recipe().dry().settings());
        assertThat(there.recipe().dry().settings()).contains("topK").contains("0.5");
        assertThat(there.recipe().plan(there.recipe().dry()))
                .hasToString(full().recipe().plan(full().recipe().dry()).toString());
    }

    /** In a JVM of its own, whose environment has one. */
    @Test
    void theKeyOfTheEnvironmentIsUsedAndNotSent() throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RecipeTest.class.getName());
        java.environment().put("GEMINI_API_KEY", KEY);
        java.environment().remove("GOOGLE_API_KEY");
        Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] bytes = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("batchbook.spark.Recipe").contains("gemini-flash-lite-latest");
        assertThat(text).doesNotContain(KEY).doesNotContain("stay-at-home");
    }

    /** Writes what would be sent, after it was used. */
    public static void main(String[] arguments) throws IOException {
        SparkBatch ask = full();
        // Throws without a key.
        ask.recipe().gemini();
        System.out.write(sent(ask));
        System.out.flush();
    }

    @Test
    void withoutAKeyItSaysWhereOneBelongs() {
        assertThatThrownBy(() -> SparkBatch.asking("{text}").recipe().gemini())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("there is no Gemini key on ")
                .hasMessageContaining("GEMINI_API_KEY")
                .hasMessageContaining("not sent along");
        assertThat(SparkBatch.asking("{text}")
                        .at(URI.create("http://127.0.0.1:9"))
                        .recipe()
                        .gemini())
                .isNotNull();
    }

    @Test
    void whatIsWrongIsToldBeforeThereIsAJob() {
        SparkBatch ask = SparkBatch.asking("{text}");
        Stream.<Runnable>of(
                        () -> SparkBatch.asking("{text"),
                        () -> SparkBatch.asking("no column"),
                        () -> ask.temperature(9),
                        () -> ask.workers(0),
                        () -> ask.perMinute(0),
                        () -> ask.tries(0),
                        () -> ask.model(" "),
                        () -> ask.choosing("yes"),
                        () -> ask.answering(Object.class),
                        () -> ask.at(URI.create("somewhere")),
                        () -> ask.keep("nothing").schema(INPUT),
                        () -> SparkBatch.asking("{other}").schema(INPUT))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aRecordOfACellIsNotSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparkBatch.asking("{text}").answering(REPL.Cell.class))
                .withMessageContaining("Cell was declared in a cell, and executors have no such class")
                .withMessageContaining("choosing(..)");
    }

    @Test
    void asManyExecutorsAsThereAreOrWereOrdered() {
        SparkConf settings = new SparkConf(false);
        assertThat(Executors.of(settings, 3)).isEqualTo(3);
        assertThat(Executors.of(settings, 0)).isEqualTo(1);
        assertThat(Executors.of(settings.set("spark.executor.instances", "8"), 3))
                .isEqualTo(8);
        settings.set("spark.dynamicAllocation.enabled", "true");
        assertThatThrownBy(() -> Executors.of(settings, 3)).hasMessageContaining("maxExecutors");
        assertThat(Executors.of(settings.set("spark.dynamicAllocation.maxExecutors", "20"), 3))
                .isEqualTo(20);
    }
}
