package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobLimits;
import batchbook.job.JobService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Gemini's Batch API, with files of requests and files of results. */
final class GeminiJobs implements JobService {
    /** Of Google's page on the Batch API, but for the wait: what helps against a refusal is not said there. */
    private static final JobLimits LIMITS = new JobLimits(
            2_000_000_000L,
            JobLine.MOST,
            OptionalLong.empty(),
            100,
            0.5,
            Duration.ofHours(24),
            Duration.ofHours(48),
            Duration.ofMinutes(5));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final Connection connection;
    private final GeminiOptions options;
    private final JobHttp http;
    private final JobLine lines;

    /** @throws IllegalArgumentException when no request in a job can have these options */
    GeminiJobs(Connection connection, GeminiOptions options) {
        this.connection = connection;
        this.options = options;
        http = new JobHttp(connection, options.config());
        lines = JobLine.of(options);
    }

    @Override
    public JobLimits limits() {
        return LIMITS;
    }

    @Override
    public byte[] line(String key, Prompt prompt, Optional<String> marker) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("the key of a line is blank: its answer could not be found");
        }
        marker.filter(word -> !word.matches(RowMarker.FORM)).ifPresent(word -> {
            throw new IllegalArgumentException(
                    "'" + word + "' is no marker: it must be 4 to 40 small letters and digits");
        });
        return lines.write(key, prompt, marker);
    }

    @Override
    public boolean hasPlaceForMarker() {
        return lines.marker().hasPlace();
    }

    @Override
    public String upload(Path file) {
        long size = size(file);
        if (size == 0 || size > LIMITS.fileBytes()) {
            throw new IllegalArgumentException("a job's file has 1 to " + LIMITS.fileBytes() + " bytes, and " + file
                    + " has " + size + (size == 0 ? "" : ": make several jobs of it"));
        }
        return new FileUpload(http, file, connection.time()::sleep).send();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of requests cannot be read: " + file, e);
        }
    }

    @Override
    public JobInfo create(String displayName, String requestsFile) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode batch = body.putObject("batch").put("displayName", displayName);
        batch.putObject("inputConfig").put("fileName", requestsFile);
        String model = options.model().contains("/") ? options.model() : "models/" + options.model();
        try {
            return http.send(
                    http.request("%s/" + model + ":batchGenerateContent")
                            .post(RequestBody.create(body.toString(), JobHttp.JSON)),
                    this::job);
        } catch (ModelException e) {
            throw e.kind().isRefusal() ? ofJobs(e) : e;
        }
    }

    /** The limits of jobs are others than those of live requests, and a refusal does not say which of them it is. */
    private static ModelException ofJobs(ModelException refusal) {
        return refusal.limits(List.of())
                .message(refusal.getMessage()
                        + " -> This is about jobs, not about live requests: only so many may wait at"
                        + " once (100, and so many tokens), and some refusals come far below that. Try again in some"
                        + " minutes, or cancel jobs that nobody needs.");
    }

    @Override
    public Optional<JobInfo> get(String name) {
        Request.Builder request = http.request("%s/" + checked(name, "batches"));
        try {
            return Optional.of(http.send(request, this::job));
        } catch (ModelException e) {
            if (JobHttp.isGone(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<JobInfo> named(String displayNamePrefix) {
        List<JobInfo> named = new ArrayList<>();
        Set<String> pages = new HashSet<>();
        String page = "";
        do {
            JsonNode listed = page(page);
            listed.path("operations")
                    .forEach(operation -> JobParser.job(operation)
                            .filter(job -> job.displayName().startsWith(displayNamePrefix))
                            .ifPresent(named::add));
            page = listed.path("nextPageToken").asText("");
            if (!pages.add(page)) {
                throw ModelException.of(
                        ErrorKind.UNREADABLE, "Gemini's list of jobs does not end: it has the same page again");
            }
        } while (!page.isEmpty());
        return List.copyOf(named);
    }

    private JsonNode page(String token) {
        Request.Builder request = http.request("%s/batches");
        var url = request.build().url().newBuilder().addQueryParameter("pageSize", Integer.toString(PAGE));
        if (!token.isEmpty()) {
            url.addQueryParameter("pageToken", token);
        }
        return http.stream(request.url(url.build()), this::operation);
    }

    private JobInfo job(Response response) throws IOException {
        return JobParser.job(operation(response))
                .orElseThrow(() ->
                        ModelException.of(ErrorKind.UNREADABLE, "Gemini's answer does not say which job it is about"));
    }

    private JsonNode operation(Response response) throws IOException {
        return JobParser.read(JobHttp.body(response), connection::redact);
    }

    @Override
    public void results(JobInfo job, Consumer<JobAnswer> sink) {
        String file = job.resultsFile()
                .orElseThrow(() -> ModelException.of(
                        ErrorKind.NOT_FOUND,
                        "job " + job.name() + " has no results" + (job.state().isOver() ? "" : " yet")));
        Request.Builder request = http.request("%s/" + checked(file, "files") + ":download");
        var url = request.build()
                .url()
                .newBuilder()
                .addQueryParameter("alt", "media")
                .build();
        JobResults results = new JobResults(options.config(), lines.marker(), connection::redact);
        http.stream(request.url(url), response -> {
            results.read(Objects.requireNonNull(response.body()).source(), url.uri(), sink);
            return file;
        });
    }

    @Override
    public void cancel(String name) {
        http.send(
                http.request("%s/" + checked(name, "batches") + ":cancel").post(RequestBody.create("{}", JobHttp.JSON)),
                Response::code);
    }

    @Override
    public void discard(String requestsFile) {
        try {
            http.send(http.request("%s/" + checked(requestsFile, "files")).delete(), Response::code);
        } catch (ModelException e) {
            if (!JobHttp.isGone(e)) {
                throw e;
            }
        }
    }

    /** A name comes from a file or a server, and becomes a part of an address. */
    private static String checked(String name, String kind) {
        if (!name.matches(kind + "/[A-Za-z0-9._-]{1,200}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of Gemini's, such as " + kind + "/abc");
        }
        return name;
    }

    @Override
    public String toString() {
        return "jobs of " + options.model() + " at " + connection.address();
    }
}
