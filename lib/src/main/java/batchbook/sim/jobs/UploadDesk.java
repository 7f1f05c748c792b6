package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Takes files in pieces, by Google's resumable protocol. Thread-safe. */
final class UploadDesk {
    private static final String COMMAND = "X-Goog-Upload-Command";
    private static final String STATUS = "X-Goog-Upload-Status";

    private final FileStore files;
    private final Supplier<Instant> now;
    private final Supplier<String> ids;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    /** @param ids names that nobody else has */
    UploadDesk(FileStore files, Supplier<Instant> now, Supplier<String> ids) {
        this.files = files;
        this.now = now;
        this.ids = ids;
    }

    /** @param headers the value of a header, or an empty text */
    Response begin(JobRoute route, String key, UnaryOperator<String> headers, byte[] body)
            throws IOException, RefusedException {
        if (!headers.apply("X-Goog-Upload-Protocol").equals("resumable")
                || !headers.apply(COMMAND).equals("start")) {
            throw refused("An upload begins with X-Goog-Upload-Protocol: resumable and X-Goog-Upload-Command: start.");
        }
        OptionalLong size = number(headers.apply("X-Goog-Upload-Header-Content-Length"));
        if (size.orElse(0) > Upload.LARGEST) {
            throw refused("The file has " + size.getAsLong() + " bytes; the largest has " + Upload.LARGEST + ".");
        }
        JsonNode file = body.length == 0 ? Json.object() : Json.parse(body).path("file");
        String type =
                Json.field(file, "mimeType", "mime_type").asText(headers.apply("X-Goog-Upload-Header-Content-Type"));
        String id = file.path("name").asText("").replaceFirst("^files/", "");
        if (!id.isEmpty() && (!id.matches("[a-z0-9][a-z0-9-]{0,39}") || !files.free(id))) {
            throw refused("The file name '" + id + "' is taken or cannot be one.");
        }
        String upload = ids.get();
        uploads.put(
                upload,
                new Upload(
                        id.isEmpty() ? ids.get() : id,
                        key,
                        Json.field(file, "displayName", "display_name").asText(""),
                        type.isEmpty() ? "application/octet-stream" : type,
                        size,
                        files.place()));
        String address = "http://" + headers.apply("Host") + "/upload/" + route.version() + "/files?"
                + JobRoute.UPLOAD_ID + "=" + upload + "&upload_protocol=resumable";
        return empty("active")
                .header("X-Goog-Upload-URL", address)
                .header("X-Goog-Upload-Chunk-Granularity", Integer.toString(Upload.GRANULARITY));
    }

    /** Takes a piece, or says how much is there. */
    Response receive(JobRoute route, UnaryOperator<String> headers, InputStream body)
            throws IOException, RefusedException {
        Upload upload = uploads.get(route.text(JobRoute.UPLOAD_ID));
        if (upload == null) {
            throw new RefusedException(Refusals.notFound());
        }
        String command = headers.apply(COMMAND);
        boolean last = command.contains("finalize");
        if (command.equals("query")) {
            return empty("active").header("X-Goog-Upload-Size-Received", Long.toString(upload.received()));
        }
        if (command.equals("cancel")) {
            uploads.remove(route.text(JobRoute.UPLOAD_ID));
            files.release(upload.path());
            return empty("cancelled");
        }
        if (!last && !command.contains("upload")) {
            throw refused(
                    "X-Goog-Upload-Command must be upload, finalize, query or cancel, but was '" + command + "'.");
        }
        upload.receive(number(headers.apply("X-Goog-Upload-Offset")).orElse(upload.received()), last, body);
        if (!last) {
            return empty("active");
        }
        uploads.remove(route.text(JobRoute.UPLOAD_ID));
        StoredFile file = upload.finish(now.get());
        files.add(file);
        return Response.json(200, Json.object().set("file", file.json())).header(STATUS, "final");
    }

    private static Response.Message empty(String status) {
        return new Response.Message(200, "text/plain; charset=utf-8", "", Map.of(STATUS, status), 0);
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusals.invalidArgument(message));
    }
}
