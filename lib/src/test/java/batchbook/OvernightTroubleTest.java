package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.answer.AnswerType;
import batchbook.job.JobAnswer;
import batchbook.job.JobLimits;
import batchbook.job.JobState;
import batchbook.journal.JournalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with batches that can wait. */
@Timeout(60)
class OvernightTroubleTest {
    private final ModelException lost = ModelException.of(ErrorKind.NETWORK, "the connection broke");
    private final ModelException refused =
            ModelException.of(ErrorKind.RATE_LIMITED, "too many jobs").httpStatus(429);

    @TempDir
    Path directory;

    private NightWorld world;

    @BeforeEach
    void begin() {
        world = new NightWorld(directory.resolve("reviews.jsonl"));
    }

    private static JobLimits limits(long fileBytes, OptionalLong tokens, int atOnce) {
        JobLimits usual = FakeJobs.LIMITS;
        return new JobLimits(
                fileBytes,
                usual.lineBytes(),
                tokens,
                atOnce,
                usual.priceShare(),
                usual.target(),
                usual.longest(),
                usual.waitAfterRefusal());
    }

    @Test
    void aJobWhoseAnswerWasLostIsFoundAndNotMadeTwice() {
        world.jobs.creations.add(Optional.of(lost));
        world.jobs.madeAllTheSame = true;

        Run run = world.plan().overnight(NightWorld.prompts(10)).await();

        assertThat(world.jobs.made()).hasSize(1);
        assertThat(run.answered()).hasSize(10);
    }

    @Test
    void aJobThatNeverArrivedIsMadeOnceMoreWhenThatIsSure() {
        world.jobs.creations.add(Optional.of(lost));

        Overnight night = world.plan().overnight(NightWorld.prompts(10));
        assertThat(night.jobs().get(0).state()).isEqualTo("not known");
        assertThat(night.jobs().get(0).remarks().toString()).contains("whether it was made is not known");

        Run run = night.await();
        assertThat(world.jobs.made()).hasSize(1);
        assertThat(run.answered()).hasSize(10);
        assertThat(night.jobs().get(0).remarks()).contains("it was never made");
    }

    /** As after a kill between the line in the journal and the answer to the request. */
    @Test
    void afterACrashTheJobIsLookedForAndAdopted() throws Exception {
        world.plan().overnight(NightWorld.prompts(10));
        List<String> lines = Files.readAllLines(world.journal);
        Files.write(
                world.journal,
                lines.stream()
                        .filter(line -> !line.contains("\"stage\":\"submitted\""))
                        .toList());

        Overnight again = world.plan().overnight(NightWorld.prompts(10));

        assertThat(world.jobs.made()).hasSize(1);
        assertThat(again.jobs().get(0).name()).isEqualTo("batches/0");
        assertThat(Files.readString(world.journal)).contains("\"stage\":\"submitted\"");
        assertThat(again.await().answered()).hasSize(10);
    }

    @Test
    void aListThatDidNotComeProvesNothing() {
        world.jobs.creations.add(Optional.of(lost));
        world.jobs.lists.add(lost);
        world.jobs.lists.add(lost);
        Overnight night = world.plan().overnight(NightWorld.prompts(3));
        world.pass(Duration.ofHours(1));

        night.collect();

        assertThat(night.jobs().get(0).remarks().toString()).contains("nobody could ask for it just now");
        assertThat(night.status().inJobs())
                .as("still taken for one that may exist")
                .isEqualTo(3);
        assertThat(night.await().answered()).hasSize(3);
        assertThat(world.jobs.made()).hasSize(1);
    }

    @Test
    void aRefusalForALimitWaitsMinutesAndDoesNotTeachTheLivePace() {
        world.jobs.creations.add(Optional.of(refused));
        world.jobs.creations.add(Optional.of(refused));

        Overnight night = world.plan().overnight(NightWorld.prompts(10));
        assertThat(night.toString())
                .contains("10 rows not submitted yet: the last job was refused for a limit of jobs: too many jobs")
                .contains("next try in 5 min 00 s");
        assertThat(world.plan().run(List.of("live")).answered())
                .as("rows that are in no job can be asked live")
                .hasSize(1);

        Run run = night.await();

        assertThat(run.answered()).hasSize(10);
        assertThat(world.time.now()).isAfter(NightWorld.START.plus(Duration.ofMinutes(15)));
        assertThat(world.jobs.made()).as("after two refusals in halves").hasSize(2);
        assertThat(Batch.limits().toString()).doesNotContain("too many jobs");
    }

    @Test
    void whatTheProviderDoesNotTakeAtAllIsASentenceAndNothingIsToBePaid() {
        world.jobs.creations.add(Optional.of(
                ModelException.of(ErrorKind.BAD_REQUEST, "no such schema").httpStatus(400)));

        assertThatThrownBy(() -> world.plan().overnight(NightWorld.prompts(10)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the provider refused the job")
                .hasMessageContaining("no such schema");
        assertThat(world.plan().run(NightWorld.prompts(10)).answered()).hasSize(10);
    }

    @Test
    void manyRowsGoInChunksAndMoreWhenThereIsRoom() {
        world.jobs.limits = limits(700, OptionalLong.empty(), 2);

        Overnight night = world.plan().overnight(NightWorld.prompts(40));
        assertThat(world.jobs.made()).hasSize(2);
        assertThat(night.toString()).contains("not submitted yet: they go when there is room for another job");

        Run run = night.await();
        assertThat(run.answered()).hasSize(40);
        assertThat(world.jobs.made().size()).isGreaterThan(2);
        assertThat(world.jobs.rowsSubmitted()).isEqualTo(40);
    }

    @Test
    void noMoreTokensAreEnqueuedThanMayBe() {
        world.jobs.limits = limits(1_000_000, OptionalLong.of(40), 100);

        Overnight night = world.plan().overnight(NightWorld.prompts(30));
        assertThat(world.jobs.made()).hasSize(1);

        List<String> prompts = new ArrayList<>(NightWorld.prompts(30));
        prompts.add("long ".repeat(500));
        Run run = world.plan().overnight(prompts).await();
        assertThat(run.answered()).hasSize(30);
        assertThat(run.get(30).error()).contains("are more than the 40 that all jobs together may have");
        assertThat(night.collect().answered()).hasSize(30);
        assertThat(world.jobs.rowsSubmitted()).isEqualTo(30);
    }

    @Test
    void resultsThatComeLateAreWaitedFor() {
        world.jobs.making = job -> job.resultsAfter = Duration.ofHours(1);
        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        world.pass(Duration.ofHours(2));

        assertThat(night.collect().notRun()).hasSize(5);
        assertThat(night.jobs().get(0).state()).isEqualTo("SUCCEEDED, its results are not there yet");

        assertThat(night.await().answered()).hasSize(5);
    }

    @Test
    void aJobThatDoesNotBeginIsToldWithTheWayOut() {
        world.jobs.making = job -> {
            job.duration = Duration.ofDays(2);
            job.begins = job.duration;
        };
        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        world.pass(Duration.ofHours(5));
        night.collect();
        assertThat(night.toString()).doesNotContain("Nobody has begun");

        world.pass(Duration.ofHours(2));
        night.collect();
        assertThat(night.toString())
                .contains("Nobody has begun with it for 7 h")
                .contains("goLive() cancels it");
    }

    @Test
    void anExpiredJobIsToldAndSubmittedAgainOnlyWhenSomebodySaysSo() {
        world.jobs.making = job -> {
            job.end = JobState.EXPIRED;
            job.results = false;
        };
        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        Run run = night.await();

        assertThat(run.notRun()).hasSize(5);
        assertThat(run.get(0).error()).isEqualTo("batches/0 is over (EXPIRED) without an answer to it");
        assertThat(run.advice().toString()).contains("run.resume()").contains("overnight(..)");
        assertThat(night.toString()).contains("The provider gave it up");
        assertThat(world.asked).hasValue(0);
        assertThat(world.jobs.made()).hasSize(1);

        world.jobs.making = job -> {};
        assertThat(world.plan().overnight(NightWorld.prompts(5)).await().answered())
                .hasSize(5);
    }

    @Test
    void whatACancelledJobHasDoneIsTaken() {
        world.jobs.making = job -> job.end = JobState.CANCELLED;
        world.jobs.results = answers -> answers.subList(0, 3);

        Run run = world.plan().overnight(NightWorld.prompts(5)).await();

        assertThat(run.answered()).hasSize(3);
        assertThat(run.notRun()).hasSize(2);
    }

    @Test
    void aStreamAsksNothingThatMayBeInAJobOfItsJournal() {
        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        List<Result> rows = new ArrayList<>();

        assertThatThrownBy(() -> world.plan().stream(NightWorld.prompts(5).iterator(), rows::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it would be paid for twice. Nothing was sent")
                .hasMessageContaining("batches/0");
        assertThat(world.asked).hasValue(0);

        night.await();
        world.plan().stream(NightWorld.prompts(5).iterator(), rows::add);
        assertThat(rows).hasSize(5).allMatch(Result::fromAJob);
        assertThat(world.asked).hasValue(0);
    }

    @Test
    void theJobOfAnotherKeyIsNotTakenForGone() {
        world.plan().overnight(NightWorld.prompts(5));
        world.jobs.hidden.add("batches/0");

        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        Run run = night.await();

        assertThat(run.notRun()).hasSize(5);
        assertThat(night.toString()).contains("It is there for the key (the project) that made it");
        assertThat(world.jobs.made()).as("never made again by itself").hasSize(1);
        assertThatThrownBy(night::goLive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would be paid for twice");

        world.jobs.hidden.clear();
        assertThat(world.plan().overnight(NightWorld.prompts(5)).await().answered())
                .hasSize(5);
    }

    @Test
    void answersInAnotherOrderFindTheirRows() {
        world.jobs.results = answers -> {
            List<JobAnswer> mixed = new ArrayList<>(answers);
            Collections.reverse(mixed);
            return mixed;
        };
        Run run = world.plan().overnight(NightWorld.prompts(20)).await();

        assertThat(IntStream.range(0, 20))
                .allMatch(row -> run.get(row).text().equals("answer to prompt number " + row));
    }

    enum Mood {
        GOOD,
        BAD
    }

    @Test
    void theAnswerWithAnotherRowsMarkerIsGivenToNeitherAndAskedLive() {
        world.type = Optional.of(AnswerType.of(Mood.class));
        world.jobs.answering = line -> JobAnswer.of(line.key(), Optional.of(line.marker()), Reply.of("GOOD"));
        world.jobs.results = answers -> {
            List<JobAnswer> swapped = new ArrayList<>(answers);
            JobAnswer one = answers.get(3);
            JobAnswer other = answers.get(4);
            swapped.set(3, JobAnswer.of(one.key(), other.marker(), Reply.of("BAD")));
            swapped.set(4, JobAnswer.of(other.key(), one.marker(), Reply.of("BAD")));
            return swapped;
        };
        Overnight night = world.plan().overnight(NightWorld.prompts(30));
        world.pass(Duration.ofHours(3));

        Run run = night.collect();

        assertThat(run.answered()).hasSize(28).allMatch(row -> row.text().equals("GOOD"));
        assertThat(run.get(3).error()).isEqualTo("the answer that came for it carries the marker of another row");
        assertThat(night.toString()).contains("2 answers came with the marker of another row, and went to no row");
    }

    @Test
    void aFewRowsThatCameWrongAreAskedLive() {
        world.jobs.results = answers -> answers.subList(1, 30);

        Overnight night = world.plan().overnight(NightWorld.prompts(30));
        Run run = night.await();

        assertThat(run.answered()).hasSize(30);
        assertThat(run.get(0).text()).isEqualTo("live answer to prompt number 0");
        assertThat(world.asked).hasValue(1);
        assertThat(night.toString()).contains("30 of 30 prompts answered").contains("collect() gives the run");
    }

    @Test
    void manyRowsThatCameWrongAreNotAskedLiveWithoutBeingWished() {
        world.jobs.results = answers -> answers.subList(10, 30);

        Run run = world.plan().overnight(NightWorld.prompts(30)).await();

        assertThat(run.answered()).hasSize(20);
        assertThat(world.asked).hasValue(0);
        assertThat(run.resume().answered()).hasSize(30);
    }

    @Test
    void rowsWithoutKeysUnknownKeysAndSecondAnswersAreTold() {
        world.jobs.results = answers -> {
            List<JobAnswer> odd = new ArrayList<>(answers);
            odd.set(0, JobAnswer.of("", Optional.empty(), Reply.of("whose?")));
            odd.add(JobAnswer.of(answers.get(5).key(), Optional.empty(), Reply.of("second")));
            return odd;
        };
        Overnight night = world.plan().overnight(NightWorld.prompts(30));
        world.pass(Duration.ofHours(3));
        Run run = night.collect();

        assertThat(run.answered()).hasSize(29);
        assertThat(run.get(5).text()).isEqualTo("answer to prompt number 5");
        assertThat(night.toString())
                .contains("1 answer came without a key")
                .contains("1 answer came for a row that had one")
                .contains("1 row had no answer in it");
    }

    @Test
    void aShorterListLeavesTheOtherAnswersForTheWholeOne() {
        world.plan().overnight(NightWorld.prompts(10));
        world.pass(Duration.ofHours(3));

        Overnight part = world.plan().overnight(NightWorld.prompts(4));
        assertThat(part.await().answered()).hasSize(4);
        assertThat(part.toString()).contains("6 answers belong to prompts that are not in this list");

        assertThat(world.plan().overnight(NightWorld.prompts(10)).await().answered())
                .hasSize(10);
        assertThat(world.jobs.made()).hasSize(1);
    }

    @Test
    void errorsOfRowsAreFailuresAndThoseThatMayPassStayOpen() {
        world.jobs.answering = line -> switch (line.text()) {
            case "prompt number 1" ->
                JobAnswer.of(line.key(), Optional.empty(), ModelException.of(ErrorKind.OVERLOADED, "internal"));
            case "prompt number 2" ->
                JobAnswer.of(line.key(), Optional.empty(), ModelException.of(ErrorKind.BLOCKED, "for its content"));
            default -> JobAnswer.of(line.key(), Optional.empty(), Reply.of("fine"));
        };
        Overnight night = world.plan().overnight(NightWorld.prompts(5));
        Run run = night.await();

        assertThat(run.get(2).kind()).contains(ErrorKind.BLOCKED);
        assertThat(run.get(1).error()).contains("OVERLOADED, internal");
        assertThat(Journal.read(world.journal).failed()).hasSize(1);
        assertThat(world.plan().run(NightWorld.prompts(5)).answered()).hasSize(4);
    }

    @Test
    void anAnswerThatIsNotWhatWasAskedForIsAskedLiveAndPaidForBoth() {
        Batch plan = world.plan().accept(text -> text.startsWith("live"), "a live answer");

        Run run = plan.overnight(NightWorld.prompts(1)).await();
        assertThat(run.get(0).error()).contains("NOT_ACCEPTED");
        double half = run.get(0).cost().orElseThrow();

        Run live = run.resume();
        assertThat(live.get(0).ok()).isTrue();
        assertThat(live.get(0).attempts()).hasSize(2);
        assertThat(live.get(0).cost().orElseThrow()).isGreaterThan(2.9 * half);
    }

    @Test
    void plainAnswersWhoseTokensFitAnotherPromptAreNotTaken() {
        List<String> prompts = new ArrayList<>(NightWorld.prompts(20));
        prompts.set(6, "a much longer prompt ".repeat(40));
        world.jobs.results = answers -> {
            List<JobAnswer> swapped = new ArrayList<>(answers);
            swapped.set(
                    6,
                    JobAnswer.of(
                            answers.get(6).key(),
                            Optional.empty(),
                            answers.get(7).reply().orElseThrow()));
            swapped.set(
                    7,
                    JobAnswer.of(
                            answers.get(7).key(),
                            Optional.empty(),
                            answers.get(6).reply().orElseThrow()));
            return swapped;
        };
        Overnight night = world.plan().overnight(prompts);
        world.pass(Duration.ofHours(3));
        Run run = night.collect();

        assertThat(run.answered()).hasSize(18);
        assertThat(run.get(6).error()).contains("does not fit this prompt");
        assertThat(night.toString()).contains("2 answers came with the number of tokens of another prompt");
    }

    @Test
    void aLiveRunDoesNotPayForWhatIsInAJob() {
        Overnight night = world.plan().overnight(NightWorld.prompts(10));

        assertThatThrownBy(() -> world.plan().run(NightWorld.prompts(12)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10 prompts are in jobs that are not over (batches/0)")
                .hasMessageContaining(".goLive()");
        assertThat(world.asked).hasValue(0);

        Run run = night.goLive();

        assertThat(world.jobs.cancelled).containsExactly("batches/0");
        assertThat(run.answered()).hasSize(10);
        assertThat(night.toString()).contains("What was done of it may be billed");
        assertThat(world.plan().run(NightWorld.prompts(12)).answered()).hasSize(12);
    }

    @Test
    void whatIsThereWhenItGoesLiveIsNotAskedAgain() {
        world.jobs.results = answers -> answers.subList(0, 6);
        Overnight night = world.plan().overnight(NightWorld.prompts(10));
        world.pass(Duration.ofMinutes(30));

        Run run = night.goLive();

        assertThat(run.answered()).hasSize(10);
        assertThat(world.asked).hasValue(4);
        assertThat(run.get(0).fromAJob()).isTrue();
        assertThat(run.get(9).fromAJob()).isFalse();
    }

    @Test
    void whatWasNotSubmittedWhenAllIsCancelledIsOpen() {
        world.jobs.limits = limits(700, OptionalLong.empty(), 1);
        Overnight night = world.plan().overnight(NightWorld.prompts(40));

        Run run = night.cancel();

        assertThat(run.notRun().size() + run.answered().size()).isEqualTo(40);
        assertThat(run.get(39).error()).isEqualTo("not submitted before all was cancelled");
        assertThat(night.status().inJobs() + night.status().waiting()).isZero();
        assertThat(run.resume().answered()).hasSize(40);
        assertThat(night.collect().answered()).as("what the journal has by now").hasSize(40);
    }

    @Test
    void aBudgetBoundsWhatIsSubmitted() {
        double each = world.price().orElseThrow().of(world.mostTokens(Prompt.of("prompt number 0"))) / 2;

        Run run = world.plan()
                .maxCost(3.5 * each)
                .overnight(NightWorld.prompts(10))
                .await();

        assertThat(world.jobs.rowsSubmitted()).isEqualTo(3);
        assertThat(run.get(9).error()).contains("left out for want of budget");
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheJobs() {
        Overnight night = world.plan().overnight(NightWorld.prompts(10));
        Thread.currentThread().interrupt();
        assertThatThrownBy(night::await)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("What was submitted goes on");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(world.jobs.cancelled).isEmpty();
        assertThat(night.await().answered()).hasSize(10);
    }

    @Test
    void aJournalThatIsInUseKeepsASecondCollectorOut() throws Exception {
        Overnight night = world.plan().overnight(NightWorld.prompts(10));
        world.pass(Duration.ofHours(3));
        try (JournalProcess other = JournalProcess.holding(world.journal)) {
            assertThat(other.says()).isEqualTo("held");
            assertThatThrownBy(night::collect)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by another batch");
        }
        assertThat(night.collect().answered()).hasSize(10);
    }

    @Test
    void whoWaitsForTheJobsWaitsForTheJournalToo() throws Exception {
        List<String> told = new ArrayList<>();
        AtomicReference<Overnight> night = new AtomicReference<>();
        AtomicReference<JournalProcess> other = new AtomicReference<>();
        night.set(world.plan()
                .progress(snapshot -> {
                    told.add(night.get().toString());
                    if (told.get(told.size() - 1).contains("What has come is taken when it is free.")) {
                        letGo(other.get());
                    }
                })
                .overnight(NightWorld.prompts(10)));
        other.set(JournalProcess.holding(world.journal));
        try (JournalProcess until = other.get()) {
            assertThat(until.says()).isEqualTo("held");
            assertThat(night.get().await().answered()).hasSize(10);
        }
        assertThat(told)
                .filteredOn(words -> words.contains("is in use by another batch"))
                .hasSize(1);
        assertThat(told.get(told.size() - 1)).doesNotContain("in use");
    }

    private static void letGo(JournalProcess other) {
        try {
            other.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
