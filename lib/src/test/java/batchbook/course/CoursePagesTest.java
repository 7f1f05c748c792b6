package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The pages beside the lessons: links lead somewhere, no lesson is forgotten, and the glossary names the right ones. */
class CoursePagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path NOTEBOOKS = ROOT.resolve("notebooks");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    /** A row of the glossary: word, sentence, lesson. */
    private static final Pattern WORD =
            Pattern.compile("(?m)^\\| \\*\\*(.+?)\\*\\* \\| (.+?) \\| \\[\\d\\d]\\((.+?)\\) \\|$");

    /** What stands in brackets behind a word is how the lesson writes it. */
    private static final Pattern SHORT_FORM = Pattern.compile(".*\\((.+)\\)");

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        return Stream.of(pages(ROOT, 1), pages(ROOT.resolve("docs"), 3), pages(NOTEBOOKS, 2))
                .flatMap(List::stream)
                .map(page -> DynamicTest.dynamicTest(ROOT.relativize(page).toString(), () -> checkLinks(page)));
    }

    private static void checkLinks(Path page) throws IOException {
        Matcher link = LINK.matcher(CODE.matcher(text(page)).replaceAll("code"));
        while (link.find()) {
            String target = link.group(1);
            if (target.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path file = parts[0].isEmpty()
                    ? page
                    : page.resolveSibling(URLDecoder.decode(parts[0], StandardCharsets.UTF_8))
                            .normalize();
            assertThat(file).as("link in %s", ROOT.relativize(page)).exists();
            if (parts.length == 2) {
                assertThat(anchors(file)).as("headings of %s", file).contains(parts[1]);
            }
        }
    }

    /** As GitHub and JupyterLab make them. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(text(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void everyNotebookIsInTheListAndEveryLessonInThePlanOfTheTeacher() throws IOException {
        String list = text(NOTEBOOKS.resolve("README.md"));
        String plan = text(ROOT.resolve("docs").resolve("teaching.md"));
        List<Path> numbered = pages(NOTEBOOKS, 1).stream()
                .filter(page -> page.getFileName().toString().matches("\\d\\d-.*\\.ipynb"))
                .toList();
        assertThat(numbered).hasSizeGreaterThan(10);
        for (Path notebook : numbered) {
            assertThat(list).contains("](" + notebook.getFileName() + ")");
            assertThat(plan).contains("](../notebooks/" + notebook.getFileName() + ")");
        }
    }

    @Test
    void theGlossaryIsInOrderAndEachWordStandsInTheLessonThatItNames() throws IOException {
        List<String> words = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Matcher word = WORD.matcher(text(NOTEBOOKS.resolve("glossary.md")));
        while (word.find()) {
            words.add(word.group(1).toLowerCase(Locale.ROOT));
            Path lesson = NOTEBOOKS.resolve(word.group(3));
            if (!mentions(cells(lesson, "markdown", "code"), word.group(1))) {
                missing.add(word.group(1) + " in " + word.group(3));
            }
            assertThat(word.group(2)).as(word.group(1)).endsWith(".");
        }
        assertThat(words).hasSizeGreaterThan(50).isSorted().doesNotHaveDuplicates();
        assertThat(missing).isEmpty();
    }

    /** In whatever form: without what a plural or a past tense changes at the end. */
    private static boolean mentions(String lesson, String word) {
        Matcher form = SHORT_FORM.matcher(word);
        String looked = form.matches() ? form.group(1) : word;
        return Pattern.compile("\\b" + Pattern.quote(stem(looked)), Pattern.CASE_INSENSITIVE)
                .matcher(lesson.replaceAll("[*_`]", "").replaceAll("\\s+", " "))
                .find();
    }

    private static String stem(String word) {
        return word.length() > 4 ? word.replaceFirst("(al|e|y|ing|ed)$", "") : word;
    }

    private static List<Path> pages(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().matches(".*\\.(md|ipynb)"))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .sorted()
                    .toList();
        }
    }

    /** Of a notebook, what its cells of text say. */
    private static String text(Path page) throws IOException {
        if (!page.toString().endsWith(".ipynb")) {
            return Files.readString(page);
        }
        return cells(page, "markdown");
    }

    private static String cells(Path notebook, String... types) throws IOException {
        JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
        return StreamSupport.stream(cells.spliterator(), false)
                .filter(cell -> List.of(types).contains(cell.path("cell_type").asText()))
                .map(cell -> StreamSupport.stream(cell.path("source").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n\n"));
    }
}
