package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The Batch API and the Files API of a simulator, asked without the SDK, as one key and one version. */
record JobCalls(Simulator simulator, String key, String version) {
    static final String MODEL = "gemini-2.5-flash";

    static JobCalls to(Simulator simulator) {
        return new JobCalls(simulator, Simulator.KEY, "v1beta");
    }

    /** The line of a row in a file. */
    static String line(String key, String prompt) {
        return write(Map.of("key", key, "request", Raw.read(Raw.asking(prompt))));
    }

    /** So many rows: key-0, key-1 and so on ask about prompt 0, prompt 1 and so on. */
    static List<String> lines(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> line("key-" + i, "prompt " + i))
                .toList();
    }

    HttpResponse<String> createInline(int rows) {
        List<Object> requests = IntStream.range(0, rows)
                .<Object>mapToObj(i ->
                        Map.of("request", Raw.read(Raw.asking("prompt " + i)), "metadata", Map.of("key", "key-" + i)))
                .toList();
        return create("{\"requests\":{\"requests\":" + write(requests) + "}}", "inline");
    }

    HttpResponse<String> createOf(List<String> lines) {
        return createOf(upload(String.join("\n", lines)), "a job");
    }

    HttpResponse<String> createOf(String file, String displayName) {
        return create("{\"fileName\":\"" + file + "\"}", displayName);
    }

    HttpResponse<String> create(String inputConfig, String displayName) {
        return post(
                "/models/" + MODEL + ":batchGenerateContent",
                "{\"batch\":{\"displayName\":\"" + displayName + "\",\"inputConfig\":" + inputConfig + "}}");
    }

    /** The name of the job that was created. */
    static String name(HttpResponse<String> created) {
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return Raw.read(created).path("name").asText();
    }

    JsonNode job(String name) {
        return Raw.read(get("/" + name));
    }

    /** The job when it is over. It is looked at again and again. */
    JsonNode over(String name) {
        JsonNode job = job(name);
        while (!job.path("done").asBoolean()) {
            job = job(name);
        }
        return job;
    }

    /** The lines of the results of a job of a file that is over. */
    List<JsonNode> results(JsonNode job) {
        String file = job.at("/metadata/output/responsesFile").asText();
        HttpResponse<String> download = get("/" + file + ":download?alt=media");
        assertThat(download.statusCode()).as(download.body()).isEqualTo(200);
        return download.body().lines().map(Raw::read).toList();
    }

    /** A file in one piece; gives its name. */
    String upload(String content) {
        String address = begin(content.getBytes(StandardCharsets.UTF_8).length);
        HttpResponse<String> sent = piece(address, "upload, finalize", 0, BodyPublishers.ofString(content));
        assertThat(sent.headers().firstValue("X-Goog-Upload-Status")).hasValue("final");
        return Raw.read(sent).at("/file/name").asText();
    }

    /** Where the pieces of a file of this size go. */
    String begin(long size) {
        HttpResponse<String> begun = start(size);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return begun.headers().firstValue("X-Goog-Upload-URL").orElseThrow();
    }

    HttpResponse<String> start(long size) {
        return Raw.send(Raw.request(simulator, "/upload/" + version + "/files", key)
                .header("X-Goog-Upload-Protocol", "resumable")
                .header("X-Goog-Upload-Command", "start")
                .header("X-Goog-Upload-Header-Content-Length", Long.toString(size))
                .header("X-Goog-Upload-Header-Content-Type", "application/jsonl")
                .POST(BodyPublishers.ofString("{\"file\":{\"displayName\":\"rows\"}}")));
    }

    HttpResponse<String> piece(String address, String command, long offset, BodyPublisher content) {
        return Raw.send(Raw.request(URI.create(address))
                .header("X-Goog-Upload-Command", command)
                .header("X-Goog-Upload-Offset", Long.toString(offset))
                .POST(content));
    }

    HttpResponse<String> get(String path) {
        return Raw.send(Raw.request(simulator, "/" + version + path, key));
    }

    HttpResponse<String> delete(String path) {
        return Raw.send(Raw.request(simulator, "/" + version + path, key).DELETE());
    }

    HttpResponse<String> post(String path, String body) {
        return Raw.post(simulator, "/" + version + path, body, key);
    }

    static List<String> keys(Stream<JsonNode> results) {
        return results.map(result -> result.path("key").asText()).toList();
    }

    static String text(JsonNode result) {
        return result.at("/response/candidates/0/content/parts/0/text").asText();
    }

    private static String write(Object value) {
        return Raw.MAPPER.valueToTree(value).toString();
    }
}
