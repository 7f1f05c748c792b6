package batchbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the documentation compile without a warning and run, each in a JVM of its own. */
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of("..", "docs", "examples").toAbsolutePath().normalize();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path folder;

    /** With the one dependency that its first lines name for JBang. */
    @Test
    void aPlainProgramSortsReviewsAndWritesATable() throws Exception {
        compile("Reviews");
        Path table = folder.resolve("answers.csv");

        Process program = start("Reviews", table.toString());
        String printed = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains(">>> SIMULATOR")
                .contains("It broke after a week. -> ")
                .contains("Never again. -> ");
        assertThat(Files.readAllLines(table)).hasSize(4);
        assertThat(Files.readAllLines(table).get(0)).contains("prompt").contains("answer");
    }

    /** As docs/telemetry.md shows it. */
    @Test
    void aMonitoredProgramServesMetricsAndLogsSpans() throws Exception {
        compile("Monitored");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("log.txt");

        Process program = start("Monitored", log, String.valueOf(port));
        try (BufferedReader printed = program.inputReader(UTF_8)) {
            String line = printed.readLine();
            while (line != null && !line.startsWith("3 answers")) {
                line = printed.readLine();
            }
            assertThat(line).as(Files.readString(log)).isNotNull();
            assertThat(metrics(port))
                    .contains("gen_ai_client_inference_usage_input_tokens_total{")
                    .anyMatch(metric -> metric.startsWith("gen_ai_client_inference_duration_seconds_count{")
                            && metric.contains("gen_ai_operation_name=\"generate_content\"")
                            && metric.contains("gen_ai_provider_name=\"gcp.gemini\"")
                            && metric.contains("gen_ai_request_model=\"gemini-flash-latest\"")
                            && metric.endsWith(" 3"));
            program.getOutputStream().write('\n');
            program.getOutputStream().flush();
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroy();
        }
        assertThat(Files.readString(log))
                .contains("'generate_content gemini-flash-latest'", "'batch gemini-flash-latest'", "batchbook.row=2")
                .doesNotContain("sky");
    }

    private static List<String> metrics(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .lines()
                .flatMap(line -> Stream.of(line, line.replaceAll("\\{.*", "{")))
                .toList();
    }

    private void compile(String program) throws IOException {
        Path source = EXAMPLES.resolve(program + ".java");
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
    }

    private static String version() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
    }

    private Process start(String program, String argument) throws IOException {
        return process(program, argument)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Process start(String program, Path log, String argument) throws IOException {
        return process(program, argument).redirectError(log.toFile()).start();
    }

    private ProcessBuilder process(String program, String argument) {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Duser.language=en",
                        "-cp",
                        folder + System.getProperty("path.separator") + CLASS_PATH,
                        program,
                        argument))
                .directory(folder.toFile());
    }
}
