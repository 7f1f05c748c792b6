package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is committed beside the code: notebooks without outputs, the two lists of what to install, and the decisions. */
class RepositoryTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NOTEBOOKS = ROOT.resolve("notebooks");
    private static final Path DECISIONS = ROOT.resolve("docs").resolve("adr");
    private static final int LONGEST_CELL = 8;

    private static final Pattern LINK = Pattern.compile("\\[(\\d{4})]\\(([a-z0-9-]+\\.md)\\)");
    private static final Pattern HEAD = Pattern.compile("# (?<number>\\d+)\\. (?<title>.+)\n\n"
            + "- Date: (?<date>\\d{4}-\\d{2}-\\d{2})\n"
            + "- Status: (?<status>accepted|(?:accepted; amended|superseded) by LINK(?:, LINK)*)\n\n"
                    .replace("LINK", LINK.pattern()));

    @TestFactory
    List<DynamicTest> notebooksAreCommittedClean() throws IOException {
        return notebooks().stream()
                .map(file -> DynamicTest.dynamicTest(NOTEBOOKS.relativize(file).toString(), () -> checkClean(file)))
                .toList();
    }

    /** JupyterLab takes two dollar signs in the text of a cell for a formula between them, but not in code. */
    @Test
    void noTextOfANotebookTurnsIntoMathematics() throws IOException {
        for (Path file : notebooks()) {
            for (JsonNode cell : new ObjectMapper().readTree(file.toFile()).path("cells")) {
                if (cell.path("cell_type").asText().equals("markdown")) {
                    assertThat(dollars(source(cell)))
                            .as("dollar signs in %s%n%s", file.getFileName(), source(cell))
                            .isLessThan(2);
                }
            }
        }
        assertThat(dollars("from $0.01 to $0.02")).isEqualTo(2);
        assertThat(dollars("`$a` and \\$1, ``$`$``\n```\n$b $c\n```\nfor $2")).isEqualTo(1);
    }

    private static long dollars(String markdown) {
        return markdown.replaceAll("(?s)(`+)(?!`).*?(?<!`)\\1(?!`)|\\\\\\$", "")
                .chars()
                .filter(c -> c == '$')
                .count();
    }

    private static void checkClean(Path file) throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(file.toFile());
        assertThat(notebook.path("metadata").path("kernelspec").path("name").asText())
                .isEqualTo("java");
        for (JsonNode cell : notebook.path("cells")) {
            if (!cell.path("cell_type").asText().equals("code")) {
                continue;
            }
            String source = source(cell);
            assertThat(cell.path("outputs"))
                    .as("outputs of the cell%n%s", source)
                    .isEmpty();
            assertThat(cell.path("execution_count").isNull())
                    .as("no execution count: %s", source)
                    .isTrue();
            assertThat(source.lines().count())
                    .as("lines of the cell%n%s", source)
                    .isBetween(1L, (long) LONGEST_CELL);
        }
    }

    /** The last line of a cell that asks {@code LessonNN} about exercise 3 or so. */
    private static final Pattern EXERCISE = Pattern.compile("(?m)^Lesson(\\d\\d)\\.question(\\d)\\(.*\\)$");

    @Test
    void everyLessonHasExercisesWithSolutionsAndALastCellForTheOwnKey() throws IOException {
        List<Path> lessons = lessons();
        assertThat(lessons).hasSizeGreaterThan(10);
        for (Path lesson : lessons) {
            List<String> code = code(lesson);
            Path solutions = NOTEBOOKS.resolve("solutions").resolve(lesson.getFileName());
            assertThat(questions(lesson)).as("exercises in " + lesson).hasSizeGreaterThanOrEqualTo(3);
            assertThat(questions(solutions)).as("solutions of " + lesson).isEqualTo(questions(lesson));
            assertThat(code.get(code.size() - 1)).contains("Gemini.hasKey()").contains("skipped");
        }
    }

    private static List<String> questions(Path notebook) throws IOException {
        String number = notebook.getFileName().toString().substring(0, 2);
        return code(notebook).stream()
                .flatMap(cell -> EXERCISE.matcher(cell).results())
                .peek(found -> assertThat(found.group(1))
                        .as("lesson asked in " + notebook)
                        .isEqualTo(number))
                .map(found -> found.group(2))
                .toList();
    }

    @Test
    void everyLessonSaysWhatIsLearnedAndWhatWasAndWhatComes() throws IOException {
        for (Path lesson : lessons()) {
            String text = text(lesson);
            assertThat(text)
                    .as(lesson.toString())
                    .contains("**You will learn**", "**Builds on**", "## In short", "Next: ");
            assertThat(text.substring(text.indexOf("## In short"))
                            .lines()
                            .skip(1)
                            .filter(line -> line.startsWith("- ")))
                    .as("bullets of the summary of " + lesson)
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void everyStatementThatIsCheckedBelongsToALesson() throws IOException {
        for (Path lesson : lessons()) {
            Path statements = NOTEBOOKS.resolve(
                    ".lab/statements/" + lesson.getFileName().toString().replace(".ipynb", ".jsh"));
            assertThat(statements).exists();
        }
    }

    @Test
    void anApplicationHasALastCellForTheOwnKey() throws IOException {
        List<Path> applications = numbered("2");
        assertThat(applications).isNotEmpty();
        for (Path application : applications) {
            List<String> code = code(application);
            assertThat(code.get(code.size() - 1)).contains("Gemini.hasKey()").contains("skipped");
        }
    }

    /** Applications begin with 2, lessons with 0 or 1. */
    private static List<Path> lessons() throws IOException {
        return Stream.concat(numbered("0").stream(), numbered("1").stream()).toList();
    }

    private static List<Path> numbered(String digit) throws IOException {
        return notebooks().stream()
                .filter(file -> file.getParent().equals(NOTEBOOKS))
                .filter(file -> file.getFileName().toString().startsWith(digit))
                .toList();
    }

    @Test
    void theTourAndTheThreeFindingsAreShort() throws IOException {
        assertThat(code(NOTEBOOKS.resolve("00-tour.ipynb"))).hasSizeLessThanOrEqualTo(12);
        assertThat(code(NOTEBOOKS.resolve("21-customer-feedback.ipynb"))).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void condaInstallsWhatPipInstalls() throws IOException {
        String environment = Files.readString(ROOT.resolve("environment.yml"));
        Map<String, String> pins = pins();

        assertThat(pins).containsKeys("jupyterlab", "jjava", "nbclient", "nbconvert");
        assertThat(environment).contains("- -r requirements.txt");
        // What pip pins must not be pinned a second time, where it could differ.
        pins.keySet().forEach(name -> assertThat(environment).doesNotContainPattern("-\\s*" + name + "\\b"));
        assertThat(number(environment, "openjdk=(\\d+)")).isGreaterThanOrEqualTo(17);
        assertThat(number(environment, "python=3\\.(\\d+)")).isGreaterThanOrEqualTo(10);
        assertThat(environment).contains("- maven");
    }

    @Test
    void everyDecisionHasADateAndAStatusAndIsInTheIndex() throws IOException {
        List<String> index = new ArrayList<>();
        for (Path file : decisions()) {
            String name = file.getFileName().toString();
            Matcher head = HEAD.matcher(Files.readString(file));
            assertThat(head.lookingAt())
                    .as("number, title, date and status at the head of %s", name)
                    .isTrue();
            assertThat(name).startsWith("%04d-".formatted(Integer.parseInt(head.group("number"))));
            LINK.matcher(head.group("status")).results().forEach(link -> {
                assertThat(link.group(2)).startsWith(link.group(1) + "-");
                assertThat(DECISIONS.resolve(link.group(2))).exists();
            });
            index.add("| [%s](%s) | %s | %s | %s |"
                    .formatted(
                            name.substring(0, 4), name, head.group("title"), head.group("date"), head.group("status")));
        }
        assertThat(index).isNotEmpty();
        assertThat(Files.readAllLines(DECISIONS.resolve("README.md")).stream().filter(line -> line.startsWith("| [")))
                .containsExactlyElementsOf(index);
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    private static Map<String, String> pins() throws IOException {
        return Files.readAllLines(ROOT.resolve("requirements.txt")).stream()
                .map(line -> line.replaceFirst("\\s*#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    assertThat(line).as("an exact pin").matches("[a-z0-9-]+==[0-9][0-9a-z.]*");
                    return line.split("==", 2);
                })
                .collect(Collectors.toMap(pin -> pin[0], pin -> pin[1]));
    }

    private static int number(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern));
    }

    private static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.walk(NOTEBOOKS)) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> code(Path notebook) throws IOException {
        return cells(notebook, "code");
    }

    private static String text(Path notebook) throws IOException {
        return String.join("\n\n", cells(notebook, "markdown"));
    }

    private static List<String> cells(Path notebook, String type) throws IOException {
        return StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(notebook.toFile())
                                .path("cells")
                                .spliterator(),
                        false)
                .filter(cell -> cell.path("cell_type").asText().equals(type))
                .map(RepositoryTest::source)
                .toList();
    }

    private static String source(JsonNode cell) {
        return StreamSupport.stream(cell.path("source").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining());
    }
}
