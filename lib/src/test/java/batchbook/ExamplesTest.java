package batchbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the documentation compile without a warning and run. */
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "docs", "examples").toAbsolutePath().normalize();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path folder;

    /** With the one dependency that its first lines name for JBang, in a JVM of its own. */
    @Test
    void aPlainProgramSortsReviewsAndWritesATable() throws Exception {
        Path source = EXAMPLES.resolve("Reviews.java");
        assertThat(Files.readString(source)).contains("//DEPS io.github.batchbook:batchbook:" + version());
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all,-processing,-classfile,-path",
                                "-Werror",
                                "-cp",
                                CLASS_PATH,
                                "-d",
                                folder.toString(),
                                source.toString()))
                .isZero();

        Path table = folder.resolve("answers.csv");
        String printed = run("Reviews", table);

        assertThat(printed)
                .contains(">>> SIMULATOR")
                .contains("It broke after a week. -> ")
                .contains("Never again. -> ");
        assertThat(Files.readAllLines(table)).hasSize(4);
        assertThat(Files.readAllLines(table).get(0)).contains("prompt").contains("answer");
    }

    private static String version() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }

    private String run(String program, Path argument) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                folder + System.getProperty("path.separator") + CLASS_PATH,
                program,
                argument.toString()));
        Process process = builder.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
