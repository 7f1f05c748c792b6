package batchbook.sim.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days of jobs, in no time. */
class JobServiceTest {
    private static final String KEY = "key";
    private static final String ROWS = "{\"key\":\"a\",\"request\":{\"n\":1}}\n{\"key\":\"b\",\"request\":{\"n\":2}}\n";

    private final ManualHost host = new ManualHost();
    private final JobService service = new JobService(Jobs.taking(Duration.ofHours(20)), 1, host);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aJobTakesItsTime() throws IOException, RefusedException {
        String name = create(upload());
        host.work();
        String pending = state(name);
        host.pass(Duration.ofHours(2));
        String running = state(name);
        host.pass(Duration.ofHours(17).plusMinutes(59));
        JsonNode almost = get(name);
        host.pass(Duration.ofMinutes(1));
        JsonNode over = get(name);

        assertThat(pending).isEqualTo("BATCH_STATE_PENDING");
        assertThat(running).isEqualTo("BATCH_STATE_RUNNING");
        assertThat(almost.at("/metadata/batchStats/successfulRequestCount").asText())
                .isEqualTo("1");
        assertThat(over.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_SUCCEEDED");
        assertThat(host.charged).isEqualTo(2);
        assertThat(download(over.at("/response/responsesFile").asText()))
                .isEqualTo("{\"key\":\"a\",\"response\":{\"n\":1}}\n{\"key\":\"b\",\"response\":{\"n\":2}}\n");
    }

    @Test
    void aJobThatIsNotWorkedOnYetRunsLongerThanItShould() throws IOException, RefusedException {
        String name = create(upload());
        host.pass(Duration.ofHours(21));
        String late = state(name);
        host.work();

        assertThat(late).isEqualTo("BATCH_STATE_RUNNING");
        assertThat(state(name)).isEqualTo("BATCH_STATE_SUCCEEDED");
    }

    @Test
    void aJobThatIsCancelledBeforeAnythingIsDoneHasNoResultsAndCostsNothing() throws IOException, RefusedException {
        String name = create(upload());
        host.pass(Duration.ofHours(1));
        call("POST", "/v1beta/" + name + ":cancel", "{}");
        host.work();
        host.pass(Duration.ofDays(1));
        JsonNode job = get(name);

        assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_CANCELLED");
        assertThat(job.at("/error/code").asInt()).isEqualTo(1);
        assertThat(job.has("response")).isFalse();
        assertThat(host.charged).isZero();
    }

    @Test
    void filesAreGoneAfterTwoDays() throws IOException, RefusedException {
        String file = upload();
        host.pass(Duration.ofHours(48).minusSeconds(1));
        JsonNode there = json(call("GET", "/v1beta/" + file, ""));
        host.pass(Duration.ofSeconds(1));

        assertThat(there.path("sizeBytes").asText()).isEqualTo(Integer.toString(ROWS.length()));
        assertThat(there.path("sha256Hash").asText()).hasSize(44);
        assertThatThrownBy(() -> call("GET", "/v1beta/" + file, "")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> create(file)).isInstanceOf(RefusedException.class);
    }

    @Test
    void aFileMayBeDeletedWhileItsJobGoesOn() throws IOException, RefusedException {
        String file = upload();
        String name = create(file);
        call("DELETE", "/v1beta/" + file, "");
        host.work();
        host.pass(Duration.ofHours(20));

        assertThat(get(name).at("/metadata/batchStats/successfulRequestCount").asText())
                .isEqualTo("2");
    }

    @Test
    void aDeletedJobGoesOnUnseenAndIsPaidFor() throws IOException, RefusedException {
        String name = create(upload());
        host.work();
        call("DELETE", "/v1beta/" + name, "");
        host.pass(Duration.ofHours(20));
        service.settle();

        assertThat(host.charged).isEqualTo(2);
        assertThatThrownBy(() -> get(name)).isInstanceOf(RefusedException.class);
        assertThat(json(call("GET", "/v1beta/batches", ""))).isEmpty();
    }

    @Test
    void aJobThatCannotBeWorkedOnFailsWithASentence() throws IOException, RefusedException {
        String name = create(upload());
        service.close();
        host.work();
        JsonNode job = get(name);

        assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_FAILED");
        assertThat(job.at("/error/message").asText()).startsWith("The simulator could not work on the job: ");
        assertThat(json(call("POST", "/upload/v1beta/files", "{}"))
                        .at("/error/message")
                        .asText())
                .contains("the simulator is closed");
    }

    @Test
    void eachSimulatorNamesItsJobsItsOwnWay() throws IOException, RefusedException {
        ManualHost later = new ManualHost();
        later.pass(Duration.ofSeconds(1));
        try (JobService other = new JobService(Jobs.usual(), 1, later)) {
            String body = "{\"batch\":{\"inputConfig\":{\"requests\":{\"requests\":[{\"request\":{}}]}}}}";
            JsonNode mine = json(call(service, "POST", "/v1/models/m:batchGenerateContent", body));
            JsonNode others = json(call(other, "POST", "/v1/models/m:batchGenerateContent", body));

            assertThat(mine.path("name")).isNotEqualTo(others.path("name"));
        }
    }

    private String upload() throws IOException, RefusedException {
        Response.Message begun = (Response.Message) call("POST", "/upload/v1beta/files", "{}");
        URI address = URI.create(begun.headers().get("X-Goog-Upload-URL"));
        Map<String, String> headers = Map.of("X-Goog-Upload-Command", "upload, finalize");
        Response sent = service.receive(
                JobRoute.of("POST", address).orElseThrow(),
                name -> headers.getOrDefault(name, ""),
                new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));
        return json(sent).at("/file/name").asText();
    }

    private String create(String file) throws IOException, RefusedException {
        return json(call(
                        "POST",
                        "/v1beta/models/m:batchGenerateContent",
                        "{\"batch\":{\"input_config\":{\"file_name\":\"" + file + "\"}}}"))
                .path("name")
                .asText();
    }

    private String state(String name) throws IOException, RefusedException {
        return get(name).at("/metadata/state").asText();
    }

    private JsonNode get(String name) throws IOException, RefusedException {
        return json(call("GET", "/v1beta/" + name, ""));
    }

    private String download(String file) throws IOException, RefusedException {
        return body(call("GET", "/download/v1beta/" + file + ":download?alt=media", ""));
    }

    private Response call(String verb, String path, String body) throws RefusedException {
        return call(service, verb, path, body);
    }

    private static Response call(JobService service, String verb, String path, String body) throws RefusedException {
        Map<String, String> headers =
                Map.of("Host", "127.0.0.1:1", "X-Goog-Upload-Protocol", "resumable", "X-Goog-Upload-Command", "start");
        return service.answer(
                JobRoute.of(verb, URI.create(path)).orElseThrow(),
                KEY,
                name -> headers.getOrDefault(name, ""),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(Response response) throws IOException {
        return Json.parse(body(response).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(Response response) throws IOException {
        if (response instanceof Response.Message message) {
            return message.body();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ((Response.Streamed) response).content().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
