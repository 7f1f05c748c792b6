package batchbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.sim.jobs.JobFault;
import batchbook.sim.jobs.Jobs;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JobFaultsTest {
    private static final Scenario ECHO = Scenario.calm().answers(prompt -> "to " + prompt);
    private static final Jobs AT_ONCE = Jobs.taking(Duration.ZERO);
    private static final List<String> KEYS =
            IntStream.range(0, 40).mapToObj(i -> "key-" + i).toList();

    @Test
    void rowsComeInAnotherOrderUnderTheirOwnKeys() {
        List<JsonNode> rows = results(AT_ONCE.fault(JobFault.OUT_OF_ORDER, 1));

        assertThat(JobCalls.keys(rows.stream()))
                .isNotEqualTo(KEYS)
                .containsExactlyInAnyOrderElementsOf(KEYS)
                .isEqualTo(JobCalls.keys(results(AT_ONCE.fault(JobFault.OUT_OF_ORDER, 1)).stream()));
        assertThat(rows).allMatch(JobFaultsTest::right);
    }

    @Test
    void someRowsGetTheAnswersToOthers() {
        List<JsonNode> rows = results(AT_ONCE.fault(JobFault.SWAPPED_ANSWERS, 0.2));

        assertThat(JobCalls.keys(rows.stream())).isEqualTo(KEYS);
        assertThat(rows.stream().filter(row -> !right(row)).count()).isBetween(2L, 16L);
        assertThat(rows.stream().map(JobCalls::text).collect(Collectors.toSet()))
                .hasSize(40);
    }

    @Test
    void someRowsComeWithoutTheirKeys() {
        List<JsonNode> rows = results(AT_ONCE.fault(JobFault.NO_KEYS, 0.3));

        assertThat(rows).hasSize(40);
        assertThat(rows.stream().filter(row -> !row.has("key")).count()).isBetween(4L, 24L);
    }

    @Test
    void metadataOfInlineRowsAreNotEchoed() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.NO_KEYS, 1)))) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode rows =
                    calls.over(JobCalls.name(calls.createInline(3))).at("/response/inlinedResponses/inlinedResponses");

            assertThat(rows).hasSize(3).allMatch(row -> row.has("response") && !row.has("metadata"));
        }
    }

    @Test
    void someRowsAreMissingAndPaidFor() {
        List<JsonNode> rows = results(AT_ONCE.fault(JobFault.MISSING_ROWS, 0.3));

        assertThat(rows).hasSizeBetween(16, 36).allMatch(JobFaultsTest::right);
    }

    @Test
    void someRowsHaveAnErrorInThePlaceOfAnAnswer() {
        List<JsonNode> rows = results(AT_ONCE.fault(JobFault.ROW_ERRORS, 0.3));

        assertThat(JobCalls.keys(rows.stream())).isEqualTo(KEYS);
        assertThat(rows.stream().filter(row -> row.has("error")).toList())
                .hasSizeBetween(4, 24)
                .allMatch(row -> row.at("/error/code").asInt() == 13
                        && !row.path("error").has("details")
                        && !row.has("response"));
    }

    @Test
    void aSchemaIsIgnored() {
        String asked = Raw.asking(
                "Is the review positive? Awful.",
                Map.of(
                        "responseMimeType",
                        "application/json",
                        "responseSchema",
                        Map.of(
                                "type", "OBJECT",
                                "required", List.of("sentiment"),
                                "properties",
                                        Map.of(
                                                "sentiment",
                                                Map.of("type", "STRING", "enum", List.of("positive", "negative"))))));
        String line = "{\"key\":\"a\",\"request\":" + asked + "}";

        assertThat(one(Jobs.taking(Duration.ZERO), line)).contains("\"sentiment\"");
        assertThat(one(AT_ONCE.fault(JobFault.SCHEMA_IGNORED, 1), line))
                .isNotEmpty()
                .doesNotContain("\"sentiment\"");
    }

    @Test
    void resultsComeLaterThanTheEnd() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.LATE_RESULTS, 1)))) {
            JobCalls calls = JobCalls.to(simulator);
            String name = JobCalls.name(calls.createOf(JobCalls.lines(3)));
            JsonNode first = calls.over(name);
            String file = "/files/batch-" + name.substring("batches/".length());
            HttpResponse<String> early = calls.get(file + ":download?alt=media");
            JsonNode second = calls.job(name);
            JsonNode third = calls.job(name);

            assertThat(List.of(first, second)).allSatisfy(job -> {
                assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_SUCCEEDED");
                assertThat(job.path("done").asBoolean()).isTrue();
                assertThat(job.has("response")
                                || job.has("error")
                                || job.at("/metadata").has("output"))
                        .isFalse();
            });
            assertThat(early.statusCode()).isEqualTo(404);
            assertThat(calls.results(third)).hasSize(3);
        }
    }

    @Test
    void aJobFailsWithAnErrorAndCostsNothing() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.FAILED, 1)))) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = calls.over(JobCalls.name(calls.createInline(3)));

            assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_FAILED");
            assertThat(job.at("/error/code").asInt()).isEqualTo(13);
            assertThat(job.at("/error/message").asText()).isNotEmpty();
            assertThat(job.has("response")).isFalse();
            assertThat(simulator.dollars()).isZero();
        }
    }

    @Test
    void somebodyElseCancelsHalfWay() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.CANCELLED, 1)))) {
            JobCalls calls = JobCalls.to(simulator);
            JsonNode job = calls.over(JobCalls.name(calls.createOf(JobCalls.lines(40))));

            assertThat(job.at("/metadata/state").asText()).isEqualTo("BATCH_STATE_CANCELLED");
            assertThat(JobCalls.keys(calls.results(job).stream())).isEqualTo(KEYS.subList(0, 20));
            assertThat(job.at("/metadata/batchStats"))
                    .isEqualTo(Raw.read("{\"requestCount\":\"40\",\"successfulRequestCount\":\"20\","
                            + "\"pendingRequestCount\":\"20\"}"));
        }
    }

    @Test
    void aLostAnswerLeavesAJobThatOnlyTheListKnows() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.LOST_ANSWER, 1, 1)))) {
            JobCalls calls = JobCalls.to(simulator);
            String file = calls.upload(String.join("\n", JobCalls.lines(2)));

            assertThatThrownBy(() -> calls.createOf(file, "lost")).isInstanceOf(UncheckedIOException.class);
            JsonNode listed = Raw.read(calls.get("/batches?pageSize=5")).path("operations");
            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/metadata/displayName").asText()).isEqualTo("lost");
            assertThat(calls.results(calls.over(listed.at("/0/name").asText()))).hasSize(2);
            assertThat(calls.createOf(file, "found").statusCode()).isEqualTo(200);
            assertThat(simulator.jobs()).isEqualTo(2);
        }
    }

    @Test
    void creatorsAreRefusedThoughNothingIsFull() {
        try (Simulator simulator = Simulator.start(ECHO.jobs(AT_ONCE.fault(JobFault.REFUSED, 1, 2)))) {
            JobCalls calls = JobCalls.to(simulator);

            assertThat(List.of(calls.createInline(1), calls.createInline(1))).allSatisfy(refused -> {
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(Raw.read(refused).at("/error/details/0/@type").asText())
                        .endsWith("google.rpc.Help");
            });
            assertThat(calls.createInline(1).statusCode()).isEqualTo(200);
            assertThat(simulator.jobs()).isEqualTo(1);
        }
    }

    private static List<JsonNode> results(Jobs jobs) {
        try (Simulator simulator = Simulator.start(ECHO.jobs(jobs))) {
            JobCalls calls = JobCalls.to(simulator);
            List<JsonNode> rows = calls.results(calls.over(JobCalls.name(calls.createOf(JobCalls.lines(40)))));
            assertThat(simulator.dollars()).isPositive();
            return rows;
        }
    }

    private static String one(Jobs jobs, String line) {
        try (Simulator simulator = Simulator.start(Scenario.calm().malformed(0).jobs(jobs))) {
            JobCalls calls = JobCalls.to(simulator);
            return JobCalls.text(calls.results(calls.over(JobCalls.name(calls.createOf(List.of(line)))))
                    .get(0));
        }
    }

    private static boolean right(JsonNode row) {
        return JobCalls.text(row).equals(row.path("key").asText().replace("key-", "to prompt "));
    }
}
