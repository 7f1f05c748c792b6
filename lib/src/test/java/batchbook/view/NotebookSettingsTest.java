package batchbook.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings that are a jar of their own in the folder of the notebooks' jars. */
class NotebookSettingsTest {
    /** In a JVM of its own, as the settings are read once. */
    public static void main(String[] arguments) {
        Logger log = LoggerFactory.getLogger("batchbook.Batch");
        log.warn("the key can be read");
        log.error("it broke");
        log.debug("request 3 of 5");
    }

    private static String said(String... options) throws IOException {
        String classes = System.getProperty("java.class.path")
                + File.pathSeparator
                + Path.of("src", "main", "notebook").toAbsolutePath();
        Process process = new ProcessBuilder(Stream.of(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()),
                                Stream.of(options),
                                Stream.of("-cp", classes, NotebookSettingsTest.class.getName()))
                        .flatMap(part -> part)
                        .toList())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void aMessageIsALineWithoutNamesOfThreadsAndClasses() throws IOException {
        assertThat(said().lines()).containsExactly("Warning: the key can be read", "ERROR it broke");
    }

    @Test
    void moreCanBeAskedFor() throws IOException {
        assertThat(said("-Dorg.slf4j.simpleLogger.log.batchbook=debug").lines()).contains("DEBUG request 3 of 5");
    }
}
