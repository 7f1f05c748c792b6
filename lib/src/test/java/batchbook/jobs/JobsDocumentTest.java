package batchbook.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The code of docs/jobs.md is that of the tests, so that it runs; and there is no more of it than of the others'. */
class JobsDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)\\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern SOURCE = Pattern.compile("\\]\\(([^)]+\\.java)\\)");

    /** What a test does otherwise: it names no class path, and asks no real model. */
    private static final List<String> NOT_COMPARED = List.of("import ", "var gemini  = Gemini.fromEnvOrSimulator();");

    @TestFactory
    List<DynamicTest> eachLineOfBatchbooksCodeIsALineOfItsTest() throws IOException {
        return sections().stream()
                .map(section -> DynamicTest.dynamicTest(section.group(1), () -> check(section)))
                .toList();
    }

    private static void check(MatchResult section) throws IOException {
        StringBuilder tests = new StringBuilder();
        for (MatchResult link : SOURCE.matcher(section.group(2)).results().toList()) {
            tests.append(Files.readString(DOCS.resolve(link.group(1))));
        }
        if (tests.isEmpty()) {
            tests.append(Files.readString(Path.of("src/test/java/batchbook/jobs/World.java")));
            tests.append(Files.readString(Path.of("src/test/java/batchbook/jobs/ClassifyTest.java")));
        }
        List<String> lines = new ArrayList<>();
        code(section, "java").forEach(block -> block.lines().forEach(lines::add));
        assertThat(lines).isNotEmpty();
        String written = written(tests.toString());
        for (String line : lines) {
            if (NOT_COMPARED.stream().noneMatch(line::startsWith)) {
                assertThat(written).as(line).contains(written(line));
            }
        }
    }

    @Test
    void noJobNeedsMoreLinesThanTheLongerOfTheOthers() throws IOException {
        for (MatchResult section : sections()) {
            long others = Math.max(lines(section, "r"), lines(section, "python"));
            assertThat(lines(section, "java")).as(section.group(1)).isLessThanOrEqualTo(Math.max(others, 5));
        }
    }

    private static List<MatchResult> sections() throws IOException {
        List<MatchResult> sections = SECTION.matcher(Files.readString(DOCS.resolve("jobs.md")))
                .results()
                .toList();
        assertThat(sections).hasSize(12);
        return sections;
    }

    private static List<String> code(MatchResult section, String language) {
        return BLOCK.matcher(section.group(2))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static long lines(MatchResult section, String language) {
        return code(section, language).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .count();
    }

    /** Without what a formatter and a place of files may change, comments, and the silence of tests. */
    private static String written(String code) {
        return code.lines()
                .map(line -> line.replaceAll("(^|\\s)//(?!DEPS).*", "").replaceAll("\\s", ""))
                .collect(Collectors.joining())
                .replace("../notebooks/data/", "data/")
                .replace("target/jobs/", "")
                .replace(".progress(Progress.none())", "");
    }
}
