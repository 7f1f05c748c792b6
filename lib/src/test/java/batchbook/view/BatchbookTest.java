package batchbook.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Limit;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Progress;
import batchbook.Reply;
import batchbook.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchbookTest {
    private static final String SECRET = "AIzaS3cr3t";

    /** A session whose prompts, answers and refusals hold the secret too. */
    public static void main(String[] arguments) {
        Batchbook.doctor();
        Model model = Model.named("mine", prompt -> {
            if (prompt.text().startsWith("first")) {
                return Reply.of("answer " + SECRET);
            }
            throw ModelException.of(ErrorKind.RATE_LIMITED, "refused " + SECRET)
                    .limits(List.of(new Limit(
                            SECRET,
                            SECRET,
                            OptionalLong.of(15),
                            Limit.Window.MINUTE,
                            Limit.Counts.REQUESTS,
                            Optional.empty())));
        });
        Batch.of(model)
                .retry(Retry.none())
                .maxRequests(2)
                .progress(Progress.none())
                .run(List.of("first " + SECRET, "second " + SECRET));
        Batchbook.doctor();
    }

    private static String printed(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                BatchbookTest.class.getName());
        Map<String, String> environment = builder.environment();
        for (String name : List.of(
                "GEMINI_API_KEY",
                "GOOGLE_API_KEY",
                "GEMINI_MODEL",
                "GOOGLE_CLOUD_PROJECT",
                "NO_PROXY",
                "no_proxy",
                "ALL_PROXY",
                "LANG",
                "USER",
                "JUPYTER_TOKEN")) {
            environment.put(name, SECRET);
        }
        environment.put("GOOGLE_GEMINI_BASE_URL", "https://gw.example/" + SECRET + "?key=" + SECRET);
        environment.put("HTTPS_PROXY", "http://" + SECRET + ":" + SECRET + "@proxy.example:3128");
        environment.put("https_proxy", "http://" + SECRET + ":" + SECRET + "@proxy.example:3128");
        environment.put("JDK_JAVA_OPTIONS", "-Dmy.key=" + SECRET);
        Files.writeString(folder.resolve(".env"), "GEMINI_API_KEY=" + SECRET + "\n");
        Process process = builder.directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void theDoctorTellsWhatAReportNeedsAndNoSecret(@TempDir Path folder) throws IOException {
        String printed = printed(folder);

        assertThat(printed)
                .contains("google-genai-", "tablesaw-core-", "xchart-")
                .contains(System.getProperty("java.version"), System.getProperty("os.name"))
                .contains("from GOOGLE_API_KEY\n", "gw.example of GOOGLE_GEMINI_BASE_URL")
                .contains("proxy.example:3128 of https_proxy", "GEMINI_MODEL")
                .contains("last run ", "  none\n", "Run of 2 prompts to mine", "answered 1 (50 %)")
                .contains("15 requests a minute", "kernel ", "charts ")
                .doesNotContainIgnoringCase(SECRET)
                .doesNotContainIgnoringCase("s3cr3t");
    }
}
