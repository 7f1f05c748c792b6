package batchbook.gemini;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import batchbook.wire.ApiKey;
import batchbook.wire.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @TempDir
    Path project;

    private Path notebooks;

    @BeforeEach
    void makeNotebooks() throws IOException {
        notebooks = Files.createDirectories(project.resolve("a").resolve("notebooks"));
    }

    private String key(Map<String, String> environment) {
        return GeminiKey.in(Environment.load(environment, notebooks))
                .map(key -> key.value() + " from " + key.source())
                .orElse("none");
    }

    private void dotEnv(String text) throws IOException {
        dotEnv(text.getBytes(UTF_8), "rw-------");
    }

    private void dotEnv(byte[] bytes, String permissions) throws IOException {
        Path file = Files.write(notebooks.resolve(".env"), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void theEnvironmentGoesFirst() throws IOException {
        dotEnv("GEMINI_API_KEY=file\n");
        assertThat(key(Map.of("GEMINI_API_KEY", "env"))).isEqualTo("env from GEMINI_API_KEY");
        assertThat(key(Map.of("GOOGLE_API_KEY", "g"))).isEqualTo("g from GOOGLE_API_KEY");
        assertThat(key(Map.of("GOOGLE_API_KEY", "g", "GEMINI_API_KEY", "e"))).isEqualTo("g from GOOGLE_API_KEY");
        assertThat(key(Map.of())).isEqualTo("file from GEMINI_API_KEY in .env");
    }

    @Test
    void aFileOneDirectoryAboveIsFoundAndOneFurtherUpIsNot() throws IOException {
        Files.writeString(project.resolve(".env"), "GEMINI_API_KEY=too-far\n");
        assertThat(key(Map.of())).isEqualTo("none");
        Files.writeString(project.resolve("a").resolve(".env"), "GEMINI_API_KEY=above\n");
        assertThat(key(Map.of())).isEqualTo("above from GEMINI_API_KEY in .env");
    }

    @Test
    void commentsQuotesAndOtherNamesAreUnderstood() throws IOException {
        dotEnv("# my keys\n\nOTHER=1\nGEMINI_API_KEY='quoted'\nGEMINI_MODEL=\"gemini-3.8-flash\"\n");
        assertThat(key(Map.of())).startsWith("quoted from");
        assertThat(Environment.load(Map.of(), notebooks).setting("GEMINI_MODEL"))
                .contains("gemini-3.8-flash");
        assertThat(Environment.load(Map.of("GEMINI_MODEL", "other"), notebooks).setting("GEMINI_MODEL"))
                .contains("other");
    }

    @Test
    void aVariableThatIsEmptyMeansNoKeyWhateverTheFileSays() throws IOException {
        dotEnv("GEMINI_API_KEY=file\nGOOGLE_API_KEY=file\n");
        assertThat(key(Map.of("GEMINI_API_KEY", "", "GOOGLE_API_KEY", ""))).isEqualTo("none");
    }

    static Stream<Charset> charsets() {
        return Stream.of(UTF_8, UTF_16LE, UTF_16BE);
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void aByteOrderMarkAndAnyUnicodeAreReadAsEditorsOfWindowsWriteThem(Charset charset) throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            dotEnv((mark + "GEMINI_API_KEY=k3y\r\n# größe\r\n").getBytes(charset), "rw-------");
            assertThat(key(Map.of())).isEqualTo("k3y from GEMINI_API_KEY in .env");
        }
    }

    @Test
    void aByteOfLatin1InACommentIsNoReasonToRefuseTheFile() throws IOException {
        dotEnv("# clé de l'été\nGEMINI_API_KEY=k3y\n".getBytes(ISO_8859_1), "rw-------");
        assertThat(key(Map.of())).isEqualTo("k3y from GEMINI_API_KEY in .env");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GEMINI_API_KEY=k3y\r\n",
                "GEMINI_API_KEY=k3y\rOTHER=1\r",
                "  GEMINI_API_KEY =  k3y  \n",
                "GEMINI_API_KEY=k3y\u00A0\u200B\n",
                "GEMINI_API_KEY=\"k3y\" # from AI Studio\n",
                "GEMINI_API_KEY='k3y'  # from AI Studio\n",
                "GEMINI_API_KEY=k3y # from AI Studio\n",
                "PEM=\"-----BEGIN-----\nx\n-----END-----\"\nGEMINI_API_KEY=\"k3y\"\n"
            })
    void quotesBlanksCommentsAndLineEndsAreNoPartOfAKey(String text) throws IOException {
        dotEnv(text);
        assertThat(key(Map.of())).isEqualTo("k3y from GEMINI_API_KEY in .env");
    }

    @Test
    void aKeyInTheEnvironmentMayStandInQuotes() {
        assertThat(key(Map.of("GEMINI_API_KEY", "\"k3y\""))).startsWith("k3y from");
        assertThat(key(Map.of("GEMINI_API_KEY", " 'k3y' "))).startsWith("k3y from");
        assertThat(key(Map.of("GEMINI_API_KEY", "\"\""))).isEqualTo("none");
    }

    @Test
    void aFileThatEverybodyMayReadIsToldOnceWithoutTheKeyAndRead() throws IOException {
        dotEnv("GEMINI_API_KEY=s3cret\n".getBytes(UTF_8), "rw-r--r--");

        List<String> warnings = logged(() -> {
            assertThat(key(Map.of())).startsWith("s3cret from");
            assertThat(key(Map.of())).startsWith("s3cret from");
        });

        assertThat(warnings)
                .singleElement(as(STRING))
                .contains(".env", "chmod 600")
                .doesNotContain("s3cret");
    }

    @Test
    void aFileOfOnesOwnOrWithoutAKeyIsNotSpokenOf() throws IOException {
        dotEnv("GEMINI_API_KEY=s3cret\n".getBytes(UTF_8), "rw-r-----");
        assertThat(logged(() -> key(Map.of()))).isEmpty();

        dotEnv("GEMINI_MODEL=gemini-flash-latest\n".getBytes(UTF_8), "rw-r--r--");
        assertThat(logged(() -> key(Map.of()))).isEmpty();
    }

    /** The lines of the log, which go to the error stream of the moment. */
    private static List<String> logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(UTF_8).lines().toList();
    }

    @Test
    void aLineThatCannotBeReadIsNamedByNumberAndNotShown() throws IOException {
        dotEnv("OTHER=1\nexport GEMINI_API_KEY=s3cret\n");
        assertThatThrownBy(() -> key(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 2 of")
                .hasMessageContaining("NAME=value")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void whatIsMissingIsSaidWithTheWayOut() {
        assertThat(key(Map.of())).isEqualTo("none");
        assertThat(GeminiKey.NOT_FOUND)
                .contains("GEMINI_API_KEY")
                .contains("GOOGLE_API_KEY")
                .contains(".env")
                .contains("Gemini.simulator()");
    }

    @Test
    void aKeyIsNotInItsOwnText() {
        assertThat(new ApiKey("s3cret", "GEMINI_API_KEY").toString()).isEqualTo("key from GEMINI_API_KEY");
    }
}
