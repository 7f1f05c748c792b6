package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.RpcStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes jobs of the requests that create them, and sees to their files. Thread-safe. */
final class JobFactory {
    /** Twenty megabytes. */
    private static final int LARGEST_INLINE = 20 << 20;

    private static final String LIMITS = "https://ai.google.dev/gemini-api/docs/rate-limits";

    private final Jobs jobs;
    private final long seed;
    private final JobHost host;
    private final FileStore files;
    private final Supplier<String> ids;
    private final AtomicInteger creations = new AtomicInteger();

    /** @param ids names that nobody else has */
    JobFactory(Jobs jobs, long seed, JobHost host, FileStore files, Supplier<String> ids) {
        this.jobs = jobs;
        this.seed = seed;
        this.host = host;
        this.files = files;
        this.ids = ids;
    }

    Job create(JobRoute route, String key, byte[] body) throws IOException, RefusedException {
        String model = route.id();
        host.checkModel(route.version(), model);
        JsonNode batch = host.creation(body).path("batch");
        JsonNode config = Json.field(batch, "inputConfig", "input_config");
        String fileName = Json.field(config, "fileName", "file_name").asText("");
        JsonNode inline = config.path("requests");
        if (fileName.isEmpty() == inline.isMissingNode()) {
            throw refused("batch.input_config must have either requests or a file_name.");
        }
        FaultDraw faults = new FaultDraw(jobs, seed, creations.incrementAndGet());
        if (faults.job(JobFault.REFUSED)) {
            throw exhausted();
        }
        RowFile input = fileName.isEmpty() ? inline(inline, body) : file(fileName, key);
        files.hold(input.path());
        try {
            if (input.rows() == 0) {
                throw refused("The batch has no requests.");
            }
            return new Job(
                    ids.get(),
                    key,
                    model,
                    Json.field(batch, "displayName", "display_name").asText(""),
                    input,
                    new Spool(files.place(), input.rows()),
                    faults,
                    host.now(),
                    tokens(model, input));
        } catch (IOException | RefusedException | RuntimeException | Error e) {
            files.release(input.path());
            throw e;
        }
    }

    /** Answers all its rows. */
    void work(Job job) {
        try {
            new RowWorker(host, job).run();
        } finally {
            files.release(job.input().path());
        }
    }

    /** A job that nobody will work on. */
    void discard(Job job) throws IOException {
        job.spool().close();
        forget(job);
        files.release(job.input().path());
    }

    /** Nobody will ask for its results any more. */
    void forget(Job job) {
        files.release(job.spool().path());
    }

    /** Names no quota and no wait, only where to read on. */
    static RefusedException exhausted() {
        RpcStatus status = new RpcStatus(
                429,
                "RESOURCE_EXHAUSTED",
                "You exceeded your current quota, please check your plan and billing details. For more information on"
                        + " this error, head to: " + LIMITS + ".");
        status.detail("Help")
                .putArray("links")
                .addObject()
                .put("description", "Learn more about Gemini API quotas")
                .put("url", LIMITS);
        return new RefusedException(status.response());
    }

    private RowFile file(String name, String key) throws IOException, RefusedException {
        Optional<StoredFile> file = files.find(name.replaceFirst("^files/", ""), key, host.now());
        if (file.isEmpty()) {
            throw new RefusedException(Refusals.notFound());
        }
        Path path = file.get().path();
        return new RowFile(path, name, RowFile.count(path));
    }

    private RowFile inline(JsonNode requests, byte[] body) throws IOException, RefusedException {
        if (body.length > LARGEST_INLINE) {
            throw new RefusedException(Refusals.tooLarge(LARGEST_INLINE));
        }
        List<JsonNode> rows = Json.list(requests.path("requests")).toList();
        Path path = files.place();
        try (BufferedWriter out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            for (JsonNode row : rows) {
                out.write(row + "\n");
            }
        }
        return new RowFile(path, "", rows.size());
    }

    private long tokens(String model, RowFile input) throws IOException {
        if (jobs.enqueuedTokens().isEmpty()) {
            return 0;
        }
        long tokens = 0;
        try (RowReader reader = input.open()) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                tokens += row.get().problem().isEmpty() ? tokens(model, row.get()) : 0;
            }
        }
        return tokens;
    }

    private int tokens(String model, Row row) {
        try {
            return host.promptTokens(model, row.request());
        } catch (RefusedException wrong) {
            // It will have an error in the place of an answer.
            return 0;
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusals.invalidArgument(message));
    }
}
