package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * An uploaded file.
 *
 * @param id of {@code files/ID}
 * @param key whose it is
 */
record StoredFile(
        String id,
        String key,
        String displayName,
        String mimeType,
        long size,
        String sha256,
        Instant created,
        Path path) {
    private static final Duration LIFETIME = Duration.ofDays(2);

    boolean visible(String someKey, Instant now) {
        return key.equals(someKey) && now.isBefore(created.plus(LIFETIME));
    }

    ObjectNode json() {
        return describe(id, mimeType, created)
                .put("displayName", displayName)
                .put("sizeBytes", Long.toString(size))
                .put("sha256Hash", sha256)
                .put("source", "UPLOADED");
    }

    static ObjectNode describe(String id, String mimeType, Instant created) {
        return Json.object()
                .put("name", "files/" + id)
                .put("mimeType", mimeType)
                .put("createTime", created.toString())
                .put("updateTime", created.toString())
                .put("expirationTime", created.plus(LIFETIME).toString())
                .put("uri", "https://generativelanguage.googleapis.com/v1beta/files/" + id)
                .put("state", "ACTIVE");
    }
}
