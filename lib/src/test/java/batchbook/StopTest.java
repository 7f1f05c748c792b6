package batchbook;

import static batchbook.VirtualWorkers.Step.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever foreign code does with an interrupt: nothing more is sent, and the run says who stopped it. */
@Timeout(60)
class StopTest {
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** As in JJava: what its message queue throws, and the thread's flag is cleared. */
    private static final class ZMQException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ZMQException(int errno) {
            super("Errno " + errno);
        }
    }

    private static final class NeverAsked implements Model {
        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
    }

    private static EventLoop<Run> loop(Model model, VirtualWorkers workers, Progress progress) {
        return Loops.of(
                Batch.of(model).workers(2), Prompts.of(prompts(100)), progress, workers, new SplittableRandom(1));
    }

    private static VirtualWorkers tenthOfASecond() {
        return new VirtualWorkers((prompt, number) -> answer(100, "ok"));
    }

    /** This thread, which runs foreign code, is interrupted from another one, as a kernel does it, and swallows that. */
    private void swallowsAnInterrupt() {
        Thread me = Thread.currentThread();
        Thread kernel = new Thread(me::interrupt);
        kernel.start();
        assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
        assertThat(me.isInterrupted()).isFalse();
        // Who interrupts may tell the ear a little after this thread has woken up.
        assertThatCode(kernel::join).doesNotThrowAnyException();
    }

    @AfterEach
    void noInterruptIsLeftForTheNextTest() {
        assertThat(Thread.interrupted()).isFalse();
    }

    static Stream<RuntimeException> whatAnInterruptBecomes() {
        return Stream.of(
                new ZMQException(4),
                new ZMQException(156384765),
                new IllegalStateException("this kernel cannot show that", new ZMQException(4)),
                new IllegalStateException(new InterruptedException()),
                new UncheckedIOException(new InterruptedIOException()),
                new UncheckedIOException(new ClosedByInterruptException()),
                new UncheckedIOException(new FileLockInterruptionException()));
    }

    @ParameterizedTest
    @MethodSource("whatAnInterruptBecomes")
    void aDisplayThatTurnsAnInterruptIntoAnExceptionOfItsOwnDoesNotLoseTheStop(RuntimeException thrown) {
        VirtualWorkers workers = tenthOfASecond();
        EventLoop<Run> loop = loop(new NeverAsked(), workers, snapshot -> {
            snapshots.add(snapshot);
            if (snapshot.answered() > 0 && !snapshot.over()) {
                throw thrown;
            }
        });

        Run run = loop.run();

        assertThat(loop.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(workers.sent).hasSizeLessThan(10);
        assertThat(run.stopped()).hasValueSatisfying(why -> assertThat(why).startsWith("stopped by an interrupt"));
        assertThat(snapshots).last().matches(Snapshot::over, "the last state is shown all the same");
    }

    static Stream<RuntimeException> whatIsNoInterrupt() {
        return Stream.of(
                new ZMQException(156384763),
                new IllegalStateException("the page is gone"),
                new UncheckedIOException(new SocketTimeoutException()));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoInterrupt")
    void anyOtherExceptionOfADisplayEndsTheWatchingAndNotTheRun(RuntimeException thrown) {
        EventLoop<Run> loop = loop(new NeverAsked(), tenthOfASecond(), snapshot -> {
            throw thrown;
        });

        assertThat(loop.run().answered()).hasSize(100);
    }

    @Test
    void anErrorOfADisplayEndsTheWatchingAndNotTheRun() {
        EventLoop<Run> loop = loop(new NeverAsked(), tenthOfASecond(), snapshot -> {
            throw new NoClassDefFoundError("org/knowm/Chart");
        });

        assertThat(loop.run().answered()).hasSize(100);
        assertThat(loop.thrown()).isNull();
    }

    @Test
    void aDisplayThatSwallowsAnInterruptDoesNotLoseTheStop() {
        VirtualWorkers workers = tenthOfASecond();
        EventLoop<Run> loop = loop(new NeverAsked(), workers, snapshot -> {
            if (snapshot.answered() > 0 && !snapshot.over()) {
                swallowsAnInterrupt();
            }
        });

        Run run = loop.run();

        assertThat(loop.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(workers.sent).hasSizeLessThan(10);
        assertThat(run.stopped()).hasValueSatisfying(why -> assertThat(why).startsWith("stopped by an interrupt"));
    }

    @Test
    void aModelThatSwallowsAnInterruptWhileItCountsTokensDoesNotLoseTheStop() {
        AtomicInteger counted = new AtomicInteger();
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                throw new AssertionError("the virtual workers answer");
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                if (counted.incrementAndGet() == 6) {
                    swallowsAnInterrupt();
                }
                return Usage.NONE;
            }
        };
        VirtualWorkers workers = tenthOfASecond();
        EventLoop<Run> loop = loop(model, workers, Progress.none());

        Run run = loop.run();

        assertThat(loop.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(workers.sent).hasSizeLessThanOrEqualTo(6);
        assertThat(run.stopped()).isPresent();
    }

    @Test
    void stopIsHeardWhileTheDisplayIsBusyAndSwallowsIt() throws Exception {
        CyclicBarrier busy = new CyclicBarrier(2);
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<Boolean> first = new AtomicReference<>(true);
        Progress display = snapshot -> {
            if (snapshot.answered() > 0 && first.getAndSet(false)) {
                try {
                    busy.await();
                    never.await();
                } catch (Exception e) {
                    throw new IllegalStateException("cannot show that: " + e);
                }
            }
        };
        Running running = Batch.of((Model) prompt -> {
                    asked.incrementAndGet();
                    return Reply.of("ok");
                })
                .workers(1)
                .progress(display)
                .start(prompts(100_000));
        busy.await();
        int before = asked.get();

        running.stop();

        assertThat(running.isDone()).isTrue();
        assertThat(running.await().stopped())
                .hasValueSatisfying(why -> assertThat(why).startsWith("stopped by stop()"));
        assertThat(asked.get()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void anInterruptWhileTheModelGetsReadyIsHeardHoweverTheModelTakesIt() {
        AtomicInteger asked = new AtomicInteger();
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                asked.incrementAndGet();
                return Reply.of("ok");
            }

            @Override
            public void prepare() {
                swallowsAnInterrupt();
            }
        };

        assertThatThrownBy(() -> Batch.of(model).progress(Progress.none()).run(prompts(10)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("stopped by an interrupt after 0 of 10 prompts");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked.get()).isZero();
        assertThat(Batch.last().notRun()).hasSize(10);
    }

    @Test
    void anInterruptWhileTheJournalIsReadIsToldAsAStop(@TempDir Path folder) {
        Batch plan = Batch.of(Model.named("m", prompt -> Reply.of("ok")))
                .progress(Progress.none())
                .journal(folder.resolve("rows.jsonl"));
        plan.run(prompts(5));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> plan.run(prompts(10)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("stopped by an interrupt");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(plan.run(prompts(10)).answered()).hasSize(10);
    }

    @Test
    void ctrlCWhileTheModelGetsReadyLeavesNoFlagForWhatIsTypedNext() {
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("ok");
            }

            @Override
            public void prepare() {
                Thread.currentThread().interrupt();
                throw new IllegalMonitorStateException();
            }
        };

        assertThatThrownBy(() -> Batch.of(model).progress(Progress.none()).run(prompts(10)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("nothing was sent");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptThatMakesTheModelFailToGetReadyIsToldAsAStop() {
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("ok");
            }

            @Override
            public void prepare() {
                swallowsAnInterrupt();
                throw new IllegalStateException("cannot load", new InterruptedException());
            }
        };

        assertThatThrownBy(() -> Batch.of(model).progress(Progress.none()).run(prompts(10)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("stopped by an interrupt")
                .hasMessageContaining("nothing was sent");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theLastStateSaysHowToGoOnAsAKernelShowsWordsOfItsOwnInsteadOfOurs() {
        loop(new NeverAsked(), tenthOfASecond().interruptAfter(Duration.ofMillis(250)), snapshots::add)
                .run();

        assertThat(snapshots)
                .last()
                .extracting(Snapshot::stopped)
                .isEqualTo(Optional.of("stopped by an interrupt after 4 of 100 prompts. Batch.last() has them;"
                        + " Batch.last().resume() goes on"));

        snapshots.clear();
        Batch plan = Batch.of(new NeverAsked()).workers(2).maxRequests(4);
        Loops.of(plan, Prompts.of(prompts(10)), snapshots::add, tenthOfASecond(), new SplittableRandom(1))
                .run();
        assertThat(snapshots)
                .last()
                .satisfies(last -> assertThat(last.stopped().orElseThrow()).doesNotContain("resume()"));
    }

    @Test
    void answersThatAreThereAreKeptHoweverOftenTheUserPressesStop() {
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> answer(100, "ok"))
                .interruptAfter(Duration.ofMillis(100))
                .andOnceMore();

        Run run = loop(new NeverAsked(), workers, Progress.none()).run();

        assertThat(run.answered()).hasSize(2);
        assertThat(run.stopped().orElseThrow()).contains("after 2 of 100 prompts");
    }

    @Test
    void whatAModelThrowsWhileTheBatchCountsItsTokensIsToldAsWhatItIs() {
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                throw new AssertionError("the virtual workers answer");
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                throw new IllegalStateException("no tokenizer");
            }
        };
        EventLoop<Run> loop = loop(model, tenthOfASecond(), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).hasMessage("no tokenizer");
        assertThat(run.stopped())
                .hasValue("ended by java.lang.IllegalStateException: no tokenizer after 0 of 100 prompts");
    }

    @Test
    void onlyWhatJshellThrowsIsCalledCtrlC() throws Exception {
        // By its name, as the class goes away in a later JDK.
        Error death = Class.forName("java.lang.ThreadDeath")
                .asSubclass(Error.class)
                .getConstructor()
                .newInstance();
        Model model = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                throw new AssertionError("the virtual workers answer");
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                throw death;
            }
        };
        EventLoop<Run> loop = loop(model, tenthOfASecond(), snapshots::add);

        Run run = loop.run();

        assertThat(loop.thrown()).isSameAs(death);
        assertThat(run.stopped()).hasValue("stopped by Ctrl-C after 0 of 100 prompts");
        assertThat(snapshots)
                .last()
                .satisfies(last -> assertThat(last.stopped().orElseThrow()).contains("Batch.last().resume() goes on"));
    }

    @Test
    void ctrlCThatTearsAWaitIsCalledCtrlCToo() {
        VirtualWorkers workers =
                tenthOfASecond().interruptAfter(Duration.ofMillis(250)).orRather(new IllegalMonitorStateException());
        EventLoop<Run> loop = loop(new NeverAsked(), workers, snapshots::add);

        Run run = loop.run();

        assertThat(run.stopped()).hasValue("stopped by Ctrl-C after 4 of 100 prompts");
        assertThatThrownBy(() -> Running.rethrow(loop.thrown(), run))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("Batch stopped by Ctrl-C after 4 of 100 prompts");
        // In jshell the same thread runs what is typed next.
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
