package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Step;
import batchbook.journal.UnsyncedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cut in two has the figures of one that was not. */
class ResumeMetricsTest {
    private static final int PROMPTS = 40;
    private static final Duration GAP = Duration.ofHours(9);
    private static final Price PRICE = Price.perMillion(0.3, 2.5);

    /** Not a lambda: each run has to learn its limits anew. */
    private static final class Priced implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(PRICE);
        }
    }

    @TempDir
    Path directory;

    private final List<Prompt> prompts = SampleRuns.prompts(PROMPTS);

    private static Batch plan() {
        return Batch.of(new Priced()).workers(4).progress(Progress.none());
    }

    /** Latency, tokens and outcome are those of the prompt, whenever it is asked; some are answered at a later try. */
    private static VirtualWorkers workers(IntUnaryOperator triesBefore) {
        return new VirtualWorkers((prompt, number) -> {
            int i = Integer.parseInt(prompt.text().substring("prompt ".length()));
            int tries = number + triesBefore.applyAsInt(i);
            long millis = 50 + 37L * i % 400;
            if (i % 5 == 2 && tries <= 1 + i % 2) {
                return Step.fail(30, ModelException.of(ErrorKind.OVERLOADED, "busy"));
            }
            Reply reply = new Reply("answer " + i, new Usage(10L + i, 20L + i, i % 3, i % 2), "STOP", "m");
            if (i % 9 == 4) {
                return Step.fail(
                        millis,
                        ModelException.of(ErrorKind.TRUNCATED, "too long").partial(reply));
            }
            return new Step(Duration.ofMillis(millis), reply, null);
        });
    }

    private static EventLoop<Run> loop(Batch plan, ListResults results, VirtualWorkers workers) {
        return Loops.of(plan, results, Progress.none(), workers, new SplittableRandom(1));
    }

    private Run uncut() {
        return Loops.of(plan(), prompts, Progress.none(), workers(i -> 0), new SplittableRandom(1))
                .run();
    }

    private static void hasTheFiguresOf(Run uncut, Run resumed, Duration firstPart, Duration secondPart) {
        Metrics one = uncut.metrics();
        Metrics two = resumed.metrics();
        assertThat(two.total()).isEqualTo(one.total()).isEqualTo(PROMPTS);
        assertThat(two.answered()).isEqualTo(one.answered());
        assertThat(two.failed()).isEqualTo(one.failed()).isPositive();
        assertThat(two.notRun()).isZero();
        assertThat(two.retried()).isEqualTo(one.retried()).isPositive();
        assertThat(two.attempts()).isEqualTo(one.attempts()).isGreaterThan(PROMPTS);
        assertThat(two.tokens()).isEqualTo(one.tokens());
        assertThat(two.cost()).isEqualTo(one.cost()).isPresent();
        assertThat(List.of(two.latencySum(), two.meanLatency(), two.p50(), two.p90(), two.p95(), two.p99()))
                .isEqualTo(List.of(one.latencySum(), one.meanLatency(), one.p50(), one.p90(), one.p95(), one.p99()));
        assertThat(two.took()).isEqualTo(firstPart.plus(secondPart)).isLessThan(GAP);
        assertThat(resumed.started()).isEqualTo(uncut.started()).isEqualTo(VirtualWorkers.START);
        assertThat(resumed.results()).extracting(Result::text).isEqualTo(texts(uncut));
        assertThat(resumed.elapsed(VirtualWorkers.START.plus(GAP))).isEqualTo(firstPart);
    }

    private static List<String> texts(Run run) {
        return run.results().stream().map(Result::text).toList();
    }

    /** All over a run, its beginning and its end included. */
    private static List<Duration> cuts(Run uncut) {
        List<Duration> cuts = new ArrayList<>();
        for (Duration cut = Duration.ZERO; cut.compareTo(uncut.took()) < 0; cut = cut.plusMillis(17)) {
            cuts.add(cut);
        }
        assertThat(cuts).hasSizeGreaterThan(50);
        return cuts;
    }

    @Test
    void aRunThatIsResumedInMemoryHasTheFiguresOfOneThatWasNotCut() {
        Run uncut = uncut();
        for (Duration cut : cuts(uncut)) {
            VirtualWorkers first = workers(i -> 0).interruptAfter(cut);
            Run part = Loops.of(plan(), prompts, Progress.none(), first, new SplittableRandom(1))
                    .run();
            assertThat(part.took()).isEqualTo(cut);
            assertThat(part.metrics().notRun()).isPositive();

            VirtualWorkers second = workers(i -> part.get(i).attempts().size());
            second.pass(GAP);
            ListResults results = new ListResults(prompts, ListResults.Earlier.of(part, Result::settled), result -> {});
            Run resumed = loop(plan(), results, second).run();

            hasTheFiguresOf(uncut, resumed, cut, second.elapsed().minus(GAP));
            assertThat(resumed.results())
                    .filteredOn(Result::resumed)
                    .hasSize(part.metrics().answered() + part.metrics().failed());
        }
    }

    @Test
    void aRunThatIsResumedByItsJournalHasTheFiguresOfOneThatWasNotCut() throws IOException {
        Run uncut = uncut();
        Path file = directory.resolve("reviews.jsonl");
        for (Duration cut : cuts(uncut)) {
            Files.deleteIfExists(file);
            VirtualWorkers first = workers(i -> 0).interruptAfter(cut);
            Run part = ResumeWorld.run(new UnsyncedDisk(file), plan(), prompts, first);
            // A journal knows of a part what its rows tell: it lasts to the last of them.
            Duration known = part.results().stream()
                    .filter(Result::settled)
                    .flatMap(row -> row.attempts().stream())
                    .map(attempt -> Duration.between(VirtualWorkers.START, attempt.finished()))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            assertThat(known).isLessThanOrEqualTo(cut);

            VirtualWorkers second = workers(i -> 0);
            second.pass(GAP);
            Run resumed = ResumeWorld.run(new UnsyncedDisk(file), plan(), prompts, second);

            Duration took = second.elapsed().minus(GAP);
            if (known.isZero()) {
                assertThat(resumed.started()).isEqualTo(VirtualWorkers.START.plus(GAP));
                assertThat(resumed.took()).isEqualTo(took);
            } else {
                hasTheFiguresOf(uncut, resumed, known, took);
            }
            checkWhatTheFileTells(file, uncut);
        }
    }

    /** All but the price, which it does not hold. */
    private static void checkWhatTheFileTells(Path file, Run uncut) {
        Metrics read = Journal.read(file).metrics();
        assertThat(read.attempts()).isEqualTo(uncut.metrics().attempts());
        assertThat(read.tokens()).isEqualTo(uncut.metrics().tokens());
        assertThat(read.latencySum()).isEqualTo(uncut.metrics().latencySum());
    }

    @Test
    void whatWasSentForARowThatIsNeitherAnsweredNorFailedIsNotForgottenHoweverOftenItIsStopped() {
        List<Prompt> one = List.of(Prompt.of("prompt"));
        Run run =
                stoppedAfter(Duration.ofMillis(50), new ListResults(one, ListResults.Earlier.nothing(1), result -> {}));
        for (int stops = 2; stops <= 4; stops++) {
            assertThat(run.get(0).attempts()).hasSize(stops - 1);
            assertThat(run.metrics().attempts()).isEqualTo(stops - 1);
            run = stoppedAfter(Duration.ofMillis(50), goingOn(one, run));
        }
        assertThat(run.get(0).attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        assertThat(run.get(0).outcome()).isInstanceOf(Outcome.NotRun.class);

        Run stopped = stoppedAfter(Duration.ZERO, goingOn(one, run));
        assertThat(stopped.get(0).attempts())
                .as("never sent in the last part")
                .extracting(Attempt::number)
                .containsExactly(1, 2, 3, 4);
    }

    private static ListResults goingOn(List<Prompt> prompts, Run run) {
        return new ListResults(prompts, ListResults.Earlier.of(run, Result::settled), result -> {});
    }

    /** Every try fails after 10 ms, and the next is not due before the stop. */
    private static Run stoppedAfter(Duration time, ListResults results) {
        ModelException busy = ModelException.of(ErrorKind.OVERLOADED, "busy").retryAfter(Duration.ofSeconds(9));
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> Step.fail(10, busy)).interruptAfter(time);
        return loop(plan(), results, workers).run();
    }
}
