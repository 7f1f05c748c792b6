package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.jobs.Jobs;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UploadsTest {
    private static final int PIECE = 8 << 20;

    private final Simulator simulator =
            Simulator.start(Scenario.calm().latency(Duration.ZERO).jobs(Jobs.taking(Duration.ZERO)));
    private final JobCalls calls = new JobCalls(simulator, Simulator.KEY, "v1");

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void piecesAreAddedWhereTheLastOneEnded() throws NoSuchAlgorithmException {
        byte[] content = new byte[2 * PIECE + 5];
        content[PIECE] = 7;
        String address = calls.begin(content.length);
        HttpResponse<String> first = piece(address, "upload", 0, content, 0, PIECE);
        HttpResponse<String> again = piece(address, "upload", 0, content, 0, PIECE);
        HttpResponse<String> asked = piece(address, "query", 0, content, 0, 0);
        HttpResponse<String> second = piece(address, "upload", PIECE, content, PIECE, PIECE);
        JsonNode file = Raw.read(piece(address, "upload, finalize", 2 * PIECE, content, 2 * PIECE, 5))
                .path("file");

        assertThat(List.of(first, second)).allSatisfy(sent -> {
            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(sent.headers().firstValue("X-Goog-Upload-Status")).hasValue("active");
        });
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("has 8388608 bytes so far");
        assertThat(asked.headers().firstValue("X-Goog-Upload-Size-Received")).hasValue("8388608");
        assertThat(file.path("sizeBytes").asText()).isEqualTo("16777221");
        assertThat(file.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(file.path("sha256Hash").asText())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(content)));
        assertThat(calls.piece(address, "query", 0, BodyPublishers.noBody()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        byte[] content = new byte[100];

        assertThat(List.of(
                        calls.start((2L << 30) + 1).body(),
                        piece(calls.begin(50), "upload, finalize", 0, content, 0, 100)
                                .body(),
                        piece(calls.begin(200), "upload, finalize", 0, content, 0, 100)
                                .body(),
                        piece(calls.begin(200), "upload", 0, content, 0, 100).body(),
                        piece(calls.begin(200), "jump", 0, content, 0, 100).body(),
                        Raw.post(simulator, "/upload/v1/files", "{}", Simulator.KEY)
                                .body()))
                .satisfiesExactly(
                        said -> assertThat(said).contains("the largest has 2147483648"),
                        said -> assertThat(said).contains("larger than 50 bytes"),
                        said -> assertThat(said).contains("has 100 of 200 bytes"),
                        said -> assertThat(said).contains("a multiple of 8388608"),
                        said -> assertThat(said).contains("but was 'jump'"),
                        said -> assertThat(said).contains("X-Goog-Upload-Command: start"));
    }

    @Test
    void aCancelledUploadIsGone() {
        String address = calls.begin(100);
        piece(address, "cancel", 0, new byte[0], 0, 0);

        assertThat(piece(address, "upload, finalize", 0, new byte[100], 0, 100).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFileMayHaveANameOfItsClients() {
        var first = named("my-rows");
        var address = first.headers().firstValue("X-Goog-Upload-URL").orElseThrow();
        piece(address, "upload, finalize", 0, new byte[3], 0, 3);

        assertThat(Raw.read(calls.get("/files/my-rows")).path("sizeBytes").asText())
                .isEqualTo("3");
        assertThat(named("my-rows").body()).contains("taken");
        assertThat(named("../x").body()).contains("cannot be one");
    }

    private HttpResponse<String> named(String name) {
        return Raw.send(Raw.request(simulator, "/upload/v1/files", Simulator.KEY)
                .header("X-Goog-Upload-Protocol", "resumable")
                .header("X-Goog-Upload-Command", "start")
                .POST(BodyPublishers.ofString("{\"file\":{\"name\":\"files/" + name + "\"}}")));
    }

    private HttpResponse<String> piece(
            String address, String command, long offset, byte[] content, int from, int size) {
        return calls.piece(address, command, offset, BodyPublishers.ofByteArray(content, from, size));
    }
}
