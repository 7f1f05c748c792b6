package batchbook.sim.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the JSON of a job, which is a {@code google.longrunning.Operation}. */
final class Operation {
    private static final String TYPE = "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch";
    private static final int CANCELLED = 1;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int INTERNAL = 13;

    private Operation() {}

    static void write(JsonGenerator out, JobStatus job) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", "batches/" + job.id());
        metadata(out, job);
        if (job.state().over()) {
            out.writeBooleanField("done", true);
            if (job.results().isPresent()) {
                out.writeObjectFieldStart("response");
                out.writeStringField("@type", TYPE + "Output");
                output(out, job);
                out.writeEndObject();
            } else {
                error(out, job);
            }
        }
        out.writeEndObject();
    }

    private static void metadata(JsonGenerator out, JobStatus job) throws IOException {
        out.writeObjectFieldStart("metadata");
        out.writeStringField("@type", TYPE);
        out.writeStringField("model", "models/" + job.model());
        if (!job.displayName().isEmpty()) {
            out.writeStringField("displayName", job.displayName());
        }
        if (!job.input().inline()) {
            out.writeObjectFieldStart("inputConfig");
            out.writeStringField("fileName", job.input().name());
            out.writeEndObject();
        }
        if (job.results().isPresent()) {
            out.writeObjectFieldStart("output");
            output(out, job);
            out.writeEndObject();
        }
        out.writeStringField("createTime", job.created().toString());
        if (job.state().over()) {
            out.writeStringField("endTime", job.updated().toString());
        }
        out.writeStringField("updateTime", job.updated().toString());
        stats(out, job);
        out.writeStringField("state", job.state().onTheWire());
        out.writeStringField("name", "batches/" + job.id());
        out.writeEndObject();
    }

    /** Whole numbers of 64 bits are strings in the JSON of a protocol buffer, and zeros are left out. */
    private static void stats(JsonGenerator out, JobStatus job) throws IOException {
        out.writeObjectFieldStart("batchStats");
        count(out, "requestCount", job.input().rows());
        count(out, "successfulRequestCount", job.succeeded());
        count(out, "failedRequestCount", job.failed());
        count(out, "pendingRequestCount", job.pending());
        out.writeEndObject();
    }

    private static void count(JsonGenerator out, String name, int count) throws IOException {
        if (count > 0) {
            out.writeStringField(name, Integer.toString(count));
        }
    }

    private static void output(JsonGenerator out, JobStatus job) throws IOException {
        if (!job.input().inline()) {
            out.writeStringField("responsesFile", job.resultsFile());
            return;
        }
        out.writeObjectFieldStart("inlinedResponses");
        out.writeArrayFieldStart("inlinedResponses");
        job.results()
                .orElseThrow()
                .each((label, outcome) ->
                        out.writeRawValue("{" + outcome + (label.isEmpty() ? "" : "," + label) + "}"));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void error(JsonGenerator out, JobStatus job) throws IOException {
        switch (job.state()) {
            case FAILED ->
                error(out, INTERNAL, job.broken().isEmpty() ? "An internal error has occurred." : job.broken());
            case CANCELLED -> error(out, CANCELLED, "The operation was cancelled.");
            case EXPIRED -> error(out, DEADLINE_EXCEEDED, "Deadline expired before operation could complete.");
            case PENDING, RUNNING, SUCCEEDED -> {
                // A job may be over before its results are there.
            }
        }
    }

    private static void error(JsonGenerator out, int code, String message) throws IOException {
        out.writeObjectFieldStart("error");
        out.writeNumberField("code", code);
        out.writeStringField("message", message);
        out.writeEndObject();
    }
}
