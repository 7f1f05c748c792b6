package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches in the background, on real threads. */
@Timeout(60)
class RunningTest {
    private final CountDownLatch never = new CountDownLatch(1);

    private static Batch quiet(Model model) {
        return Batch.of(model).progress(Progress.none());
    }

    private static List<String> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "prompt " + i).toList();
    }

    private static int number(Prompt prompt) {
        return Integer.parseInt(prompt.text().substring("prompt ".length()));
    }

    @Test
    void awaitGivesTheRunAndLastIsTheSame() {
        Running running = quiet(prompt -> Reply.of(prompt.text())).workers(3).start(prompts(20));
        Run run = running.await();
        assertThat(run.answered()).hasSize(20);
        assertThat(running.isDone()).isTrue();
        assertThat(running.await()).isSameAs(run);
        assertThat(running.soFar()).isSameAs(run);
        assertThat(Batch.last()).isSameAs(run);
        assertThat(running).hasToString("Ended: 20 answered, 0 failed of 20 prompts");
        running.stop();
        assertThat(running.await().stopped()).isEmpty();
    }

    @Test
    void stopCancelsWhatIsUnderWayAndResumeAsksOnlyTheRest() throws Exception {
        CountDownLatch stuck = new CountDownLatch(3);
        CountDownLatch interrupted = new CountDownLatch(3);
        AtomicReference<Boolean> hangs = new AtomicReference<>(true);
        List<Integer> asked = new ArrayList<>();
        Model model = prompt -> {
            synchronized (asked) {
                asked.add(number(prompt));
            }
            if (number(prompt) >= 4 && hangs.get()) {
                stuck.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            return Reply.of("answer to " + number(prompt));
        };
        Running running = quiet(model).workers(3).start(prompts(10));
        stuck.await();
        assertThat(running.isDone()).isFalse();
        assertThat(running.toString()).startsWith("Running: ");

        running.stop();

        interrupted.await();
        assertThat(running.isDone()).isTrue();
        assertThat(running.await().stopped())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("stopped by stop()").contains("4 of 10 prompts"));
        assertThat(Batch.last().answered()).hasSize(4);
        assertThat(Batch.last().notRun()).hasSize(6);
        assertThat(asked).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);

        asked.clear();
        hangs.set(false);
        Run run = Batch.last().resume();

        assertThat(asked).containsExactlyInAnyOrder(4, 5, 6, 7, 8, 9);
        assertThat(run.results())
                .extracting(Result::text)
                .containsExactlyElementsOf(prompts(10).stream()
                        .map(p -> "answer to " + number(Prompt.of(p)))
                        .toList());
        assertThat(run.stopped()).isEmpty();
    }

    @Test
    void whatThereIsSoFarIsWholeAndNeverGetsLess() throws Exception {
        int size = 400;
        Semaphore answers = new Semaphore(0);
        Running running = quiet(prompt -> {
                    answers.acquire();
                    return Reply.of("answer to " + prompt.text());
                })
                .workers(16)
                .start(prompts(size));
        List<Throwable> thrown = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch looking = new CountDownLatch(2);
        Runnable reader = () -> {
            int before = 0;
            boolean done;
            do {
                done = running.isDone();
                Run run = running.soFar();
                assertThat(run.size()).isEqualTo(size);
                assertThat(run.results()).extracting(row -> row.prompt().text()).isEqualTo(prompts(size));
                assertThat(run.answered())
                        .hasSizeGreaterThanOrEqualTo(before)
                        .allMatch(row ->
                                row.text().equals("answer to " + row.prompt().text()))
                        .allMatch(row -> row.attempts().size() == 1);
                assertThat(run.metrics().answered()).isEqualTo(run.answered().size());
                before = run.answered().size();
                looks.incrementAndGet();
                looking.countDown();
                // A look is worth an answer, so that there are as many looks as answers.
                answers.release();
            } while (!done);
            assertThat(before).isEqualTo(size);
        };
        List<Thread> readers = List.of(new Thread(reader), new Thread(reader));
        for (Thread thread : readers) {
            thread.setUncaughtExceptionHandler((where, e) -> {
                synchronized (thrown) {
                    thrown.add(e);
                }
                answers.release(size);
            });
            thread.start();
        }
        looking.await();
        assertThat(running.await().answered()).hasSize(size);
        for (Thread thread : readers) {
            thread.join();
        }
        assertThat(thrown).isEmpty();
        assertThat(looks.get()).isGreaterThanOrEqualTo(size);
    }

    @Test
    void anErrorOfTheModelReachesWhoWaitsAndTheRowsAreKept() {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        Running running = quiet(prompt -> {
                    if (number(prompt) == 3) {
                        throw new StackOverflowError("deep");
                    }
                    answered.add(prompt.text());
                    return Reply.of("ok");
                })
                .workers(1)
                .start(prompts(6));
        assertThatThrownBy(running::await)
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("deep");
        assertThat(running.isDone()).isTrue();
        assertThat(answered).containsExactlyInAnyOrder("prompt 0", "prompt 1", "prompt 2");
        for (Run run : List.of(running.soFar(), Batch.last())) {
            assertThat(run.answered()).hasSize(3);
            assertThat(run.stopped()).hasValueSatisfying(why -> assertThat(why).contains("StackOverflowError"));
            assertThat(run.story().reason()).contains(Reason.ERROR);
        }
        running.stop();
    }

    @Test
    void whoWaitsCanBeInterruptedAndTheBatchGoesOn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CyclicBarrier asked = new CyclicBarrier(2);
        Running running = quiet(prompt -> {
                    asked.await();
                    go.await();
                    return Reply.of("ok");
                })
                .workers(1)
                .start(prompts(1));
        asked.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(running::await)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("The batch goes on");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.isDone()).isFalse();

        go.countDown();
        assertThat(running.await().answered()).hasSize(1);
    }

    @Test
    void aDisplayMayStopTheBatchThatItShows() {
        AtomicReference<Running> running = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        List<Boolean> over = new ArrayList<>();
        Progress stopper = snapshot -> {
            over.add(snapshot.over());
            if (snapshot.answered() > 0 && !snapshot.over()) {
                running.get().stop();
            }
        };
        Batch plan = Batch.of((Model) prompt -> {
                    started.await();
                    if (number(prompt) > 0) {
                        never.await();
                    }
                    return Reply.of("ok");
                })
                .workers(1)
                .progress(stopper);
        running.set(plan.start(prompts(3)));
        started.countDown();

        Run run = running.get().await();

        assertThat(run.answered()).hasSize(1);
        assertThat(run.stopped()).hasValueSatisfying(why -> assertThat(why).contains("stop()"));
        assertThat(over).endsWith(true);
    }

    @Test
    void whoeverWatchesLaterIsToldFromNowToTheEnd() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Snapshot> seen = Collections.synchronizedList(new ArrayList<>());
        List<Snapshot> fromTheRun = Collections.synchronizedList(new ArrayList<>());
        Running running = quiet(prompt -> {
                    go.await();
                    return Reply.of("ok");
                })
                .workers(1)
                .start(prompts(3));

        running.watch(seen::add);
        running.soFar().watch(fromTheRun::add);

        assertThat(seen).first().matches(now -> !now.over() && now.done() == 0 && now.total() == 3);
        assertThat(fromTheRun).isNotEmpty();
        go.countDown();
        Run run = running.await();
        assertThat(seen).last().matches(Snapshot::over).matches(end -> end.answered() == 3);
        assertThat(seen).filteredOn(Snapshot::over).hasSize(1);
        assertThat(fromTheRun).last().isEqualTo(seen.get(seen.size() - 1));

        List<Snapshot> late = new ArrayList<>();
        running.watch(late::add);
        assertThat(late).singleElement().isEqualTo(seen.get(seen.size() - 1));
        run.watch(late::add);
        assertThat(late).as("a run that is over has nothing to tell").hasSize(1);
    }

    @Test
    void anEndThatComesWhileSomebodyBeginsToWatchIsToldToo() {
        CountDownLatch go = new CountDownLatch(1);
        Running running = quiet(prompt -> {
                    go.await();
                    return Reply.of("ok");
                })
                .workers(1)
                .start(prompts(1));
        List<Boolean> over = new ArrayList<>();

        running.watch(snapshot -> {
            over.add(snapshot.over());
            go.countDown();
            running.await();
        });

        assertThat(over).containsExactly(false, true);
    }

    @Test
    void aWatcherThatFailsIsToldNoMoreAndTheOthersAre() {
        CountDownLatch go = new CountDownLatch(1);
        List<Boolean> over = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failures = new AtomicInteger();
        Running running = quiet(prompt -> {
                    go.await();
                    return Reply.of("ok");
                })
                .workers(1)
                .start(prompts(2));
        running.watch(snapshot -> {
            if (snapshot.done() > 0 || failures.get() > 0) {
                failures.incrementAndGet();
                throw new IllegalStateException("the page is gone");
            }
        });
        running.watch(snapshot -> over.add(snapshot.over()));

        go.countDown();

        assertThat(running.await().answered()).hasSize(2);
        assertThat(failures.get()).isEqualTo(1);
        assertThat(over).endsWith(true);
    }
}
