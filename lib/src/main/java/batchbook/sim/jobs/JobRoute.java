package batchbook.sim.jobs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which method of the Batch API or the Files API a request calls.
 *
 * @param id of the model, the job or the file; empty for a list and an upload
 */
public record JobRoute(Method method, String version, String id, Map<String, String> query) {
    /** The parameter with which the address of an upload names it. */
    static final String UPLOAD_ID = "upload_id";

    private static final String VERSION = "/(v1|v1beta|v1alpha)";

    enum Method {
        CREATE("POST", VERSION + "/models/([^/:]+):batchGenerateContent"),
        LIST_JOBS("GET", VERSION + "/batches"),
        GET_JOB("GET", VERSION + "/batches/([^/:]+)"),
        CANCEL("POST", VERSION + "/batches/([^/:]+):cancel"),
        DELETE_JOB("DELETE", VERSION + "/batches/([^/:]+)"),
        UPLOAD("POST", "/upload" + VERSION + "/files"),
        GET_FILE("GET", VERSION + "/files/([^/:]+)"),
        DOWNLOAD("GET", "(?:/download)?" + VERSION + "/files/([^/:]+):download"),
        DELETE_FILE("DELETE", VERSION + "/files/([^/:]+)");

        private final String verb;
        private final Pattern path;

        Method(String verb, String path) {
            this.verb = verb;
            this.path = Pattern.compile(path);
        }
    }

    /** The route of a request; empty if it is none for jobs and files. */
    public static Optional<JobRoute> of(String verb, URI uri) {
        return Arrays.stream(Method.values())
                .filter(method -> method.verb.equals(verb))
                .flatMap(method -> {
                    Matcher path = method.path.matcher(uri.getPath());
                    return path.matches()
                            ? Optional.of(new JobRoute(
                                            method,
                                            path.group(1),
                                            path.groupCount() > 1 ? path.group(2) : "",
                                            query(uri)))
                                    .stream()
                            : Optional.<JobRoute>empty().stream();
                })
                .findFirst();
    }

    /** Whether its body is a part of a file: it may be large, and needs no key. */
    public boolean uploads() {
        return method == Method.UPLOAD && query.containsKey(UPLOAD_ID);
    }

    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(query.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    String text(String name) {
        return query.getOrDefault(name, "");
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return Map.copyOf(query);
    }
}
