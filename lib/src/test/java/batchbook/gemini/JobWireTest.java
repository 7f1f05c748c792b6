package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import batchbook.job.JobState;
import batchbook.wire.Environment;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests for jobs as they go over the wire, and odd answers to them. */
@Timeout(120)
class JobWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "AIzaSyB-made-up-0123456789-abcdefghij";
    private static final String OVER = """
            {"name":"batches/a1","done":true,"metadata":{"@type":"type.googleapis.com/google.ai.generativelanguage.v1main.\
            GenerateContentBatch","model":"models/m","displayName":"d","state":"BATCH_STATE_SUCCEEDED",
            "inputConfig":{"fileName":"files/in"},"output":{"responsesFile":"files/batch-a1"},
            "createTime":"2026-01-06T10:00:00.123456789Z","endTime":"2026-01-06T12:00:00+02:00","name":"batches/a1",
            "batchStats":{"requestCount":"5000000000","successfulRequestCount":"4","failedRequestCount":1}},
            "response":{"responsesFile":"files/batch-a1"}}""";
    private static final JobInfo JOB = new JobInfo(
            "batches/a1",
            "d",
            JobState.SUCCEEDED,
            Optional.of(Instant.parse("2026-01-06T10:00:00.123456789Z")),
            Optional.of(Instant.parse("2026-01-06T10:00:00Z")),
            new JobInfo.Rows(5_000_000_000L, 4, 1, 0),
            Optional.empty(),
            Optional.of("files/in"),
            Optional.of("files/batch-a1"));

    enum Sentiment {
        GOOD,
        BAD
    }

    record Review(Sentiment sentiment, int urgency) {}

    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Gemini gemini(String path) {
        return Gemini.at(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .key(KEY);
    }

    private JobService jobs() {
        return gemini("").jobs().orElseThrow();
    }

    private void answer(String body) {
        server.enqueue(
                new MockResponse().setHeader("Content-Type", "application/json").setBody(body));
    }

    private RecordedRequest request() throws InterruptedException {
        return server.takeRequest();
    }

    private static String line(Gemini gemini, Prompt prompt, Optional<String> marker) {
        byte[] line = gemini.jobs().orElseThrow().line("row-1", prompt, marker);
        assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
        return new String(line, StandardCharsets.UTF_8);
    }

    private static void assertJson(String said, String expected) throws IOException {
        assertThat(JSON.readTree(said)).isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    }

    @Test
    void aLineHasTheNamesOfTheProtocolBuffer() throws IOException {
        Gemini gemini = gemini("")
                .system("Be kind.")
                .example("a", "b")
                .config(GenerateContentConfig.builder()
                        .maxOutputTokens(9)
                        .stopSequences("x")
                        .safetySettings(List.of())
                        .responseMimeType("application/json")
                        .responseSchema(Schema.builder()
                                .type("OBJECT")
                                .properties(Map.of(
                                        "camelCase",
                                        Schema.builder()
                                                .type("STRING")
                                                .maxLength(3L)
                                                .build()))
                                .build())
                        .build());

        assertJson(line(gemini, Prompt.of("hello \u00e9"), Optional.empty()), """
                {'key':'row-1','request':{'contents':[{'role':'user','parts':[{'text':'a'}]},
                {'role':'model','parts':[{'text':'b'}]},{'role':'user','parts':[{'text':'hello \u00e9'}]}],
                'system_instruction':{'parts':[{'text':'Be kind.'}],'role':'user'},'safety_settings':[],
                'generation_config':{'max_output_tokens':9,'stop_sequences':['x'],'response_mime_type':'application/json',
                'response_schema':{'type':'OBJECT','properties':{'camelCase':{'type':'STRING','max_length':3}}}}}}""");
    }

    @Test
    void aSchemaOfJsonKeepsItsNamesAndBeginsWithTheMarker() throws IOException {
        assertJson(line(gemini("").answering(Review.class), Prompt.of("hi"), Optional.of("k3f9")), """
                {'key':'row-1','request':{'contents':[{'role':'user','parts':[{'text':'hi'}]}],
                'generation_config':{'response_mime_type':'application/json','response_json_schema':{'type':'object',
                'properties':{'_row':{'type':'string','enum':['k3f9']},'sentiment':{'type':'string','enum':['GOOD','BAD']},
                'urgency':{'type':'integer'}},
                'required':['_row','sentiment','urgency'],'additionalProperties':false,
                'propertyOrdering':['_row','sentiment','urgency']}}}}""");
    }

    @Test
    void aWordIsWrappedAndATextEndsWithTheMarker() throws IOException {
        assertJson(line(gemini("").choosing("good", "bad"), Prompt.of("hi"), Optional.of("k3f9")), """
                {'key':'row-1','request':{'contents':[{'role':'user','parts':[{'text':'hi'}]}],
                'generation_config':{'response_mime_type':'application/json','response_schema':{'type':'OBJECT',
                'properties':{'_row':{'type':'STRING','enum':['k3f9']},'answer':{'type':'STRING','enum':['good','bad']}},
                'required':['_row','answer'],'property_ordering':['_row','answer']}}}}""");
        assertThat(line(gemini(""), Prompt.of("hi"), Optional.of("k3f9")))
                .contains(
                        "{\"text\":\"hi\"},{\"text\":\"\\n\\nWhatever you answer, end it with a line that says only: [row:k3f9]\"}");
    }

    @Test
    void filesAreInTheLine() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
        Path file = Files.write(folder.resolve("a.png"), png);
        assertJson(line(gemini(""), Prompt.of("What is it?").attach(file), Optional.empty()), """
                {'key':'row-1','request':{'contents':[{'role':'user','parts':[
                {'inline_data':{'mime_type':'image/png','data':'iVBORw0KGgoBAgM='}},{'text':'What is it?'}]}],
                'generation_config':{}}}""");
        Prompt changed = Prompt.of("What is it?").attach(file);
        Files.write(file, new byte[] {1});
        assertThatIllegalArgumentException().isThrownBy(() -> line(gemini(""), changed, Optional.empty()));
    }

    @Test
    void whatAJobCannotTakeIsRefusedBeforehand() throws NoSuchMethodException {
        Gemini calling = gemini("")
                .config(GenerateContentConfig.builder()
                        .tools(Tool.builder()
                                .functions(List.of(JobWireTest.class.getMethod("weather", String.class)))
                                .build())
                        .build());
        assertThatIllegalArgumentException().isThrownBy(calling::jobs).withMessageContaining("functions of Java");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line(gemini(""), Prompt.of("x".repeat(100_000_000)), Optional.empty()))
                .withMessageContaining("longer than 100 MB");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line(gemini(""), Prompt.of("hi"), Optional.of("A B")))
                .withMessageContaining("small letters");
        assertThatIllegalArgumentException().isThrownBy(() -> jobs().line(" ", Prompt.of("hi"), Optional.empty()));
    }

    public static String weather(String city) {
        return "fine in " + city;
    }

    @Test
    void anEmptyInstructionIsLeftOut() {
        assertThat(line(gemini("").system(""), Prompt.of("hi"), Optional.empty()))
                .doesNotContain("system");
    }

    @Test
    void aFileIsSentAndAJobCreated() throws Exception {
        server.enqueue(new MockResponse()
                .setHeader("X-Goog-Upload-URL", "https://elsewhere.example/upload/v1beta/files?upload_id=u1&x=%20"));
        answer("{\"file\":{\"name\":\"files/in\",\"state\":\"ACTIVE\"}}");
        answer(OVER.replace("\"done\":true,", "").replace("SUCCEEDED", "PENDING"));
        Path file = Files.writeString(folder.resolve("secret name.jsonl"), "{}\n");
        JobInfo job = jobs().submit("my job", file);
        RecordedRequest start = request();
        RecordedRequest piece = request();
        RecordedRequest create = request();

        assertThat(start.getRequestLine()).isEqualTo("POST /upload/v1beta/files HTTP/1.1");
        assertThat(start.getHeaders().toMultimap())
                .containsEntry("x-goog-api-key", List.of(KEY))
                .containsEntry("x-goog-upload-protocol", List.of("resumable"))
                .containsEntry("x-goog-upload-command", List.of("start"))
                .containsEntry("x-goog-upload-header-content-length", List.of("3"))
                .containsEntry("x-goog-upload-header-content-type", List.of("application/jsonl"));
        assertJson(start.getBody().readUtf8(), "{'file':{'displayName':'batchbook','mimeType':'application/jsonl'}}");
        assertThat(piece.getRequestLine()).isEqualTo("POST /upload/v1beta/files?upload_id=u1&x=%20 HTTP/1.1");
        assertThat(piece.getHeaders().toMultimap())
                .containsEntry("x-goog-upload-command", List.of("upload, finalize"))
                .containsEntry("x-goog-upload-offset", List.of("0"));
        assertThat(piece.getBody().readUtf8()).isEqualTo("{}\n");
        assertThat(create.getRequestLine())
                .isEqualTo("POST /v1beta/models/gemini-flash-latest:batchGenerateContent HTTP/1.1");
        assertJson(
                create.getBody().readUtf8(),
                "{'batch':{'displayName':'my job','inputConfig':{'fileName':'files/in'}}}");
        assertThat(job.state()).isEqualTo(JobState.PENDING);
        assertThat(job.ended()).isEmpty();
    }

    private String sent(long size, List<Duration> pauses) throws IOException {
        Path file = folder.resolve("rows.jsonl");
        try (RandomAccessFile rows = new RandomAccessFile(file.toFile(), "rw")) {
            rows.setLength(size);
        }
        JobHttp http = new JobHttp(
                Connection.to(URI.create("http://127.0.0.1:" + server.getPort())), GeminiOptions.DEFAULT.config());
        return new FileUpload(http, file, pauses::add).send();
    }

    private void answerWithHeader(String name, String value) {
        server.enqueue(new MockResponse().setHeader(name, value));
    }

    @Test
    void anUploadGoesOnWhereItBroke() throws Exception {
        answerWithHeader("X-Goog-Upload-URL", "http://x/upload/v1beta/files?upload_id=u1");
        server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
        answerWithHeader("X-Goog-Upload-Size-Received", "0");
        answerWithHeader("X-Goog-Upload-Status", "active");
        server.enqueue(new MockResponse().setResponseCode(503));
        server.enqueue(new MockResponse().setResponseCode(500));
        answerWithHeader("X-Goog-Upload-Size-Received", "8388608");
        answer("{\"file\":{\"name\":\"files/in\"}}");
        List<Duration> pauses = new ArrayList<>();

        assertThat(sent((8 << 20) + 5, pauses)).isEqualTo("files/in");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RecordedRequest request = request();
            commands.add(request.getHeader("X-Goog-Upload-Command") + " " + request.getHeader("X-Goog-Upload-Offset")
                    + " " + request.getBodySize());
        }
        assertThat(commands.subList(1, 8))
                .containsExactly(
                        "upload 0 8388608",
                        "query null 0",
                        "upload 0 8388608",
                        "upload, finalize 8388608 5",
                        "query null 0",
                        "query null 0",
                        "upload, finalize 8388608 5");
    }

    @Test
    void anUploadIsGivenUpInTheEnd() {
        answerWithHeader("X-Goog-Upload-URL", "http://x/upload/v1beta/files?upload_id=u1");
        for (int i = 0; i < 6; i++) {
            server.enqueue(new MockResponse().setResponseCode(503));
        }
        List<Duration> pauses = new ArrayList<>();
        ModelException last = catchThrowableOfType(ModelException.class, () -> sent(5, pauses));

        assertThat(last.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(pauses).hasSize(5).endsWith(Duration.ofSeconds(16));
        assertThat(server.getRequestCount()).isEqualTo(7);
    }

    @Test
    void anUploadThatIsRefusedOrOfWhichNothingIsKnownIsGivenUpAtOnce() {
        answerWithHeader("X-Goog-Upload-URL", "http://x/upload/v1beta/files?upload_id=u1");
        server.enqueue(new MockResponse().setResponseCode(400));
        answerWithHeader("X-Goog-Upload-URL", "http://x/upload/v1beta/files?upload_id=u1");
        server.enqueue(new MockResponse().setResponseCode(503));
        answerWithHeader("X-Goog-Upload-Status", "final");
        answer("{}");
        List<Duration> pauses = new ArrayList<>();

        assertThat(catchThrowableOfType(ModelException.class, () -> sent(5, pauses))
                        .kind())
                .isEqualTo(ErrorKind.BAD_REQUEST);
        assertThat(catchThrowableOfType(ModelException.class, () -> sent(5, pauses))
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
        assertThat(catchThrowableOfType(ModelException.class, () -> sent(5, pauses)))
                .hasMessageContaining("does not say where the file goes to");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void jobsAreLookedAtCancelledAndTidiedUp() throws Exception {
        answer(OVER);
        answer("{}");
        answer("{}");
        answer("{\"operations\":[" + OVER + ",{\"name\":\"batches/b\"},{}],\"nextPageToken\":\"p 2\"}");
        answer("{}");
        answer("{\"key\":\"a\",\"response\":" + Answers.json("ok") + "}".replace("\n", ""));
        Gemini gemini = gemini("/gateway/")
                .config(GenerateContentConfig.builder()
                        .httpOptions(HttpOptions.builder()
                                .apiVersion("v1")
                                .headers(Map.of("X-Team", "blue"))
                                .build())
                        .build());
        JobService jobs = gemini.jobs().orElseThrow();

        assertThat(jobs.get("batches/a1")).hasValue(JOB);
        RecordedRequest get = request();
        assertThat(get.getRequestLine()).isEqualTo("GET /gateway/v1/batches/a1 HTTP/1.1");
        assertThat(get.getHeader("X-Team")).isEqualTo("blue");
        jobs.cancel("batches/a1");
        RecordedRequest cancel = request();
        assertThat(cancel.getRequestLine()).isEqualTo("POST /gateway/v1/batches/a1:cancel HTTP/1.1");
        assertThat(cancel.getBody().readUtf8()).isEqualTo("{}");
        jobs.discard("files/in");
        assertThat(request().getRequestLine()).isEqualTo("DELETE /gateway/v1/files/in HTTP/1.1");
        assertThat(jobs.named("")).hasSize(2).startsWith(JOB);
        assertThat(request().getRequestLine()).isEqualTo("GET /gateway/v1/batches?pageSize=100 HTTP/1.1");
        assertThat(request().getRequestLine())
                .isEqualTo("GET /gateway/v1/batches?pageSize=100&pageToken=p%202 HTTP/1.1");
        List<JobAnswer> answers = new ArrayList<>();
        jobs.results(JOB, answers::add);
        assertThat(request().getRequestLine()).isEqualTo("GET /gateway/v1/files/batch-a1:download?alt=media HTTP/1.1");
    }

    @Test
    void oneBadRowOrALongJobOfSomebodyElseHidesNothing() {
        String inline = "{\"inlinedResponses\":[{\"error\":{\"code\":13,\"details\":[{\"a\":1}]}},\""
                + "x".repeat(30_000_000) + "\"]}";
        answer("{\"operations\":[{\"name\":\"batches/x\",\"metadata\":{\"output\":{\"inlinedResponses\":" + inline
                + "}}},null," + OVER + "]}");

        assertThat(jobs().named("d")).containsExactly(JOB);
    }

    @Test
    void whatANewServiceSaysIsNoReasonToThrow() {
        answer("{\"name\":\"batches/a1\",\"metadata\":{\"state\":\"BATCH_STATE_DREAMING\",\"createTime\":\"soon\"}}");
        answer("{\"name\":\"batches/a1\",\"done\":true,\"error\":{\"code\":13,\"message\":\"bad\\u001b[2J " + KEY
                + "\"}}");
        answer("{\"name\":\"batches/a1\",\"done\":true,\"metadata\":{\"state\":null},\"response\":{}}");
        answer("{}");
        JobInfo dreaming = jobs().get("batches/a1").orElseThrow();
        JobInfo failed = jobs().get("batches/a1").orElseThrow();

        assertThat(dreaming.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(dreaming.created()).isEmpty();
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error().orElseThrow()).isEqualTo("error 13: bad\\u001B[2J ***");
        assertThat(jobs().get("batches/a1").orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(catchThrowableOfType(ModelException.class, () -> jobs().get("batches/a1"))
                        .kind())
                .isEqualTo(ErrorKind.UNREADABLE);
    }

    @Test
    void onlyTheServiceItselfCanSayThatAJobIsGone() {
        server.enqueue(new MockResponse().setResponseCode(404).setBody("<title>404 Not Found</title>"));
        server.enqueue(new MockResponse()
                .setResponseCode(404)
                .setBody("{\"error\":{\"code\":404,\"message\":\"not found\",\"status\":\"NOT_FOUND\"}}"));
        server.enqueue(new MockResponse()
                .setResponseCode(403)
                .setBody(
                        "{\"error\":{\"code\":403,\"message\":\"You do not have permission to access the File in or it may"
                                + " not exist.\",\"status\":\"PERMISSION_DENIED\"}}"));
        server.enqueue(new MockResponse()
                .setResponseCode(403)
                .setBody("{\"error\":{\"code\":403,\"message\":\"The API is off\",\"status\":\"PERMISSION_DENIED\"}}"));

        assertThat(catchThrowableOfType(ModelException.class, () -> jobs().get("batches/a"))
                        .kind())
                .isEqualTo(ErrorKind.NOT_FOUND);
        assertThat(jobs().get("batches/a")).isEmpty();
        jobs().discard("files/in");
        assertThat(catchThrowableOfType(ModelException.class, () -> jobs().discard("files/in"))
                        .kind())
                .isEqualTo(ErrorKind.AUTH);
    }

    @Test
    void aListThatGoesRoundIsNoList() {
        for (int i = 0; i < 3; i++) {
            answer("{\"operations\":[" + OVER + "],\"nextPageToken\":\"again\"}");
        }
        assertThat(catchThrowableOfType(ModelException.class, () -> jobs().named("")))
                .hasMessageContaining("the same page again");
    }

    @Test
    void theKeyIsInNoMessage() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), "{}\n");
        server.enqueue(new MockResponse().setResponseCode(500).setBody("for " + KEY));
        answer("not JSON, " + KEY);
        answer("{\"key\":\"a\",\"error\":{\"code\":8,\"message\":\"" + KEY + "\"}}\n{\"" + KEY + "\n");
        List<JobAnswer> answers = new ArrayList<>();
        ModelException failed = catchThrowableOfType(ModelException.class, () -> jobs().upload(file));
        ModelException odd = catchThrowableOfType(ModelException.class, () -> jobs().get("batches/a"));
        jobs().results(JOB, answers::add);

        assertThat(failed.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(odd.kind()).isEqualTo(ErrorKind.UNREADABLE);
        assertThat(answers.get(0).problem().orElseThrow().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(answers.get(1).problem().orElseThrow()).hasMessageStartingWith("Line 2 of the job's results is not");
        assertThat(failed + " " + odd + answers + jobs()).doesNotContain(KEY).contains("***");
    }

    @Test
    void anAddressThatPointsElsewhereGetsNoKey() {
        server.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", "https://elsewhere.example/"));
        assertThat(catchThrowableOfType(ModelException.class, () -> jobs().get("batches/a")))
                .hasMessageContaining("That was not followed");
    }

    @Test
    void onVertexThereIsNone() {
        Vertex project = new Vertex("my-project", "global", GoogleCredentials.create(new AccessToken("token", null)));
        Connection connection = Connection.to(project, Optional.empty(), Environment.load(Map.of(), folder));

        assertThat(Gemini.at(connection).jobs()).isEmpty();
    }
}
