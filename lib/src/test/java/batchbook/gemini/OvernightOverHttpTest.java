package batchbook.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Batch;
import batchbook.Overnight;
import batchbook.Progress;
import batchbook.Result;
import batchbook.Run;
import batchbook.answer.Hint;
import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import batchbook.sim.jobs.JobFault;
import batchbook.sim.jobs.Jobs;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Schema;
import com.google.genai.types.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches that can wait, against the simulator's Batch API, with each of its faults. */
@Timeout(120)
class OvernightOverHttpTest {
    private static final Jobs JOBS = Jobs.taking(Duration.ofMinutes(10)).expiringAfter(Duration.ofMinutes(30));
    private static final Scenario SCENARIO =
            Scenario.calm().latency(Duration.ofMillis(100)).virtualTime().speedUp(1000);
    private static final List<String> PROMPTS = IntStream.range(0, 40)
            .mapToObj(i -> "Classify review number " + i + ": it came late, and broke.")
            .toList();

    @TempDir
    Path folder;

    enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    record Review(
            Sentiment sentiment,
            List<String> topics,
            @Hint("1 can wait, 5 today") int urgency) {}

    private Batch plan(Simulator simulator, String journal) {
        return Batch.of(Gemini.at(simulator).answering(Review.class))
                .journal(folder.resolve(journal))
                .progress(Progress.none());
    }

    /** What each prompt is answered, by the seed. */
    private List<Result> live() {
        try (Simulator simulator = Simulator.start(SCENARIO)) {
            return plan(simulator, "live.jsonl").run(PROMPTS).results();
        }
    }

    private static Scenario with(JobFault fault) {
        return SCENARIO.jobs(
                switch (fault) {
                    case REFUSED, LOST_ANSWER, STUCK_PENDING, EXPIRED, FAILED, CANCELLED, LATE_RESULTS ->
                        JOBS.fault(fault, 1, 1);
                    case OUT_OF_ORDER -> JOBS.fault(fault, 1);
                    case SWAPPED_ANSWERS, NO_KEYS, MISSING_ROWS, ROW_ERRORS, DETAILED_ERRORS, SCHEMA_IGNORED ->
                        JOBS.fault(fault, 0.2);
                });
    }

    @ParameterizedTest
    @EnumSource(JobFault.class)
    void withEachFaultARowHasItsOwnAnswerOrNoneAndNothingIsMadeTwice(JobFault fault) {
        List<Result> own = live();
        try (Simulator simulator = Simulator.start(with(fault))) {
            Batch plan = plan(simulator, "night.jsonl");
            Overnight night = plan.overnight(PROMPTS);
            Run run = night.await();

            assertThat(simulator.jobs()).as(night.toString()).isEqualTo(1);
            for (Result row : run.answered()) {
                assertThat(row.value(Review.class))
                        .as(fault + ", row " + row.index())
                        .isEqualTo(own.get(row.index()).value(Review.class));
            }
            switch (fault) {
                case REFUSED, LOST_ANSWER, LATE_RESULTS, OUT_OF_ORDER ->
                    // One of them or two do not fit the schema, as among live answers, and are asked live.
                    assertThat(run.answered().stream().filter(Result::fromAJob).count())
                            .isGreaterThan(36);
                case CANCELLED -> assertThat(run.answered().size()).isBetween(18, 20);
                case STUCK_PENDING, EXPIRED, FAILED -> assertThat(run.notRun()).hasSize(40);
                case SWAPPED_ANSWERS -> assertThat(night.toString()).contains("with the marker of another row");
                case NO_KEYS -> assertThat(night.toString()).contains("without a key");
                case MISSING_ROWS -> assertThat(night.toString()).contains("had no answer in it");
                case ROW_ERRORS, DETAILED_ERRORS, SCHEMA_IGNORED ->
                    assertThat(night.toString()).contains("came with an error or with an answer that is not what");
            }
            Run whole = run.stopped().isEmpty() ? run : run.resume();
            assertThat(whole.answered()).as(whole.explain()).hasSize(40);
            assertThat(plan.preview(PROMPTS).requests())
                    .as("the journal has all")
                    .isZero();
        }
    }

    private Batch texts(Simulator simulator, GenerateContentConfig config, String journal) {
        return Batch.of(Gemini.at(simulator).config(config))
                .journal(folder.resolve(journal))
                .progress(Progress.none());
    }

    /** Each has another answer, so that one in the wrong place is seen. */
    private static final List<String> PARCELS = IntStream.range(0, 40)
            .mapToObj(i -> "Summarize this review: parcel " + i + " came late.")
            .toList();

    private void swappedAnswersAreFound(GenerateContentConfig config, boolean asWished) {
        List<String> own;
        try (Simulator simulator = Simulator.start(SCENARIO.malformed(0))) {
            own = texts(simulator, config, "live.jsonl").run(PARCELS).results().stream()
                    .map(Result::text)
                    .toList();
        }
        assertThat(own).doesNotHaveDuplicates();
        try (Simulator simulator =
                Simulator.start(with(JobFault.SWAPPED_ANSWERS).malformed(0))) {
            Batch plan = texts(simulator, config, "night.jsonl");
            Overnight night = (asWished ? plan.marked() : plan).overnight(PARCELS);
            Run run = night.await();

            assertThat(night.toString()).contains("with the marker of another row");
            assertThat(run.answered())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.text()).isEqualTo(own.get(row.index())));
            assertThat(run.resume().results()).extracting(Result::text).isEqualTo(own);
        }
    }

    @Test
    void textsCarryAMarkerWhereItIsWished() {
        swappedAnswersAreFound(GenerateContentConfig.builder().build(), true);
    }

    @Test
    void aSchemaOfTheUsersOwnHasAPlaceForTheMarker() {
        Schema schema = Schema.builder()
                .type(Type.Known.OBJECT)
                .properties(Map.of(
                        "summary", Schema.builder().type(Type.Known.STRING).build()))
                .build();
        swappedAnswersAreFound(
                GenerateContentConfig.builder()
                        .responseMimeType("application/json")
                        .responseSchema(schema)
                        .build(),
                false);
    }

    @Test
    void whatIsInAJobIsFoundBySomebodyElseAndGoesLive() {
        try (Simulator simulator = Simulator.start(SCENARIO.jobs(JOBS))) {
            plan(simulator, "night.jsonl").overnight(PROMPTS);

            Overnight again = plan(simulator, "night.jsonl").overnight(PROMPTS);
            Run run = again.goLive();

            assertThat(simulator.jobs()).isEqualTo(1);
            assertThat(run.answered()).hasSize(40);
            assertThat(again.toString()).contains("It was cancelled.");
        }
    }

    @Test
    void itCostsHalf() {
        double live;
        try (Simulator simulator = Simulator.start(SCENARIO)) {
            live = plan(simulator, "live.jsonl").run(PROMPTS).metrics().cost().orElseThrow();
        }
        try (Simulator simulator = Simulator.start(SCENARIO.jobs(JOBS))) {
            Batch plan = plan(simulator, "night.jsonl");
            assertThat(plan.preview(PROMPTS).toString())
                    .contains("run(prompts)")
                    .contains("overnight(prompts)")
                    .contains("mostly within 24 hours, given up after 48 hours");
            Run run = plan.overnight(PROMPTS).await();
            // The marker makes prompts and answers some tokens longer.
            assertThat(run.metrics().cost().orElseThrow()).isBetween(0.5 * live, 0.9 * live);
            assertThat(run.metrics().cost().orElseThrow())
                    .as("as the simulator bills it")
                    .isCloseTo(simulator.dollars(), org.assertj.core.data.Percentage.withPercentage(1));
        }
    }
}
