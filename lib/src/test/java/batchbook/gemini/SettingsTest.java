package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path project;

    private Path notebooks;

    @BeforeEach
    void makeNotebooks() throws IOException {
        notebooks = Files.createDirectories(project.resolve("a").resolve("notebooks"));
    }

    private String key(Map<String, String> environment) {
        return Settings.load(environment, notebooks)
                .key()
                .map(key -> key.value() + " from " + key.source())
                .orElse("none");
    }

    private void dotEnv(String text) throws IOException {
        Files.writeString(notebooks.resolve(".env"), text);
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
        assertThat(Settings.load(Map.of(), notebooks).model()).contains("gemini-3.8-flash");
        assertThat(Settings.load(Map.of("GEMINI_MODEL", "other"), notebooks).model())
                .contains("other");
    }

    @Test
    void aVariableThatIsEmptyMeansNoKeyWhateverTheFileSays() throws IOException {
        dotEnv("GEMINI_API_KEY=file\nGOOGLE_API_KEY=file\n");
        assertThat(key(Map.of("GEMINI_API_KEY", "", "GOOGLE_API_KEY", ""))).isEqualTo("none");
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
        assertThat(Settings.NO_KEY)
                .contains("GEMINI_API_KEY")
                .contains("GOOGLE_API_KEY")
                .contains(".env")
                .contains("Gemini.simulator()");
    }

    @Test
    void aKeyIsNotInItsOwnText() {
        assertThat(new Settings.Key("s3cret", "GEMINI_API_KEY").toString()).isEqualTo("key from GEMINI_API_KEY");
    }
}
