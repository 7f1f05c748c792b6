package batchbook.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Wherever OpenTelemetry is loaded. */
class AdapterTest {
    private static final String OPEN_TELEMETRY = "opentelemetry-";

    private static URL[] classPath(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .map(Path::of)
                .map(AdapterTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library is in a loader that cannot see OpenTelemetry, which is beside the cell in one behind that. */
    @Test
    void aCellBringsOpenTelemetryThatTheLibraryCannotSee() throws Exception {
        Predicate<String> tests = path -> path.endsWith("test-classes");
        Predicate<String> brought = path -> path.contains(OPEN_TELEMETRY);
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader library =
                        new URLClassLoader(classPath(tests.or(brought).negate()), platform);
                URLClassLoader shell = new URLClassLoader(classPath(tests.or(brought)), library)) {
            assertThatThrownBy(() -> library.loadClass("io.opentelemetry.api.OpenTelemetry"))
                    .isInstanceOf(ClassNotFoundException.class);
            Object cell = shell.loadClass(NotebookCell.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(cell.getClass().getClassLoader()).isSameAs(shell);

            // A kernel's thread knows of no other OpenTelemetry, as this one's does.
            Thread thread = Thread.currentThread();
            ClassLoader ofTheTest = thread.getContextClassLoader();
            Object spans;
            try {
                thread.setContextClassLoader(shell);
                spans = ((Supplier<?>) cell).get();
            } finally {
                thread.setContextClassLoader(ofTheTest);
            }
            assertThat(spans).isEqualTo(List.of("generate_content shout", "generate_content shout", "batch shout"));
        }
    }

    @Test
    void aProgramHasThemTogether() {
        assertThat(new NotebookCell().get()).hasSize(3);
    }

    @Test
    void anOpenTelemetryThatMissesWhatIsNeededIsToldWhatToBring() {
        OpenTelemetry old = new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                throw new NoSuchMethodError("setExplicitBucketBoundariesAdvice");
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
        assertThatThrownBy(() -> Telemetry.of(old))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("setExplicitBucketBoundariesAdvice")
                .hasMessageContaining("older than 1.32")
                .hasMessageContaining("io.opentelemetry:opentelemetry-sdk:");
    }

    @Test
    void whatIsNoOpenTelemetryIsToldWhatToPass() {
        assertThatThrownBy(() -> Telemetry.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("pass what OpenTelemetrySdk.builder()")
                .hasMessageContaining("%maven io.opentelemetry:opentelemetry-sdk:");
        assertThatThrownBy(() -> Telemetry.of("http://127.0.0.1:4317"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a java.lang.String: pass what");
        assertThatThrownBy(() -> Telemetry.of(this)).hasMessageContaining("AdapterTest");
    }

    @Test
    void itSaysWhatItTells() throws IOException {
        Telemetry least = Telemetry.of(OpenTelemetry.noop());
        assertThat(least).asString().startsWith("Telemetry to ").endsWith(" with no prompts and answers");
        assertThat(least.withContent().withLabels().withFormerMetrics())
                .asString()
                .endsWith(" with prompts and answers, labels, former metrics");
    }
}
