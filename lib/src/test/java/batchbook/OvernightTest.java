package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.answer.AnswerType;
import batchbook.job.JobAnswer;
import batchbook.night.Pending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches that can wait, as users start them, with jobs in memory. */
@Timeout(60)
class OvernightTest {
    @TempDir
    Path directory;

    private NightWorld world;

    @BeforeEach
    void begin() {
        world = new NightWorld(directory.resolve("reviews.jsonl"));
    }

    @Test
    void aBatchThatCanWaitIsAnsweredByAJobAtHalfThePrice() {
        Overnight night = world.plan().overnight(NightWorld.prompts(40));

        assertThat(world.jobs.made()).hasSize(1);
        assertThat(night.toString())
                .contains("Overnight: 0 of 40 prompts answered (40 in jobs)")
                .contains("batches/0  PENDING, 0 of 40 rows done");
        Run early = night.collect();
        assertThat(early.notRun()).hasSize(40);
        assertThat(early.get(3).error()).startsWith("in batches/0 (PENDING) since 20:00:00");

        Run run = night.await();

        assertThat(run.answered()).hasSize(40);
        assertThat(run.get(7).text()).isEqualTo("answer to prompt number 7");
        assertThat(run.get(7).fromAJob()).isTrue();
        double live = world.price().orElseThrow().of(run.get(7).usage());
        assertThat(run.get(7).cost().orElseThrow()).isEqualTo(live / 2, Offset.offset(1e-12));
        assertThat(world.asked).as("nothing was asked live").hasValue(0);
        assertThat(run.isOver()).isTrue();
        assertThat(run.stopped()).isEmpty();
        assertThat(world.jobs.discarded).as("its file of requests makes room").containsExactly("files/0");
    }

    @Test
    void aJobHasNoLatencyAndTheRunTookAsLongAsTheJob() {
        Run run = world.plan().overnight(NightWorld.prompts(10)).await();

        assertThat(run.metrics().p99()).isZero();
        assertThat(run.metrics().mostInFlight()).isZero();
        assertThat(run.metrics().meanInFlight()).isZero();
        assertThat(run.took())
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(6));
        assertThat(run.get(0).latency()).isZero();
        assertThat(run.get(0).queued()).isEqualTo(Duration.ofHours(2));
        assertThat(run.explain()).isNotEmpty();
    }

    @Test
    void whatCameWithAJobIsInTheJournalLikeAnyOtherRow() {
        world.plan().overnight(NightWorld.prompts(10)).await();

        Run read = Journal.read(world.journal);
        assertThat(read.answered()).hasSize(10);
        assertThat(read).allMatch(Result::fromAJob);
        assertThat(read.took()).isGreaterThanOrEqualTo(Duration.ofHours(2));
        assertThat(read.metrics().cost().orElseThrow()).isPositive();

        Run more = world.plan().run(NightWorld.prompts(12));
        assertThat(more.answered()).hasSize(12);
        assertThat(world.asked).as("only what the journal lacks").hasValue(2);
    }

    @Test
    void aRunThatWasStoppedGoesOnOvernightWithWhatIsMissing() {
        world.plan().run(NightWorld.prompts(10), 4);

        Run run = world.plan().overnight(NightWorld.prompts(10)).await();

        assertThat(world.jobs.rowsSubmitted()).isEqualTo(6);
        assertThat(run.answered()).hasSize(10);
        assertThat(run.results().stream().filter(Result::fromAJob)).hasSize(6);
    }

    @Test
    void equalPromptsAreSubmittedOnceAndShareTheAnswer() {
        List<String> prompts = new ArrayList<>(NightWorld.prompts(5));
        prompts.addAll(NightWorld.prompts(5));

        Run run = world.plan().overnight(prompts).await();

        assertThat(world.jobs.rowsSubmitted()).isEqualTo(5);
        assertThat(run.answered()).hasSize(10);
        assertThat(run.get(8).text()).isEqualTo("answer to prompt number 3");
        assertThat(run.get(8).deduplicated()).isTrue();
    }

    @Test
    void theSamePlanInAnotherKernelFindsItsJobsAndSubmitsNothingTwice() {
        world.plan().overnight(NightWorld.prompts(30));
        world.pass(Duration.ofHours(1));

        List<String> sorted = new ArrayList<>(NightWorld.prompts(30));
        Collections.reverse(sorted);
        Overnight again = world.plan().overnight(sorted);

        assertThat(world.jobs.made()).hasSize(1);
        assertThat(again.jobs()).hasSize(1);
        Run run = again.await();
        assertThat(run.answered()).hasSize(30);
        assertThat(run.get(0).text()).isEqualTo("answer to prompt number 29");
    }

    record Review(String sentiment, int stars) {}

    @Test
    void answersWithASchemaAreReadAndCarryAMarker() {
        world.type = Optional.of(AnswerType.of(Review.class));
        world.jobs.answering = line ->
                JobAnswer.of(line.key(), Optional.of(line.marker()), Reply.of("{\"sentiment\":\"good\",\"stars\":5}"));

        Run run = world.plan().overnight(NightWorld.prompts(8)).await();

        assertThat(world.jobs.made().get(0).lines)
                .allSatisfy(line -> assertThat(line.marker()).matches("[a-z0-9]{4,40}"));
        assertThat(run.values(Review.class)).hasSize(8).allMatch(review -> review.stars() == 5);
    }

    @Test
    void withoutAJournalOrAModelWithJobsNothingIsSent() {
        assertThatThrownBy(() -> Batch.of(world).overnight(List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overnight(..) needs a journal");
        Model shout = Model.named("shout", prompt -> Reply.of("A"));
        assertThatThrownBy(() -> Batch.of(shout).journal(world.journal).overnight(List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shout has no jobs");
        assertThat(world.jobs.made()).isEmpty();
    }

    @Test
    void aPromptThatNoJobTakesIsLeftOpenWithTheReason() {
        Run run = world.plan().overnight(List.of("one", "refuse this", "three")).await();

        assertThat(run.answered()).hasSize(2);
        assertThat(run.get(1).error()).isEqualTo("a job cannot take it");
        assertThat(run.resume().get(1).text()).isEqualTo("live answer to refuse this");
    }

    @Test
    void pendingTellsInAnotherKernelWhatIsUnderWay() {
        world.plan().overnight(NightWorld.prompts(3));

        String told = Batch.pending(world.journal.toString()).toString();
        assertThat(told)
                .contains("1 job under way")
                .contains("batches/0  3 rows to fake, submitted 2026-11-26 20:00 UTC, journal reviews.jsonl")
                .contains("overnight(prompts)");
        assertThat(Pending.in(directory).jobs()).hasSize(1);
        assertThat(Journal.read(world.journal).toString())
                .isEqualTo(
                        "0 rows: no row in the journal is finished, or none is wanted. Rows of jobs under way are not in it:"
                                + " Batch.pending() has those.");

        world.plan().overnight(NightWorld.prompts(3)).await();
        assertThat(Batch.pending(world.journal.toString()).toString()).contains("No job is under way");
        assertThatThrownBy(() -> Batch.pending("not there.jsonl")).hasMessageContaining("there is no file");
    }

    @Test
    void aJournalThatCannotBeReadHidesNoJobOfTheOthers() throws IOException {
        world.plan().overnight(NightWorld.prompts(3));
        Files.writeString(directory.resolve("broken.jsonl"), "{\"journal\":\"batchbook\",\"format\":99}\n");

        Pending pending = Pending.in(directory);

        assertThat(pending.jobs()).hasSize(1);
        assertThat(pending.looked()).containsExactly(Path.of("reviews.jsonl"));
        assertThat(pending.toString())
                .contains("1 job under way")
                .contains("\nNOT LOOKED THROUGH: ")
                .contains("broken.jsonl");
    }
}
