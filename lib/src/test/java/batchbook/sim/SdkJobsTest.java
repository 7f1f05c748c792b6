package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.sim.jobs.JobFault;
import batchbook.sim.jobs.Jobs;
import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.types.BatchJob;
import com.google.genai.types.BatchJobSource;
import com.google.genai.types.Content;
import com.google.genai.types.CreateBatchJobConfig;
import com.google.genai.types.InlinedRequest;
import com.google.genai.types.JobState;
import com.google.genai.types.ListBatchJobsConfig;
import com.google.genai.types.Part;
import com.google.genai.types.UploadFileConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Batch API as Google's client for Java uses it. */
@Timeout(300)
class SdkJobsTest {
    private static final Scenario AT_ONCE =
            Scenario.calm().latency(Duration.ZERO).jobs(Jobs.taking(Duration.ZERO));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta"})
    void anInlineJobIsCreatedLookedAtListedAndDeleted(String version) {
        try (Simulator simulator = Simulator.start(AT_ONCE);
                Client client = Sdk.client(simulator, Simulator.KEY, new OkHttpClient(), version)) {
            BatchJob created = client.batches.create(JobCalls.MODEL, inline(3), named("inline"));
            BatchJob job = over(client, created);
            var responses = job.dest().orElseThrow().inlinedResponses().orElseThrow();

            assertThat(created.displayName()).hasValue("inline");
            assertThat(job.state().orElseThrow().knownEnum()).isEqualTo(JobState.Known.JOB_STATE_SUCCEEDED);
            assertThat(job.model()).hasValue("models/" + JobCalls.MODEL);
            assertThat(job.endTime()).isPresent();
            assertThat(responses).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(responses.get(i).metadata().orElseThrow()).containsEntry("key", "key-" + i);
                assertThat(responses.get(i).response().orElseThrow().text())
                        .isEqualTo(client.models
                                .generateContent(JobCalls.MODEL, "prompt " + i, null)
                                .text());
            }
            client.batches.delete(created.name().orElseThrow(), null);
            assertThatThrownBy(() -> client.batches.get(created.name().orElseThrow(), null))
                    .isInstanceOfSatisfying(
                            ClientException.class, e -> assertThat(e.code()).isEqualTo(404));
            assertThat(client.batches.list(null)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta"})
    void aFileIsUploadedAskedAndItsAnswersDownloaded(String version) throws IOException {
        Path rows = Files.write(folder.resolve("rows.jsonl"), JobCalls.lines(25));
        Path answers = folder.resolve("answers.jsonl");
        try (Simulator simulator = Simulator.start(AT_ONCE);
                Client client = Sdk.client(simulator, Simulator.KEY, new OkHttpClient(), version)) {
            var file = client.files.upload(rows.toFile(), jsonl());
            BatchJob job = over(
                    client,
                    client.batches.create(
                            JobCalls.MODEL,
                            BatchJobSource.builder()
                                    .fileName(file.name().orElseThrow())
                                    .build(),
                            named("a file")));
            String results = job.dest().orElseThrow().fileName().orElseThrow();
            client.files.download(results, answers.toString(), null);

            assertThat(file.sizeBytes()).hasValue(Files.size(rows));
            assertThat(JobCalls.keys(Files.readAllLines(answers).stream().map(Raw::read)))
                    .isEqualTo(IntStream.range(0, 25).mapToObj(i -> "key-" + i).toList());
            assertThat(client.files.get(file.name().orElseThrow(), null).displayName())
                    .hasValue("rows");
            client.files.delete(file.name().orElseThrow(), null);
            assertThatThrownBy(() -> client.files.get(file.name().orElseThrow(), null))
                    .isInstanceOf(ClientException.class);
        }
    }

    @Test
    void aFileOfSeveralPiecesArrivesWhole() throws IOException {
        List<String> lines = new ArrayList<>(JobCalls.lines(3));
        lines.add(JobCalls.line("long", "x".repeat(17_000_000)));
        Path rows = Files.write(folder.resolve("rows.jsonl"), lines);
        try (Simulator simulator = Simulator.start(AT_ONCE.answers(prompt -> "" + prompt.length()));
                Client client = Sdk.client(simulator)) {
            var file = client.files.upload(rows.toFile(), jsonl());
            var calls = JobCalls.to(simulator);
            var results = calls.results(
                    calls.over(JobCalls.name(calls.createOf(file.name().orElseThrow(), "long"))));

            assertThat(file.sizeBytes()).hasValue(Files.size(rows));
            assertThat(results).hasSize(4);
            // Longer than any model takes: it came whole, or nobody could have counted its tokens.
            assertThat(results.get(3).at("/error/message").asText()).contains("token count (4250000)");
        }
    }

    @Test
    void jobsAreListedPageByPageTheNewestFirst() {
        try (Simulator simulator = Simulator.start(AT_ONCE);
                Client client = Sdk.client(simulator)) {
            for (int i = 0; i < 7; i++) {
                client.batches.create(JobCalls.MODEL, inline(1), named("job " + i));
            }
            List<String> names = new ArrayList<>();
            client.batches
                    .list(ListBatchJobsConfig.builder().pageSize(3).build())
                    .forEach(job -> names.add(job.displayName().orElseThrow()));

            assertThat(names).containsExactly("job 6", "job 5", "job 4", "job 3", "job 2", "job 1", "job 0");
            assertThat(simulator.jobs()).isEqualTo(7);
        }
    }

    @Test
    void aRunningJobIsCancelled() {
        Scenario slow = AT_ONCE.jobs(Jobs.taking(Duration.ofHours(24)));
        try (Simulator simulator = Simulator.start(slow);
                Client client = Sdk.client(simulator)) {
            BatchJob created = client.batches.create(JobCalls.MODEL, inline(2), named("slow"));
            client.batches.cancel(created.name().orElseThrow(), null);

            assertThat(created.state().orElseThrow().knownEnum()).isEqualTo(JobState.Known.JOB_STATE_PENDING);
            assertThat(client.batches
                            .get(created.name().orElseThrow(), null)
                            .state()
                            .orElseThrow()
                            .knownEnum())
                    .isEqualTo(JobState.Known.JOB_STATE_CANCELLED);
        }
    }

    /** A defect of the client that its users must know: the rows are there, but not for it. */
    @Test
    void oneErrorWithDetailsHidesAllRowsAndAllJobsFromTheClient() {
        Scenario detailed = AT_ONCE.jobs(Jobs.taking(Duration.ZERO).fault(JobFault.DETAILED_ERRORS, 0.4));
        try (Simulator simulator = Simulator.start(detailed);
                Client client = Sdk.client(simulator)) {
            var calls = JobCalls.to(simulator);
            String name = JobCalls.name(calls.createInline(10));
            var rows = calls.over(name).at("/response/inlinedResponses/inlinedResponses");

            assertThat(rows).hasSize(10);
            assertThat(rows.findValues("error")).isNotEmpty().hasSizeLessThan(10);
            assertThatThrownBy(() -> client.batches.get(name, null)).isInstanceOf(GenAiIOException.class);
            assertThatThrownBy(() -> client.batches.list(null)).isInstanceOf(GenAiIOException.class);
        }
    }

    private static BatchJob over(Client client, BatchJob job) {
        BatchJob seen = job;
        while (seen.endTime().isEmpty()) {
            seen = client.batches.get(job.name().orElseThrow(), null);
        }
        return seen;
    }

    private static BatchJobSource inline(int rows) {
        return BatchJobSource.builder()
                .inlinedRequests(IntStream.range(0, rows)
                        .mapToObj(i -> InlinedRequest.builder()
                                .contents(List.of(Content.builder()
                                        .role("user")
                                        .parts(Part.fromText("prompt " + i))
                                        .build()))
                                .metadata(Map.of("key", "key-" + i))
                                .build())
                        .toList())
                .build();
    }

    private static CreateBatchJobConfig named(String displayName) {
        return CreateBatchJobConfig.builder().displayName(displayName).build();
    }

    private static UploadFileConfig jsonl() {
        return UploadFileConfig.builder()
                .mimeType("application/jsonl")
                .displayName("rows")
                .build();
    }
}
