package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that a notebook's star imports bring twice, and that it can use only after an import of their own. */
class ImportsTest {
    private static final Set<String> OURS = Set.of("batchbook", "answer", "gemini", "openai", "view");

    /** Those of the kernels, and what goes with tables, charts and Google's SDK. */
    private static final List<String> OTHERS = List.of(
            "java.io",
            "java.lang",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.text",
            "java.time",
            "java.time.format",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.stream",
            "com.google.genai",
            "com.google.genai.types",
            "org.knowm.xchart",
            "org.knowm.xchart.style",
            "tech.tablesaw.aggregate",
            "tech.tablesaw.api",
            "tech.tablesaw.columns",
            "tech.tablesaw.selection");

    private static List<String> clashes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java", "batchbook"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> OURS.contains(file.getParent().getFileName().toString()))
                    .filter(ImportsTest::isPublic)
                    .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .flatMap(name -> OTHERS.stream().map(other -> other + "." + name))
                    .filter(ImportsTest::exists)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPublic(Path file) {
        try {
            return Files.readString(file).lines().anyMatch(line -> line.startsWith("public "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ImportsTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (NoClassDefFoundError e) {
            // Of another case in a file system that knows none.
            return false;
        }
    }

    @Test
    void theyAreFewAndTroubleshootingNamesThem() throws IOException {
        List<String> twice = clashes();

        assertThat(twice)
                .containsExactly("com.google.genai.types.Model", "com.google.genai.types.Outcome", "java.text.Format");
        String troubleshooting = Files.readString(Path.of("..", "docs", "troubleshooting.md"));
        twice.forEach(type -> assertThat(troubleshooting)
                .contains("`import batchbook." + type.substring(type.lastIndexOf('.') + 1) + ";`"));
    }
}
