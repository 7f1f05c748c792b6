package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A request that never reached the server is as if it had not been sent. */
class LostRequestTest {
    private final ModelException lost =
            ModelException.of(ErrorKind.NETWORK, "not taken").neverArrived();

    private static final class Priced implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public Usage mostTokens(Prompt prompt) {
            return new Usage(10, 90, 0, 0);
        }
    }

    private Batch plan = Batch.of(new Priced()).workers(1).retry(Retry.none());

    private Run run(VirtualWorkers workers, String... prompts) {
        return Loops.of(plan, Prompts.of(List.of(prompts)), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    @Test
    void itIsSentAgainAtOnceAndIsNoTryOfItsPrompt() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> number == 1 ? fail(5, lost) : answer(100, "ok"));

        Run run = run(workers, "a");

        assertThat(workers.sent).containsExactly("a", "a");
        assertThat(run.get(0).text()).isEqualTo("ok");
        assertThat(run.get(0).attempts()).hasSize(1);
        assertThat(run.took()).hasMillis(105);
    }

    @Test
    void itUsesNothingOfTheBudget() {
        plan = plan.maxRequests(2).maxTokens(150);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> number < 3
                ? fail(5, lost)
                : new VirtualWorkers.Step(
                        Duration.ofMillis(5), new Reply("ok", new Usage(10, 5, 0, 0), "STOP", "m"), null));

        assertThat(run(workers, "a", "b").answered()).hasSize(2);
    }

    @Test
    void aServerThatNeverTakesOneIsNotAskedForEver() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> fail(5, lost));

        Run run = run(workers, "a");

        assertThat(workers.sent).hasSize(4);
        assertThat(run.get(0).kind()).contains(ErrorKind.NETWORK);
        assertThat(run.get(0).attempts()).hasSize(1);
    }

    @Test
    void aFailureThatWouldComeAgainIsNotRepeatedWhateverItsKindSays() {
        plan = plan.retry(Retry.standard());
        ModelException hopeless =
                ModelException.of(ErrorKind.UNREADABLE, "far too long").notRepeated();
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("a") ? fail(5, hopeless) : answer(5, "ok"));

        Run run = run(workers, "a", "b");

        assertThat(workers.sent).containsExactly("a", "b");
        assertThat(run.get(0).error()).isEqualTo("far too long");
        assertThat(run.get(1).ok()).isTrue();
    }

    @Test
    void aFailureThatEveryRequestWouldMeetEndsTheRun() {
        plan = plan.retry(Retry.standard());
        ModelException everywhere =
                ModelException.of(ErrorKind.NETWORK, "not trusted").endsEverything();
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> fail(5, everywhere));

        Run run = run(workers, "a", "b", "c");

        assertThat(workers.sent).containsExactly("a");
        assertThat(run.stopped()).contains("not trusted");
        assertThat(run.notRun()).hasSize(2);
    }
}
