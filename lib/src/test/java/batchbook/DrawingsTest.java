package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The drawings of the lessons: they are there, they say in words what they show, and they can be read. */
class DrawingsTest {
    private static final Path NOTEBOOKS =
            Path.of("..").toAbsolutePath().normalize().resolve("notebooks");
    private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\(([^)\\s]+)\\)");

    @Test
    void everyImageOfANotebookIsThereAndSaysInWordsWhatItShows() throws IOException {
        for (Path notebook : files(NOTEBOOKS, ".ipynb")) {
            for (MatchResult image : images(notebook)) {
                assertThat(notebook.resolveSibling(image.group(2)))
                        .as("image in %s", notebook.getFileName())
                        .isRegularFile();
                assertThat(image.group(1))
                        .as("what %s shows, in %s", image.group(2), notebook.getFileName())
                        .hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    void everyDrawingHasATitleAndADescriptionAndLettersThatCanBeRead() throws Exception {
        List<Path> drawings = files(NOTEBOOKS.resolve("drawings"), ".svg");
        assertThat(drawings).isNotEmpty();
        for (Path drawing : drawings) {
            Document svg =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(drawing.toFile());
            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(text(svg, "title")).as("title of " + drawing).isNotBlank();
            assertThat(text(svg, "desc")).as("description of " + drawing).hasSizeGreaterThan(60);
            assertThat(texts(svg))
                    .as("size of the letters in " + drawing)
                    .allSatisfy(text -> assertThat(size(text)).isGreaterThanOrEqualTo(13));
        }
    }

    /** A page shows it as an image, which may load nothing. */
    @Test
    void noDrawingNeedsAnotherFile() throws IOException {
        for (Path drawing : files(NOTEBOOKS.resolve("drawings"), ".svg")) {
            assertThat(Files.readString(drawing)).doesNotContain("href", "@import", "<script");
        }
    }

    private static int size(Element text) {
        String size = text.getAttribute("font-size");
        return Integer.parseInt(
                size.isEmpty() ? text.getOwnerDocument().getDocumentElement().getAttribute("font-size") : size);
    }

    private static String text(Document svg, String tag) {
        return svg.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static List<Element> texts(Document svg) {
        NodeList found = svg.getElementsByTagName("text");
        return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
                .map(i -> (Element) found.item(i))
                .toList();
    }

    private static List<MatchResult> images(Path notebook) throws IOException {
        JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).path("cells");
        return StreamSupport.stream(cells.spliterator(), false)
                .filter(cell -> cell.path("cell_type").asText().equals("markdown"))
                .flatMap(cell -> StreamSupport.stream(cell.path("source").spliterator(), false))
                .flatMap(line -> IMAGE.matcher(line.asText()).results())
                .toList();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .sorted()
                    .toList();
        }
    }
}
