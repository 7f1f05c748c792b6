package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.sim.jobs.Jobs;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client does not show of jobs. */
@Timeout(300)
class JobsOnTheWireTest {
    private static final Scenario AT_ONCE =
            Scenario.calm().latency(Duration.ZERO).jobs(Jobs.taking(Duration.ZERO));
    private static final Scenario SLOW = AT_ONCE.jobs(Jobs.taking(Duration.ofHours(24)));

    @Test
    void aJobIsAnOperationWithCountsInStrings() {
        try (Simulator simulator = Simulator.start(SLOW)) {
            JsonNode created = Raw.read(JobCalls.to(simulator).createInline(3));
            JsonNode metadata = created.path("metadata");

            assertThat(created.path("name").asText()).matches("batches/[a-z0-9]{20,30}");
            assertThat(created.has("done")).isFalse();
            assertThat(metadata.path("@type").asText()).endsWith("GenerateContentBatch");
            assertThat(metadata.path("model").asText()).isEqualTo("models/gemini-2.5-flash");
            assertThat(metadata.path("displayName").asText()).isEqualTo("inline");
            assertThat(metadata.path("state").asText()).isEqualTo("BATCH_STATE_PENDING");
            assertThat(metadata.path("batchStats"))
                    .isEqualTo(Raw.read("{\"requestCount\":\"3\",\"pendingRequestCount\":\"3\"}"));
            assertThat(metadata.path("name")).isEqualTo(created.path("name"));
            assertThat(Instant.parse(metadata.path("createTime").asText())).isAfter(simulator.started());
        }
    }

    @Test
    void theOutputOfAJobIsThereTwice() {
        try (Simulator simulator = Simulator.start(AT_ONCE)) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode inline = calls.over(JobCalls.name(calls.createInline(2)));
            JsonNode file = calls.over(JobCalls.name(calls.createOf(JobCalls.lines(2))));

            assertThat(inline.at("/metadata/output/inlinedResponses/inlinedResponses"))
                    .hasSize(2)
                    .isEqualTo(inline.at("/response/inlinedResponses/inlinedResponses"));
            assertThat(file.at("/metadata/output/responsesFile").asText())
                    .startsWith("files/batch-")
                    .isEqualTo(file.at("/response/responsesFile").asText());
            assertThat(file.at("/metadata/inputConfig/fileName").asText()).startsWith("files/");
            assertThat(file.at("/metadata/batchStats"))
                    .isEqualTo(Raw.read("{\"requestCount\":\"2\",\"successfulRequestCount\":\"2\"}"));
            assertThat(Instant.parse(file.at("/metadata/endTime").asText()))
                    .isEqualTo(Instant.parse(file.at("/metadata/createTime").asText()));
        }
    }

    @Test
    void rowsAreAnsweredLikeLiveRequestsAndCostHalf() {
        Scenario faulty =
                AT_ONCE.fault(Fault.BLOCKED, 0.1).fault(Fault.TRUNCATED, 0.1).fault(Fault.OVERLOADED, 0.5);
        try (Simulator simulator = Simulator.start(faulty);
                Simulator live = Simulator.start(faulty.fault(Fault.OVERLOADED, 0))) {
            JobCalls calls = JobCalls.to(simulator);
            List<JsonNode> rows = calls.results(calls.over(JobCalls.name(calls.createOf(JobCalls.lines(60)))));

            assertThat(rows).hasSize(60);
            for (int i = 0; i < 60; i++) {
                var asked = Raw.post(
                        live,
                        "/v1beta/models/gemini-2.5-flash:generateContent",
                        Raw.asking("prompt " + i),
                        Simulator.KEY);
                assertThat(rows.get(i).path("response")).isEqualTo(Raw.read(asked));
            }
            assertThat(rows.toString()).contains("PROHIBITED_CONTENT", "MAX_TOKENS");
            assertThat(simulator.dollars()).isPositive().isCloseTo(live.dollars() / 2, Offset.offset(1e-7));
            assertThat(simulator.requests()).isZero();
        }
    }

    @Test
    void jobsAndFilesOfAnotherKeyAreNotThere() {
        try (Simulator simulator = Simulator.start(AT_ONCE)) {
            JobCalls mine = JobCalls.to(simulator);
            JobCalls others = new JobCalls(simulator, Simulator.OTHER_KEY, "v1");
            String file = mine.upload(String.join("\n", JobCalls.lines(2)));
            String job = JobCalls.name(mine.createOf(file, "mine"));
            String results = mine.over(job).at("/response/responsesFile").asText();

            assertThat(List.of(
                            others.get("/" + job),
                            others.post("/" + job + ":cancel", "{}"),
                            others.delete("/" + job),
                            others.get("/" + file),
                            others.delete("/" + file),
                            others.get("/" + results),
                            others.get("/" + results + ":download?alt=media"),
                            others.createOf(file, "stolen"),
                            mine.get("/batches/none"),
                            mine.get("/files/none"),
                            mine.get("/" + results + "x:download?alt=media")))
                    .allSatisfy(response -> {
                        assertThat(response.statusCode()).isEqualTo(404);
                        assertThat(Raw.read(response).at("/error/status").asText())
                                .isEqualTo("NOT_FOUND");
                    });
            assertThat(Raw.read(others.get("/batches"))).isEqualTo(Raw.read("{}"));
            assertThat(Raw.read(mine.get("/batches")).path("operations")).hasSize(1);
            assertThat(Raw.read(mine.get("/" + results)).path("source").asText())
                    .isEqualTo("GENERATED");
            assertThat(mine.get("/" + file + ":download?alt=media").statusCode())
                    .isEqualTo(400);
            assertThat(new JobCalls(simulator, "wrong", "v1").get("/batches").body())
                    .contains("API_KEY_INVALID");
        }
    }

    @Test
    void aLineMayBeWrittenEitherWayAndABadOneIsAnErrorUnderItsKey() {
        List<String> lines = List.of(
                """
                {"key":"snake","request":{"contents":[{"parts":[{"text":"Hi"}]}],"system_instruction":\
                {"parts":[{"text":"Be brief"}]},"generation_config":{"max_output_tokens":20}}}""",
                "",
                """
                {"key":"camel","request":{"contents":[{"parts":[{"text":"Hi"}]}],"systemInstruction":\
                {"parts":[{"text":"Be brief"}]},"generationConfig":{"maxOutputTokens":20}}}""",
                "{\"key\":\"cut off\",\"request\":{\"contents\":",
                "no JSON at all",
                "{\"key\":\"nothing asked\"}",
                "{\"key\":\"no contents\",\"request\":{}}",
                "{\"key\":\"unknown\",\"request\":{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"heat\":1}}",
                "{\"key\":\"too hot\",\"request\":{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],"
                        + "\"generation_config\":{\"temperature\":3}}}",
                "{\"key\":\"empty system\",\"request\":{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],"
                        + "\"system_instruction\":{\"parts\":[{\"text\":\"\"}]}}}",
                "{\"key\":7,\"request\":{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}}");
        try (Simulator simulator = Simulator.start(AT_ONCE)) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = calls.over(JobCalls.name(calls.createOf(lines)));
            List<JsonNode> rows = calls.results(job);

            assertThat(JobCalls.keys(rows.stream()))
                    .containsExactly(
                            "snake",
                            "camel",
                            "cut off",
                            "",
                            "nothing asked",
                            "no contents",
                            "unknown",
                            "too hot",
                            "empty system",
                            "7");
            assertThat(JobCalls.text(rows.get(0))).isNotEmpty().isEqualTo(JobCalls.text(rows.get(1)));
            assertThat(rows.subList(2, 9)).allSatisfy(row -> {
                assertThat(row.at("/error/code").asInt()).isEqualTo(3);
                assertThat(row.at("/error/message").asText()).isNotEmpty();
            });
            assertThat(rows.get(6).at("/error/message").asText()).contains("Unknown name \"heat\"");
            assertThat(JobCalls.text(rows.get(9))).isNotEmpty();
            assertThat(job.at("/metadata/batchStats"))
                    .isEqualTo(Raw.read("{\"requestCount\":\"10\",\"successfulRequestCount\":\"3\","
                            + "\"failedRequestCount\":\"7\"}"));
        }
    }

    @Test
    void whatCreatesNoJobIsRefused() {
        try (Simulator simulator = Simulator.start(AT_ONCE)) {
            JobCalls calls = JobCalls.to(simulator);
            String row = "{\"request\":{\"contents\":[{\"parts\":[{\"text\":\"" + "x".repeat(21 << 20) + "\"}]}]}}";

            assertThat(Map.of(
                            "no requests", calls.create("{\"requests\":{\"requests\":[]}}", "none"),
                            "input_config", calls.create("{}", "neither"),
                            "size exceeds", calls.create("{\"requests\":{\"requests\":[" + row + "]}}", "large"),
                            "Unknown name", calls.create("{\"fileId\":\"files/x\"}", "misspelt"),
                            "Invalid JSON", calls.post("/models/gemini-2.5-flash:batchGenerateContent", "{")))
                    .allSatisfy((said, response) -> {
                        assertThat(response.statusCode()).as(said).isEqualTo(400);
                        assertThat(response.body()).contains(said);
                    });
            HttpResponse<String> unknown = calls.post("/models/gemini-0:batchGenerateContent", "{}");
            HttpResponse<String> alias = new JobCalls(simulator, Simulator.KEY, "v1")
                    .post("/models/gemini-flash-latest:batchGenerateContent", "{}");
            assertThat(List.of(unknown.statusCode(), alias.statusCode())).containsOnly(404);
            assertThat(unknown.body()).contains("batchGenerateContent");
            assertThat(simulator.jobs()).isZero();
        }
    }

    @Test
    void tooManyJobsOrTokensAreRefusedWithoutANumber() {
        Jobs few = Jobs.taking(Duration.ofHours(24)).atOnce(2).enqueuedTokens(100);
        try (Simulator simulator = Simulator.start(AT_ONCE.jobs(few))) {
            JobCalls calls = JobCalls.to(simulator);
            HttpResponse<String> tooLarge = calls.createOf(List.of(JobCalls.line("a", "x".repeat(404))));
            String first = JobCalls.name(calls.createOf(List.of(JobCalls.line("a", "x".repeat(240)))));
            HttpResponse<String> together = calls.createOf(List.of(JobCalls.line("a", "x".repeat(244))));
            String second = JobCalls.name(calls.createInline(1));
            HttpResponse<String> third = calls.createInline(1);
            calls.post("/" + first + ":cancel", "{}");

            assertThat(List.of(tooLarge, together, third)).allSatisfy(refused -> {
                JsonNode error = Raw.read(refused).path("error");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(error.path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
                assertThat(error.path("details")).hasSize(1);
                assertThat(error.at("/details/0/@type").asText()).isEqualTo("type.googleapis.com/google.rpc.Help");
            });
            assertThat(JobCalls.name(calls.createInline(1))).isNotEqualTo(second);
            assertThat(new JobCalls(simulator, Simulator.OTHER_KEY, "v1beta")
                            .createInline(1)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(simulator.jobs()).isEqualTo(4);
        }
    }

    @Test
    void whatAScenariosOwnAnswersThrowIsAnErrorOfTheRow() {
        Scenario own = AT_ONCE.answers(prompt -> {
            throw new IllegalStateException("no idea");
        });
        try (Simulator simulator = Simulator.start(own)) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = calls.over(JobCalls.name(calls.createInline(1)));
            JsonNode row = job.at("/response/inlinedResponses/inlinedResponses/0");

            assertThat(row.at("/error/message").asText()).contains("no idea");
            assertThat(row.at("/metadata/key").asText()).isEqualTo("key-0");
        }
    }
}
