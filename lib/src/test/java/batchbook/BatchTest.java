package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Model SHOUT = prompt -> Reply.of(prompt.text().toUpperCase(java.util.Locale.ROOT));

    private static Batch quiet(Model model) {
        return Batch.of(model).progress(Progress.none());
    }

    @Test
    void parallelReallyIsParallel() {
        // Nobody passes the barrier before all five are there.
        CyclicBarrier barrier = new CyclicBarrier(5);
        Run run = quiet(prompt -> {
                    barrier.await();
                    return Reply.of("met");
                })
                .workers(5)
                .run(IntStream.range(0, 10).mapToObj(i -> "hello " + i).toList());
        assertThat(run.answered()).hasSize(10);
    }

    @Test
    void sequentialAndParallelGiveTheSameAnswersInTheSameOrder() {
        List<String> prompts = List.of("a", "b", "c", "d");
        assertThat(Batch.sequential(SHOUT, prompts).results())
                .extracting(Result::text)
                .containsExactly("A", "B", "C", "D");
        assertThat(Batch.parallel(SHOUT, prompts, 3).results())
                .extracting(Result::text)
                .containsExactly("A", "B", "C", "D");
    }

    @Test
    void tenThousandPromptsWithFailuresHaveTenThousandResults() {
        List<String> prompts =
                IntStream.range(0, 10_000).mapToObj(i -> "prompt " + i).toList();
        Run run = quiet(prompt -> {
                    if (prompt.text().hashCode() % 3 == 0) {
                        throw ModelException.of(ErrorKind.BAD_REQUEST, "no thirds");
                    }
                    return Reply.of(prompt.text());
                })
                .workers(50)
                .run(prompts);

        assertThat(run.size()).isEqualTo(10_000);
        assertThat(run.answered()).allMatch(row -> row.text().equals(prompts.get(row.index())));
        assertThat(run.failed())
                .hasSizeGreaterThan(3_000)
                .allMatch(row -> row.error().equals("no thirds"));
    }

    @Test
    void anInterruptStopsTheBatchAndLastHasTheFinishedRows() throws Exception {
        CountDownLatch stuck = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        Model model = prompt -> {
            asked.incrementAndGet();
            if (prompt.text().startsWith("stuck")) {
                stuck.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            }
            return Reply.of("done");
        };
        List<String> prompts =
                List.of("quick", "stuck 1", "quick too", "stuck 2", "quick 3", "stuck 3", "later", "later still");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        Thread cell = new Thread(() -> {
            try {
                quiet(model).workers(3).run(prompts);
            } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        cell.start();
        stuck.await();
        cell.interrupt();
        cell.join();

        assertThat(thrown.get())
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("3 of 8 prompts")
                .hasMessageContaining("Batch.last()");
        assertThat(flag.get()).isTrue();
        Run last = Batch.last();
        assertThat(last.answered()).hasSize(3);
        assertThat(last.notRun()).hasSize(5);
        assertThat(asked.get()).isEqualTo(6);
    }

    @Test
    void aTimeOutInterruptsTheModel() {
        CountDownLatch interrupted = new CountDownLatch(1);
        Run run = quiet(prompt -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return Reply.of("too late");
                })
                .timeout(Duration.ofMillis(20))
                .retry(Retry.none())
                .run(List.of("hello"));

        assertThat(run.get(0).kind()).contains(ErrorKind.TIMEOUT);
        await(interrupted);
    }

    private static void await(CountDownLatch interrupted) {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anErrorOfTheModelIsThrownToTheCallerAfterTheRowsAreKept() {
        Batch plan = quiet(prompt -> {
                    if (prompt.text().equals("bad")) {
                        throw new StackOverflowError("deep");
                    }
                    return Reply.of("ok");
                })
                .workers(1);
        assertThatThrownBy(() -> plan.run(List.of("good", "bad", "too"))).isInstanceOf(StackOverflowError.class);
        assertThat(Batch.last().answered()).hasSize(1);
    }

    @Test
    void theModelGetsReadyBeforeAnythingIsAskedAndMeasured() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                calls.add("ask");
                return Reply.of("ok");
            }

            @Override
            public void prepare() {
                calls.add("prepare");
            }
        };
        quiet(model).run(List.of("a", "b"));
        assertThat(calls).containsExactly("prepare", "ask", "ask");
    }

    @Test
    void aPlanIsAValueThatCanRunTwice() {
        Batch plan = quiet(SHOUT).workers(3);
        Batch other = plan.workers(7);
        assertThat(plan.options().workers()).hasValue(3);
        assertThat(other.options().workers()).hasValue(7);
        assertThat(plan.run(List.of("a")).get(0).text()).isEqualTo("A");
        assertThat(plan.run(List.of("b")).get(0).text()).isEqualTo("B");
        assertThat(Batch.last().get(0).text()).isEqualTo("B");
    }

    @Test
    void badSettingsAreNamedBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.parallel(SHOUT, List.of("a"), 0))
                .withMessageContaining("workers is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quiet(SHOUT).workers(20_000))
                .withMessageContaining("20,000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quiet(SHOUT).timeout(Duration.ZERO))
                .withMessageContaining("timeout is PT0S");
        assertThatThrownBy(() -> Batch.of(null)).hasMessageContaining("model is null");
        assertThatThrownBy(() -> Batch.sequential(SHOUT, null)).hasMessageContaining("prompts is null");
    }

    @Test
    void hugeAndForeignTextsArriveAsTheyAre() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        String huge = "x".repeat(1 << 20);
        List<String> prompts = List.of(huge, "🎉👩‍👩‍👧‍👦", "مرحبا بالعالم", "שלום");
        Run run = quiet(prompt -> {
                    seen.add(prompt.text());
                    return Reply.of(prompt.text());
                })
                .run(prompts);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(prompts);
        assertThat(run.results()).extracting(Result::text).containsExactlyElementsOf(prompts);
    }
}
