package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import batchbook.job.JobState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LargeJobTest {
    @TempDir
    Path folder;

    @Test
    void aJobMayBeSeveralTimesAsLargeAsTheHeap() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeJobProcess.class.getName(),
                        folder.toString(),
                        "400",
                        "200000")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.onExit().join();

        assertThat(said.strip()).matches("800\\d{5} bytes, 400 answers of 80000000 characters");
    }

    @Test
    void aDownloadThatStandsStillEndsWithAnInterrupt() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"key\":\"a\",\"error\":{\"code\":13}}\n{\"key\":".getBytes(StandardCharsets.UTF_8));
            body.flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        try {
            JobService jobs = Gemini.at(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .jobs()
                    .orElseThrow();
            JobInfo job = new JobInfo(
                    "batches/a",
                    "",
                    JobState.SUCCEEDED,
                    Optional.empty(),
                    Optional.empty(),
                    new JobInfo.Rows(0, 0, 0, 0),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("files/batch-a"));
            Thread reader = Thread.currentThread();
            List<JobAnswer> answers = new CopyOnWriteArrayList<>();
            CountDownLatch first = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                try {
                    first.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                reader.interrupt();
            });
            other.start();
            ModelException stopped = catchThrowableOfType(
                    ModelException.class,
                    () -> jobs.results(job, answer -> {
                        answers.add(answer);
                        first.countDown();
                    }));
            other.join();
            boolean unused = Thread.interrupted();

            assertThat(stopped.kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(stopped).hasMessageContaining("interrupted");
            assertThat(answers).extracting(JobAnswer::key).containsExactly("a");
        } finally {
            over.countDown();
            server.stop(0);
        }
    }
}
