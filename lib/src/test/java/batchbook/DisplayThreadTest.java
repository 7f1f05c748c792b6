package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real threads. */
@Timeout(60)
class DisplayThreadTest {
    private final List<Snapshot> shown = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch never = new CountDownLatch(1);

    /** A state with these rows new. */
    private static Snapshot state(boolean over, int... rows) {
        Snapshots now = new Snapshots();
        now.total = 100;
        now.over = over;
        now.finished = IntStream.of(rows)
                .mapToObj(row ->
                        new Result(row, Prompt.of("p" + row), new Outcome.Answered(Reply.of("ok")), List.of(), false))
                .toList();
        return now.snapshot();
    }

    private static Snapshot stopped(int... rows) {
        Snapshots now = new Snapshots();
        now.over = true;
        now.stopped = Optional.of("stopped by an interrupt");
        now.finished = state(true, rows).finished();
        return now.snapshot();
    }

    private List<Integer> rows() {
        return shown.stream()
                .flatMap(snapshot -> snapshot.finished().stream())
                .map(Result::index)
                .toList();
    }

    @Test
    void whileADisplayIsBusyTheNewestStateWaitsWithTheRowsOfAllOfThem() {
        Semaphore go = new Semaphore(1);
        DisplayThread screen = new DisplayThread(snapshot -> {
            go.acquireUninterruptibly();
            shown.add(snapshot);
        });
        screen.update(state(false));

        for (int row = 0; row < 50; row++) {
            screen.update(state(false, row)); // returns, though nothing can be shown
        }
        go.release(1_000);
        screen.update(state(true, 50, 51));

        assertThat(rows())
                .containsExactlyElementsOf(IntStream.range(0, 52).boxed().toList());
        assertThat(shown).hasSizeLessThan(10);
        assertThat(shown).filteredOn(Snapshot::over).hasSize(1);
        assertThat(shown).last().matches(Snapshot::over);
    }

    @Test
    void theFirstAndTheLastStateAreOutWhenTheCallReturns() {
        DisplayThread screen = new DisplayThread(shown::add);
        screen.update(state(false));
        assertThat(shown).hasSize(1);
        screen.update(state(true));
        assertThat(shown).last().matches(Snapshot::over);
    }

    @Test
    void anInterruptNeverMeetsTheDisplayAndIsNotLost() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        AtomicReference<Boolean> disturbed = new AtomicReference<>(false);
        DisplayThread screen = new DisplayThread(snapshot -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                disturbed.set(true);
            }
            if (snapshot.over()) {
                last.countDown();
            }
        });
        AtomicReference<Boolean> flag = new AtomicReference<>(false);
        Thread run = new Thread(() -> {
            screen.update(state(false, 1));
            boolean first = Thread.interrupted();
            screen.update(state(false, 2));
            screen.update(stopped(3));
            flag.set(first);
        });
        run.start();
        inside.await();
        run.interrupt();
        run.join();

        assertThat(flag.get()).isTrue();
        go.countDown();
        last.await();
        assertThat(disturbed.get()).isFalse();
    }

    @Test
    void anInterruptDoesNotKeepTheLastStateFromBeingWaitedFor() {
        DisplayThread screen = new DisplayThread(shown::add);
        Thread.currentThread().interrupt();

        screen.update(stopped(3));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(shown).singleElement().matches(Snapshot::over);
    }

    @Test
    void aDisplayThatHangsHoldsNobodyUpWhoPressedStop() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        DisplayThread screen = new DisplayThread(snapshot -> {
            shown.add(snapshot);
            if (shown.size() > 1) {
                hangs.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        screen.update(state(false));
        screen.update(state(false, 1));
        hangs.await();
        screen.update(stopped(2));

        assertThat(rows()).containsExactly(1);
        never.countDown();
    }

    @Test
    void aDisplayThatFailsIsSwitchedOff() {
        for (Throwable problem :
                List.of(new IllegalStateException("the page is gone"), new NoClassDefFoundError("x"))) {
            shown.clear();
            DisplayThread screen = new DisplayThread(snapshot -> {
                shown.add(snapshot);
                if (problem instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) problem;
            });
            screen.update(state(false));
            screen.update(state(false, 1));
            screen.update(state(true, 2));

            assertThat(shown).hasSize(1);
        }
    }

    @Test
    void whatABatchUsesByItselfIsShownByAThreadOfItsOwn() {
        assertThat(Progress.automatic()).isInstanceOf(DisplayThread.class);
        assertThat(Progress.console()).isInstanceOf(DisplayThread.class);
    }
}
