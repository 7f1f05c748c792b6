package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import batchbook.VirtualWorkers.Script;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure that every row gets is not paid for by every row. */
class CommonFailureTest {
    private static ModelException bad(String message) {
        return ModelException.of(ErrorKind.BAD_REQUEST, message).httpStatus(400);
    }

    private static Run run(int workers, Script script) {
        return Loops.of(
                        Batch.of(prompt -> Reply.of("unused")).workers(workers),
                        IntStream.range(0, 200)
                                .mapToObj(i -> Prompt.of("p" + i))
                                .toList(),
                        Progress.none(),
                        new VirtualWorkers(script),
                        new SplittableRandom(1))
                .run();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void theSameRefusalOfTheFirstRowsEndsTheRunAndSaysSo(int workers) {
        Run run = run(
                workers,
                (prompt, number) -> fail(
                        10,
                        bad("Invalid JSON schema. Request id req_8f3a91c0" + prompt.text() + " at 12:30:"
                                + (10 + number))));

        assertThat(run.failed()).hasSizeBetween(5, 4 + workers);
        assertThat(run.notRun()).hasSize(200 - run.failed().size());
        assertThat(run.stopped().orElseThrow())
                .contains("the first 5 prompts all failed alike")
                .contains("Invalid JSON schema");
        assertThat(run.story().reason()).contains(Reason.ALL_FAILED_ALIKE);
        assertThat(run.get(199).error()).contains("all failed alike");
        assertThat(run.explain()).contains("all failed alike");
        assertThat(run.advice()).anyMatch(line -> line.contains("rows were not run") && line.contains("a new one"));
    }

    @Test
    void oneAnswerShowsThatNotAllFailAlike() {
        Run run = run(
                1,
                (prompt, number) ->
                        prompt.text().equals("p3") ? answer(10, "ok") : fail(10, bad("The same for all others")));
        assertThat(run.stopped()).isEmpty();
        assertThat(run.failed()).hasSize(199);
    }

    @Test
    void whatAFilterStoppedWasTakenByTheModel() {
        Run run = run(
                1,
                (prompt, number) -> fail(
                        10, prompt.text().equals("p2") ? ModelException.of(ErrorKind.BLOCKED, "no") : bad("The same")));
        assertThat(run.stopped()).isEmpty();
        assertThat(run.failed()).hasSize(200);
    }

    @Test
    void failuresThatDifferAreFailuresOfTheirRows() {
        Run run = run(
                5,
                (prompt, number) -> fail(
                        10, bad("The input token count (" + prompt.text().substring(1) + "000) exceeds the maximum")));
        assertThat(run.stopped()).isEmpty();
        assertThat(run.failed()).hasSize(200);
    }

    @Test
    void anExceptionOfOnesOwnModelEndsNoRun() {
        Run run = run(5, (prompt, number) -> fail(10, new IllegalStateException("no label in the answer")));
        assertThat(run.stopped()).isEmpty();
        assertThat(run.failed()).hasSize(200);
    }

    @Test
    void troubleInBetweenNeitherCountsNorHelps() {
        Run run = run(
                1,
                (prompt, number) -> number == 1 && prompt.text().equals("p1")
                        ? fail(10, ModelException.of(ErrorKind.OVERLOADED, "busy"))
                        : fail(10, bad("The same")));
        assertThat(run.stopped()).isPresent();
        assertThat(run.failed()).hasSize(5);
    }
}
