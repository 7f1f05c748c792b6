package batchbook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.journal.FullDisk;
import batchbook.journal.JournalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches with a journal, as users start them. */
@Timeout(60)
class BatchJournalTest {
    @TempDir
    Path directory;

    private static final Model SECOND = prompt -> Reply.of("second");

    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> prompts =
            IntStream.range(0, 40).mapToObj(i -> "prompt " + i).toList();

    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private Batch plan(Model model) {
        return Batch.of(Model.named("mine", prompt -> {
                    asked.incrementAndGet();
                    return model.ask(prompt);
                }))
                .workers(1)
                .journal(file)
                .progress(Progress.none());
    }

    private void isRefused(Batch plan) {
        assertThatThrownBy(() -> plan.run(prompts))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reviews.jsonl is in use by another batch, in this notebook or another one")
                .hasMessageContaining("wait for it, stop it, or name another file");
        assertThatThrownBy(() -> plan.start(prompts)).hasMessageContaining("is in use");
    }

    @Test
    void aSecondBatchOnAJournalIsRefusedBeforeAnythingIsSent() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Running running = plan(prompt -> {
                    first.countDown();
                    new CountDownLatch(1).await();
                    return Reply.of("never");
                })
                .start(prompts);
        first.await();

        isRefused(plan(prompt -> Reply.of("second")));
        assertThat(asked).hasValue(1);
        assertThat(Batch.last().notRun()).as("the last run is still the first").hasSize(prompts.size());

        running.stop();
        assertThat(plan(prompt -> Reply.of("second")).run(prompts).answered()).hasSize(prompts.size());
    }

    @Test
    void aBatchOnTheJournalOfAnotherJvmIsRefusedBeforeAnythingIsSent() throws IOException {
        try (JournalProcess other = JournalProcess.holding(file)) {
            assertThat(other.says()).isEqualTo("held");
            byte[] before = Files.readAllBytes(file);
            isRefused(plan(prompt -> Reply.of("second")));
            assertThat(asked).hasValue(0);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
        assertThat(plan(prompt -> Reply.of("second")).run(prompts).answered()).hasSize(prompts.size());
    }

    @Test
    void aModelThatCannotTellItsSettingsLeavesTheJournalFree() {
        Model broken = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("ok");
            }

            @Override
            public String settings() {
                throw new IllegalStateException("no settings");
            }
        };
        assertThatThrownBy(() -> Batch.of(broken).journal(file).run(prompts)).hasMessage("no settings");
        assertThat(plan(prompt -> Reply.of("ok")).run(prompts).answered()).hasSize(prompts.size());
    }

    @Test
    void anErrorOfTheModelLeavesItsRowsInTheJournalAndTheJournalFree() {
        assertThatThrownBy(() -> plan(prompt -> {
                            if (prompt.text().equals("prompt 30")) {
                                throw new StackOverflowError("deep");
                            }
                            return Reply.of("first");
                        })
                        .run(prompts))
                .isInstanceOf(StackOverflowError.class);
        assertThat(Journal.read(file).answered()).hasSize(30);

        asked.set(0);
        Run run = plan(prompt -> Reply.of("second")).run(prompts);
        assertThat(asked).hasValue(10);
        assertThat(run.answered()).hasSize(40);
        assertThat(run.results())
                .filteredOn(Result::resumed)
                .hasSize(30)
                .allMatch(row -> row.text().equals("first"));
    }

    @Test
    void aSecondRunAsksNothingAndAFewMoreAsksThose() {
        plan(prompt -> Reply.of("first")).run(prompts.subList(0, 10));
        asked.set(0);
        assertThat(plan(prompt -> Reply.of("second")).preview(prompts).requests())
                .isEqualTo(30);
        Run run = plan(prompt -> Reply.of("second")).run(prompts);
        assertThat(asked).hasValue(30);
        assertThat(run.get(9).text()).isEqualTo("first");
        assertThat(run.get(10).text()).isEqualTo("second");
    }

    @Test
    void aDriveThatIsStillFullIsNoticedBeforeAnythingIsSent() throws IOException {
        FullDisk disk = new FullDisk(file);
        // Enough for what a start writes, and for some rows of the kind that a user cannot foresee.
        disk.room = 4_000;
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> VirtualWorkers.Step.answer(10, "paid"));

        assertThatThrownBy(() -> ResumeWorld.run(disk, plan(SECOND), Prompts.of(prompts), workers))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be written: No space left on device")
                .hasMessageContaining("make room");

        assertThat(workers.sent).isEmpty();
        assertThat(Journal.read(file).size()).isZero();
        assertThat(Files.readString(file)).endsWith("}\n");
        assertThat(plan(SECOND).run(prompts).answered()).hasSize(prompts.size());
    }

    @Test
    void aJournalThatHasAllNeedsNoRoom() throws IOException {
        plan(SECOND).run(prompts);
        FullDisk disk = new FullDisk(file);
        disk.room = Files.size(file) + 200;
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> VirtualWorkers.Step.answer(10, "paid"));

        Run run = ResumeWorld.run(disk, plan(SECOND), Prompts.of(prompts), workers);

        assertThat(run.answered()).hasSize(prompts.size());
        assertThat(workers.sent).isEmpty();
    }

    @Test
    void blanksThatAKillLeftOfTakingRoomAreCutOffWithoutAWord() throws IOException {
        plan(SECOND).run(prompts.subList(0, 3));
        byte[] before = Files.readAllBytes(file);
        Files.writeString(file, " ".repeat(100_000), StandardOpenOption.APPEND);

        assertThat(Journal.read(file).answered()).hasSize(3);
        assertThat(plan(SECOND).run(prompts).answered()).hasSize(prompts.size());
        assertThat(Files.readString(file)).startsWith(new String(before, UTF_8)).doesNotContain("   ");
    }

    @Test
    void resumeAsksOnlyWhatNeitherTheRunNorTheJournalHas() throws InterruptedException {
        Run first = stoppedAfter(10);
        plan(SECOND).run(prompts.subList(0, 30));
        asked.set(0);

        Run resumed = first.resume();

        assertThat(asked).hasValue(10);
        assertThat(resumed.answered()).hasSize(prompts.size());
        assertThat(resumed.results())
                .extracting(Result::text)
                .startsWith(first.get(0).text(), first.get(9).text())
                .endsWith("first");
        assertThat(resumed.get(15).text()).isEqualTo("second");
        assertThat(resumed.get(15).resumed()).isTrue();
        assertThat(Journal.read(file).answered()).hasSize(prompts.size());
    }

    /** A batch whose eleventh request hangs until the batch is stopped. */
    private Run stoppedAfter(int rows) throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        Running running = plan(prompt -> {
                    if (number.getAndIncrement() == rows) {
                        hangs.countDown();
                        new CountDownLatch(1).await();
                    }
                    return Reply.of("first");
                })
                .start(prompts);
        hangs.await();
        running.stop();
        Run run = running.await();
        assertThat(run.answered()).hasSize(rows);
        return run;
    }

    @Test
    void retryFailedAsksFailedRowsUnlessTheJournalHasGotAnAnswerSince() {
        AtomicInteger round = new AtomicInteger();
        Batch plan = plan(prompt -> {
                    if (round.get() == 0) {
                        throw ModelException.of(ErrorKind.BLOCKED, "no");
                    }
                    return Reply.of("round " + round);
                })
                .retry(Retry.none());
        Run first = plan.run(prompts.subList(0, 4));
        assertThat(first.failed()).hasSize(4);
        round.set(1);
        assertThat(first.retryFailed().answered())
                .as("the journal has only failures")
                .hasSize(4);
        asked.set(0);
        round.set(2);

        Run again = first.retryFailed();

        assertThat(asked).as("the journal has answers by now").hasValue(0);
        assertThat(again.results()).allMatch(row -> row.text().equals("round 1"));
        assertThat(first.resume().answered())
                .as("an answer goes before the failure of the run")
                .hasSize(4);
        assertThat(plan.run(prompts.subList(0, 4)).answered()).hasSize(4);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whatWasNotWrittenOnAFullDiskIsWrittenWhenTheRunIsResumed() throws IOException {
        Path full = directory.resolve("full.jsonl");
        List<Prompt> rows = Prompts.of(prompts);
        Batch plan = plan(prompt -> Reply.of("second")).workers(8);
        FullDisk disk = new FullDisk(full);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> {
            // Another program fills the drive when the batch is under way.
            disk.room = 2_000;
            return VirtualWorkers.Step.answer(10, "first");
        });

        Run run = ResumeWorld.run(disk, plan, rows, workers);

        assertThat(run.stopped())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("the journal reviews.jsonl cannot be written: No space left on device")
                        .contains("make room"));
        // What was under way is waited for, as it is paid for, and no more is sent.
        int answered = run.answered().size();
        assertThat(workers.sent).hasSize(answered).hasSizeLessThan(prompts.size());
        assertThat(Journal.read(full).size()).isPositive().isLessThan(answered);
        assertThat(Files.readString(full)).endsWith("}\n");

        // The plan's own journal is another file, as after a move to a drive with room.
        Run resumed = run.resume();

        assertThat(asked).hasValue(prompts.size() - answered);
        assertThat(Journal.read(file).results())
                .extracting(Result::text)
                .isEqualTo(resumed.results().stream().map(Result::text).toList())
                .hasSize(prompts.size());
        assertThat(resumed.results())
                .filteredOn(row -> row.text().equals("first"))
                .hasSize(answered);
    }

    /** In a process of its own, which the system lets write no file longer than some megabytes. */
    @Test
    void aDriveThatIsFullInTheMiddleEndsTheRunAndEveryAnswerThatCameIsInLast() throws IOException {
        List<String> limited = List.of("sh", "-c", "ulimit -f 3000; exec \"$0\" \"$@\"");
        List<String> words = new ArrayList<>();
        try (JournalProcess process = JournalProcess.start(limited, FullDriveProcess.class, file.toString())) {
            for (String word = process.says(); word != null; word = process.says()) {
                words.add(word);
            }
        }
        assertThat(words).hasSize(5);
        assertThat(words.get(0))
                .contains("the journal " + file + " cannot be written")
                .contains("make room");
        int sent = Integer.parseInt(words.get(1));
        int answered = Integer.parseInt(words.get(2));
        int inOldJournal = Integer.parseInt(words.get(3));
        assertThat(answered).isEqualTo(sent).isBetween(inOldJournal + 1, inOldJournal + FullDriveProcess.WORKERS);
        assertThat(Journal.read(file).answered()).hasSize(inOldJournal);
        assertThat(Files.readString(file)).endsWith("}\n");

        assertThat(words.get(4)).isEqualTo("refused again, nothing sent");
    }
}
