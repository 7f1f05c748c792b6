package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static batchbook.VirtualWorkers.Step.fail;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private List<String> lines(VirtualWorkers workers, List<String> prompts) {
        // Bound to the bytes, and so another one in each test: what one learns of it the next must not know.
        Model model = prompt -> Reply.of("unused " + bytes.size());
        Progress console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        new Loop(Batch.of(model).workers(1), Prompt.listOf(prompts), console, workers, new SplittableRandom(1)).run();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aSmallBatchHasALineForEachRequestAndASummary() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> prompt.text().equals("b")
                        ? fail(20, ModelException.of(ErrorKind.BLOCKED, "not this"))
                        : answer(812, "ok"));

        assertThat(lines(workers, List.of("a", "b", "c")))
                .containsExactly(
                        "Processing 1/3... [OK] 812 ms",
                        "Processing 2/3... [FAILED] 20 ms BLOCKED: not this",
                        "Processing 3/3... [OK] 812 ms",
                        "3 prompts in 1.64 s: 2 ok, 1 failed");
    }

    @Test
    void aLargeBatchHasALineEveryTwoSeconds() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(50, "ok"));

        List<String> lines =
                lines(workers, IntStream.range(0, 200).mapToObj(i -> "a" + i).toList());

        assertThat(lines).hasSizeBetween(4, 6);
        assertThat(lines.get(0))
                .startsWith("40/200  ok 40  failed 0  retrying 0  active 1  queued 159  2.00 s, about 8 s to go");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("200 prompts in 10.0 s: 200 ok, 0 failed");
    }

    @Test
    void aRunThatEndsEarlySaysWhy() {
        VirtualWorkers workers =
                new VirtualWorkers((prompt, number) -> fail(5, ModelException.of(ErrorKind.AUTH, "wrong key")));

        assertThat(lines(workers, List.of("a", "b", "c")))
                .containsExactly(
                        "Processing 1/3... [FAILED] 5 ms AUTH: wrong key",
                        "3 prompts in 5 ms: 0 ok, 1 failed, 2 not run",
                        "STOPPED: wrong key");
    }

    @Test
    void anEmptyListIsToldAndNotAnError() {
        assertThat(lines(new VirtualWorkers((p, n) -> answer(1, "x")), List.of()))
                .containsExactly("0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.");
    }
}
