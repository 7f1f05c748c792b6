package batchbook.sim.jobs;

import batchbook.sim.answers.Json;
import batchbook.sim.reply.RefusedException;
import batchbook.sim.reply.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Asks the model the rows of a job, and writes down what it says. */
final class RowWorker {
    private static final int INVALID_ARGUMENT = 3;
    private static final int INTERNAL = 13;
    private static final List<String> CONFIGS = List.of("generationConfig", "generation_config");
    private static final List<String> SCHEMAS = List.of(
            "responseSchema",
            "response_schema",
            "responseJsonSchema",
            "response_json_schema",
            "_responseJsonSchema",
            "_response_json_schema");

    private final JobHost host;
    private final Job job;
    private final FaultDraw faults;

    RowWorker(JobHost host, Job job) {
        this.host = host;
        this.job = job;
        faults = job.faults();
    }

    void run() {
        Spool spool = job.spool();
        try (RowReader rows = job.input().open();
                spool) {
            for (int number = 0; number < job.input().rows() && !job.over(); number++) {
                Optional<Row> row = rows.next();
                if (row.isEmpty() || Thread.currentThread().isInterrupted()) {
                    return;
                }
                work(spool, number, row.get());
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever went wrong, the disk being full above all: a job that is looked at must not run for ever.
            job.broken("The simulator could not work on the job: " + e);
        }
    }

    private void work(Spool spool, int number, Row row) throws IOException {
        ObjectNode error = Json.object();
        boolean detailed = faults.row(JobFault.DETAILED_ERRORS, number);
        if (detailed || faults.row(JobFault.ROW_ERRORS, number)) {
            error.put("code", INTERNAL).put("message", "An internal error has occurred.");
            if (detailed) {
                error.putArray("details")
                        .addObject()
                        .put("@type", "type.googleapis.com/google.rpc.DebugInfo")
                        .put("detail", "[ORIGINAL ERROR] generic::internal: the row was not answered");
            }
        } else if (!row.problem().isEmpty()) {
            error.put("code", INVALID_ARGUMENT).put("message", row.problem());
        } else {
            try {
                JobHost.RowAnswer answer = host.answer(job.model(), asked(row.request(), number));
                spool.add(row.label(), "\"response\":" + answer.response(), false, answer.nanoDollars() / 2);
                return;
            } catch (RefusedException e) {
                error.put("code", INVALID_ARGUMENT).put("message", message(e.response()));
            } catch (RuntimeException | AssertionError e) {
                error.put("code", INTERNAL).put("message", "The simulator could not make up an answer: " + e);
            }
        }
        spool.add(row.label(), "\"error\":" + error, true, 0);
    }

    private JsonNode asked(JsonNode request, int number) {
        if (!faults.row(JobFault.SCHEMA_IGNORED, number)) {
            return request;
        }
        JsonNode asked = request.deepCopy();
        for (String name : CONFIGS) {
            if (asked.path(name) instanceof ObjectNode config) {
                config.remove(SCHEMAS);
            }
        }
        return asked;
    }

    private static String message(Response refusal) throws IOException {
        return refusal instanceof Response.Message said
                ? Json.parse(said.body().getBytes(StandardCharsets.UTF_8))
                        .at("/error/message")
                        .asText()
                : "";
    }
}
