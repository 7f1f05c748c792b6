package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a run tells of its failures while it goes on, and of its figures at its end. */
class TroubleTest {
    private final List<Snapshot> seen = new ArrayList<>();

    private Run run(VirtualWorkers workers, List<String> prompts) {
        // Another model in each test: what one learns of it the next must not know.
        Model model = prompt -> Reply.of("unused " + seen.size());
        return Loops.of(Batch.of(model).workers(1), Prompts.of(prompts), seen::add, workers, new SplittableRandom(1))
                .run();
    }

    @Test
    void failuresAreCountedByKindWhileItRunsWithTheLastOfThem() {
        Run run = run(
                new VirtualWorkers((prompt, number) -> switch (prompt.text()) {
                    case "b", "e" -> fail(20, ModelException.of(ErrorKind.BLOCKED, "not " + prompt.text()));
                    case "c" -> fail(20, ModelException.of(ErrorKind.EMPTY, "nothing"));
                    default -> answer(900, "ok");
                }),
                List.of("a", "b", "c", "d", "e", "f"));

        Snapshot underWay = seen.stream()
                .filter(snapshot -> snapshot.failed() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(underWay.over()).isFalse();
        assertThat(underWay.figures()).isEmpty();
        assertThat(underWay.trouble().failures())
                .containsExactly(Map.entry(ErrorKind.BLOCKED, 1), Map.entry(ErrorKind.EMPTY, 1));
        assertThat(underWay.trouble().last()).contains(run.get(2));
        assertThat(underWay.trouble().lastFailureWords()).contains("row 2, EMPTY: nothing");

        Snapshot last = seen.get(seen.size() - 1);
        assertThat(last.trouble().failures())
                .containsExactly(Map.entry(ErrorKind.BLOCKED, 2), Map.entry(ErrorKind.EMPTY, 1));
        assertThat(last.trouble().last()).contains(run.get(4));
        assertThat(last.figures()).contains(new Snapshot.Figures(run.label(), run.metrics()));
        assertThat(seen.get(0).trouble()).isEqualTo(Snapshot.Trouble.NONE);
    }

    @Test
    void refusedRequestsAreCountedAloneAsTheyAreNoTries() {
        Run run = run(
                new VirtualWorkers((prompt, number) -> prompt.text().equals("b") && number <= 2
                        ? fail(20, ModelException.of(ErrorKind.RATE_LIMITED, "slow down"))
                        : answer(900, "ok")),
                List.of("a", "b", "c"));

        assertThat(run.answered()).hasSize(3);
        assertThat(seen)
                .anyMatch(snapshot -> !snapshot.over() && snapshot.trouble().refused() == 2);
        Snapshot last = seen.get(seen.size() - 1);
        assertThat(last.trouble())
                .isEqualTo(new Snapshot.Trouble(Map.of(), last.trouble().last(), 2));
        assertThat(last.trouble().last()).isEmpty();
        assertThat(last.answeredAfterRetry()).isZero();
        assertThat(last.troubleWords()).isEqualTo("2 refused (429), sent again");
    }
}
