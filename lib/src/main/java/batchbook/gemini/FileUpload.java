package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file in pieces, by Google's resumable protocol, as large as it is and with little of it in memory. The SDK's way
 * has it that a file of exactly one or several pieces fails, and keeps a connection for each piece.
 */
final class FileUpload {
    /** A multiple of what Google asks for; the SDK's size. */
    private static final long PIECE = 8 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_LINES = "application/jsonl";
    private static final String COMMAND = "X-Goog-Upload-Command";

    /** How often in a row a piece may be lost; then something else is wrong than one connection. */
    private static final int MOST_LOST = 5;

    private final JobHttp http;
    private final Path file;
    private final Pause pause;
    private final long size;

    /** Waits so long. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    FileUpload(JobHttp http, Path file, Pause pause) {
        this.http = http;
        this.file = file;
        this.pause = pause;
        size = size(file);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of requests cannot be read: " + file, e);
        }
    }

    /** Sends all of it, and gives the service's name for it. */
    String send() {
        HttpUrl there = begin();
        long offset = 0;
        int lost = 0;
        while (true) {
            long length = Math.min(PIECE, size - offset);
            boolean last = offset + length == size;
            try {
                String name = piece(there, offset, length, last);
                if (last) {
                    return name;
                }
                offset += length;
                lost = 0;
            } catch (ModelException e) {
                offset = arrived(there, e, ++lost);
            }
        }
    }

    /** How much of it is there after a piece was lost; the service may have got it all the same. */
    private long arrived(HttpUrl there, ModelException why, int lost) {
        boolean passes = Set.of(ErrorKind.NETWORK, ErrorKind.TIMEOUT, ErrorKind.OVERLOADED)
                .contains(why.kind());
        if (!passes || lost > MOST_LOST || !pausedFor(Duration.ofSeconds(1L << (lost - 1)))) {
            throw why;
        }
        long received;
        try {
            received = received(there);
        } catch (ModelException e) {
            return arrived(there, e, lost + 1);
        }
        if (received < 0 || received >= size) {
            throw why;
        }
        return received;
    }

    private boolean pausedFor(Duration time) {
        try {
            pause.of(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Below zero when it does not say. */
    private long received(HttpUrl there) {
        Request.Builder query =
                http.request(base -> here(base, there)).header(COMMAND, "query").post(RequestBody.create(new byte[0]));
        return http.send(query, response -> {
            String bytes = header(response, "X-Goog-Upload-Size-Received");
            return bytes.matches("\\d{1,18}") ? Long.parseLong(bytes) : -1L;
        });
    }

    private HttpUrl begin() {
        ObjectNode about = JSON.createObjectNode();
        about.putObject("file").put("displayName", "batchbook").put("mimeType", JSON_LINES);
        Request.Builder start = http.request("upload/%s/files")
                .header("X-Goog-Upload-Protocol", "resumable")
                .header(COMMAND, "start")
                .header("X-Goog-Upload-Header-Content-Length", Long.toString(size))
                .header("X-Goog-Upload-Header-Content-Type", JSON_LINES)
                .post(RequestBody.create(about.toString(), JobHttp.JSON));
        return http.send(start, response -> {
            @Nullable HttpUrl there = HttpUrl.parse(header(response, "X-Goog-Upload-URL"));
            if (there == null) {
                throw unreadable("the answer does not say where the file goes to");
            }
            return there;
        });
    }

    /** Gives what the file is called, after the last piece. */
    private String piece(HttpUrl there, long offset, long length, boolean last) {
        Request.Builder piece = http.request(base -> here(base, there))
                .header(COMMAND, last ? "upload, finalize" : "upload")
                .header("X-Goog-Upload-Offset", Long.toString(offset))
                .post(new Piece(file, offset, length));
        return http.send(piece, response -> last ? name(response) : "");
    }

    /** Its path and query, at the address that is asked: the key goes to no other, and behind a gateway that is not known. */
    private static HttpUrl.Builder here(HttpUrl.Builder base, HttpUrl there) {
        String before = base.build().encodedPath().replaceFirst("/$", "");
        String path = there.encodedPath();
        return base.encodedPath(path.startsWith(before + "/") ? path : before + path)
                .encodedQuery(there.encodedQuery());
    }

    private static String header(Response response, String name) {
        return Objects.requireNonNullElse(response.header(name), "");
    }

    private static String name(Response response) throws IOException {
        JsonNode said = JSON.readTree(JobHttp.body(response));
        String name = said.path("file").path("name").asText(said.path("name").asText(""));
        if (name.isEmpty()) {
            throw unreadable("the answer does not say what the file is called");
        }
        return name;
    }

    private static ModelException unreadable(String what) {
        return ModelException.of(ErrorKind.UNREADABLE, "The file of requests could not be sent: " + what + ".");
    }

    /** A part of a file, read as it is sent. */
    private static final class Piece extends RequestBody {
        private static final MediaType BYTES = MediaType.get("application/octet-stream");
        private static final int AT_ONCE = 1 << 16;

        private final Path file;
        private final long offset;
        private final long length;

        Piece(Path file, long offset, long length) {
            this.file = file;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public MediaType contentType() {
            return BYTES;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] buffer = new byte[AT_ONCE];
            try (InputStream in = open()) {
                long left = length;
                while (left > 0) {
                    int read = read(in, buffer, (int) Math.min(left, AT_ONCE));
                    sink.write(buffer, 0, read);
                    left -= read;
                }
            }
        }

        /** That it cannot be read is not a matter of the network. */
        private InputStream open() {
            try {
                InputStream in = Files.newInputStream(file);
                in.skipNBytes(offset);
                return in;
            } catch (IOException e) {
                throw new UncheckedIOException("the file of requests cannot be read: " + file, e);
            }
        }

        private int read(InputStream in, byte[] buffer, int most) {
            try {
                int read = in.read(buffer, 0, most);
                if (read < 0) {
                    throw new EOFException("it has become shorter");
                }
                return read;
            } catch (IOException e) {
                throw new UncheckedIOException("the file of requests cannot be read: " + file, e);
            }
        }
    }
}
