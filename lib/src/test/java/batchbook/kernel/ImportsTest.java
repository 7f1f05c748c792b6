package batchbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private JShell shell;

    @BeforeEach
    void openAShell() {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        Imports.OF_THE_KERNEL.forEach(name -> eval("import " + name + ".*;"));
    }

    @AfterEach
    void closeIt() {
        shell.close();
    }

    @Test
    void aCellNeedsNoImport() {
        Imports.bring(shell);
        assertThat(value("Prompt.of(\"a\").text()")).isEqualTo("\"a\"");
        assertThat(
                        value(
                                "List.of(Batch.class, Gemini.class, Scenario.class, Tables.class, Hint.class, OpenAi.class).size()"))
                .isEqualTo("6");
        assertThat(value("Stream.of(Table.class, Duration.ofSeconds(1)).count()"))
                .isEqualTo("2");
    }

    @Test
    void whatTheUserHasDeclaredAndComputedStays() {
        eval("record Result(int i) {}");
        eval("var result = new Result(3);");
        eval("int Batch = 7;");
        Imports.bring(shell);
        assertThat(value("result")).isEqualTo("Result[i=3]");
        assertThat(value("Batch")).isEqualTo("7");
        eval("enum Outcome { WON }");
        assertThat(value("Outcome.WON")).isEqualTo("WON");
    }

    @Test
    void whatTheUserImportsByNameGoesFirst() {
        eval("import java.text.Format;");
        Imports.bring(shell);
        eval("import java.sql.Time;");
        assertThat(value("Format.class.getName() + Time.class.getName()"))
                .isEqualTo("\"java.text.Formatjava.sql.Time\"");
    }

    @Test
    void wholePackagesOfTheUserGoFirstBeforeAndAfter() {
        eval("import java.text.*;");
        Imports.bring(shell);
        eval("import com.google.genai.types.*;");
        eval("import java.sql.*;");
        assertThat(value("Format.class.getName()")).isEqualTo("\"java.text.Format\"");
        assertThat(value("Model.class.getName()")).isEqualTo("\"com.google.genai.types.Model\"");
        assertThat(value("Time.class.getName()")).isEqualTo("\"java.sql.Time\"");
        assertThat(value("Batch.class.getName()")).isEqualTo("\"batchbook.Batch\"");
    }

    @Test
    void aTypeOfTheUserGoesBeforeThatToo() {
        Imports.bring(shell);
        eval("import com.google.genai.types.*;");
        assertThat(value("Outcome.class.getPackageName()")).isEqualTo("\"com.google.genai.types\"");
        eval("record Outcome(int i) {}");
        assertThat(value("new Outcome(1)")).isEqualTo("Outcome[i=1]");
    }

    @Test
    void forWhatTheUserImportsThemselvesJavasOwnRulesHold() {
        Imports.bring(shell);
        eval("import batchbook.*;");
        eval("import java.text.*;");
        assertThat(shell.eval("Format.class").get(0).status()).isEqualTo(Snippet.Status.REJECTED);
        assertThat(value("Batch.class.getName()")).isEqualTo("\"batchbook.Batch\"");
    }

    /** Then {@link Imports} need not look. */
    @Test
    void noNameIsTwiceInWhatIsImportedWithoutAWord() throws ClassNotFoundException {
        Set<String> packages = new TreeSet<>(Imports.PACKAGES.keySet());
        packages.addAll(Imports.OF_THE_KERNEL);
        packages.add("batchbook.course");
        Map<String, String> where = new HashMap<>();
        for (String name : packages) {
            for (String type : typesOf(name)) {
                if (Modifier.isPublic(Class.forName(name + "." + type).getModifiers())) {
                    assertThat(where.put(type, name)).as(name + "." + type).isNull();
                }
            }
        }
        assertThat(where).hasSizeGreaterThan(200);
    }

    @Test
    void theTypesOfAPackageAreFoundInAFolderAJarAndTheJdk() {
        assertThat(Imports.typesIn("batchbook"))
                .contains("Batch", "Run", "Workers")
                .doesNotContain("package-info", "");
        assertThat(Imports.typesIn("tech.tablesaw.api")).contains("Table", "Row", "IntColumn");
        assertThat(Imports.typesIn("java.util.stream")).contains("Stream", "Collectors");
    }

    private Set<String> typesOf(String name) {
        return shell.sourceCodeAnalysis().completionSuggestions(name + ".", name.length() + 1, new int[1]).stream()
                .map(suggestion -> suggestion.continuation())
                .filter(type -> Character.isUpperCase(type.charAt(0)))
                .collect(Collectors.toSet());
    }

    private String value(String code) {
        return eval(code).value();
    }

    private SnippetEvent eval(String code) {
        SnippetEvent event = shell.eval(code).get(0);
        assertThat(event.status()).as(code).isEqualTo(Snippet.Status.VALID);
        assertThat(event.exception()).as(code).isNull();
        return event;
    }
}
