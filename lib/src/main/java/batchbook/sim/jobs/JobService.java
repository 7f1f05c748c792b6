package batchbook.sim.jobs;

import batchbook.sim.answers.Dice;
import batchbook.sim.answers.Json;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Answers requests for jobs and files. Thread-safe. */
public final class JobService implements AutoCloseable {
    private static final String JSON = "application/json; charset=UTF-8";
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final JobHost host;
    private final JobBook book;
    private final FileStore files = new FileStore();
    private final JobFactory factory;
    private final UploadDesk uploads;
    private final AtomicInteger names = new AtomicInteger();

    /**
     * A service without jobs and files.
     *
     * @param seed what all chance is drawn from
     */
    public JobService(Jobs jobs, long seed, JobHost host) {
        this.host = host;
        book = new JobBook(jobs);
        String start = host.now().toString();
        factory = new JobFactory(jobs, seed, host, files, () -> name(start));
        uploads = new UploadDesk(files, host::now, () -> name(start));
    }

    /**
     * Answers a request.
     *
     * @param key whose jobs and files there are
     * @param headers the value of a header, or an empty text
     */
    public Response answer(JobRoute route, String key, UnaryOperator<String> headers, byte[] body)
            throws RefusedException {
        settle();
        try {
            return switch (route.method()) {
                case CREATE -> create(route, key, body);
                case LIST_JOBS -> list(route, key);
                case GET_JOB -> operation(book.look(job(route.id(), key), host.now()));
                case CANCEL -> cancel(job(route.id(), key));
                case DELETE_JOB -> {
                    Job job = job(route.id(), key);
                    book.delete(job);
                    factory.forget(job);
                    yield nothing();
                }
                case UPLOAD -> uploads.begin(route, key, headers, body);
                case GET_FILE -> describe(route.id(), key);
                case DOWNLOAD -> download(route.id(), key);
                case DELETE_FILE -> {
                    files.delete(files.find(route.id(), key, host.now()).orElseThrow(JobService::notFound));
                    yield nothing();
                }
            };
        } catch (IOException e) {
            return Refusals.failed(e);
        }
    }

    /**
     * Takes a part of a file, as it comes.
     *
     * @throws IOException if it does not come whole, or the disk is full
     */
    public Response receive(JobRoute route, UnaryOperator<String> headers, InputStream body)
            throws IOException, RefusedException {
        return uploads.receive(route, headers, body);
    }

    /** Puts on the bill what was done until now. */
    public void settle() {
        if (book.created() == 0) {
            return;
        }
        host.charge(book.settle(host.now()));
    }

    /** How many jobs were created so far. */
    public int created() {
        return book.created();
    }

    /** Deletes all files. */
    @Override
    public void close() {
        files.close();
    }

    private Response create(JobRoute route, String key, byte[] body) throws IOException, RefusedException {
        Job job = factory.create(route, key, body);
        if (!book.add(job, key)) {
            factory.discard(job);
            throw JobFactory.exhausted();
        }
        host.soon(() -> factory.work(job));
        return job.faults().job(JobFault.LOST_ANSWER) ? new Response.Cut() : operation(book.look(job, host.now()));
    }

    private Response list(JobRoute route, String key) {
        int size = Math.max(1, Math.min(LARGEST_PAGE, route.number("pageSize", PAGE)));
        List<JobStatus> listed = book.list(key, route.text("pageToken"), size + 1, host.now());
        List<JobStatus> shown = listed.subList(0, Math.min(size, listed.size()));
        return json(out -> {
            out.writeStartObject();
            if (!shown.isEmpty()) {
                out.writeArrayFieldStart("operations");
                for (JobStatus job : shown) {
                    Operation.write(out, job);
                }
                out.writeEndArray();
            }
            if (listed.size() > size) {
                out.writeStringField("nextPageToken", shown.get(size - 1).id());
            }
            out.writeEndObject();
        });
    }

    private Response cancel(Job job) {
        host.charge(book.cancel(job, host.now()));
        return nothing();
    }

    private Response describe(String id, String key) throws RefusedException {
        Optional<StoredFile> file = files.find(id, key, host.now());
        if (file.isPresent()) {
            return Response.json(200, file.get().json());
        }
        JobStatus job = finished(id, key);
        return Response.json(
                200, StoredFile.describe(id, "application/jsonl", job.updated()).put("source", "GENERATED"));
    }

    private Response download(String id, String key) throws RefusedException {
        if (files.find(id, key, host.now()).isPresent()) {
            throw new RefusedException(
                    Refusals.invalidArgument("Only generated files can be downloaded, and files/" + id + " is none."));
        }
        RowOrder results = finished(id, key).results().orElseThrow();
        return new Response.Streamed("application/jsonl", body -> {
            OutputStream out = new BufferedOutputStream(body, 1 << 16);
            results.each((label, outcome) -> out.write(
                    ("{" + label + (label.isEmpty() ? "" : ",") + outcome + "}\n").getBytes(StandardCharsets.UTF_8)));
            out.flush();
        });
    }

    /** The job that has this file with its results. */
    private JobStatus finished(String file, String key) throws RefusedException {
        JobStatus job = book.status(job(file.replaceFirst("^batch-", ""), key), host.now());
        boolean there = !job.input().inline()
                && job.results().isPresent()
                && job.resultsFile().equals("files/" + file);
        if (!there) {
            throw notFound();
        }
        return job;
    }

    private Job job(String id, String key) throws RefusedException {
        return book.find(id, key).orElseThrow(JobService::notFound);
    }

    private static RefusedException notFound() {
        return new RefusedException(Refusals.notFound());
    }

    private static Response nothing() {
        return Response.json(200, Json.object());
    }

    private static Response operation(JobStatus job) {
        return json(out -> Operation.write(out, job));
    }

    /** Writes JSON, however long. */
    private interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    private static Response json(Writer writer) {
        return new Response.Streamed(JSON, body -> {
            try (JsonGenerator out = Json.generator(body)) {
                writer.write(out);
            }
        });
    }

    /** Another one in each simulator, so that a job that a client remembers is not taken for one of an earlier simulator. */
    private String name(String start) {
        String number = Integer.toString(names.incrementAndGet());
        return Long.toString(Dice.hash(1, start, number) >>> 1, 36)
                + Long.toString(Dice.hash(2, start, number) >>> 1, 36);
    }
}
