package batchbook.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private static final Instant START = Instant.parse("2026-11-26T09:00:00Z");

    private final VirtualClock clock = VirtualClock.start(START, 1e9);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Duration passed() {
        return Duration.between(START, clock.now());
    }

    @Test
    void aWaitTakesExactlyItsTimeAndNoRealOne() throws InterruptedException {
        clock.sleep(Duration.ofDays(300));
        clock.sleep(Duration.ofNanos(1));
        clock.sleep(Duration.ZERO);
        clock.sleep(Duration.ofSeconds(-5));
        assertThat(passed()).isEqualTo(Duration.ofDays(300).plusNanos(1));
        assertThat(clock.speed()).isEqualTo(1e9);
    }

    @Test
    void whoeverWaitsIsWokenInTheOrderOfTime() throws Exception {
        List<Integer> minutes = List.of(7, 3, 11, 1, 5, 9);
        ConcurrentLinkedQueue<String> woken = new ConcurrentLinkedQueue<>();
        List<Callable<Void>> sleepers = minutes.stream()
                .map(minute -> (Callable<Void>) () -> {
                    clock.sleep(Duration.ofMinutes(minute));
                    woken.add(minute + " at " + passed().toMinutes());
                    return null;
                })
                .toList();
        Work starting = clock.work();
        List<Future<Void>> begun = sleepers.stream().map(threads::submit).toList();
        // All begin before any time passes: the thread that starts them works.
        while (threads instanceof ThreadPoolExecutor pool && pool.getActiveCount() < minutes.size()) {
            Thread.onSpinWait();
        }
        starting.close();
        for (Future<Void> sleeper : begun) {
            sleeper.get();
        }
        assertThat(woken).containsExactly("1 at 1", "3 at 3", "5 at 5", "7 at 7", "9 at 9", "11 at 11");
    }

    @Test
    void itStandsStillWhileWorkIsOpenAndGoesOnWhileItIsHeld() throws Exception {
        Work work = clock.work();
        Future<Instant> sleeper = sleeper(Duration.ofHours(1));
        work(20);
        assertThat(passed()).isZero();
        assertThat(sleeper.isDone()).isFalse();
        work.hold();
        work.hold();
        assertThat(sleeper.get()).isEqualTo(START.plus(Duration.ofHours(1)));
        work.resume();
        Future<Instant> next = sleeper(Duration.ofHours(1));
        work(20);
        assertThat(passed()).isEqualTo(Duration.ofHours(1));
        work.close();
        work.close();
        assertThat(next.get()).isEqualTo(START.plus(Duration.ofHours(2)));
    }

    @Test
    void aThreadThatSaysNothingIsAtWorkWhileItRuns() throws Exception {
        Future<Instant> sleeper = sleeper(Duration.ofHours(1));
        CompletableFuture<Duration> seen = new CompletableFuture<>();
        CountDownLatch running = new CountDownLatch(1);
        Thread calculates = new Thread(() -> {
            running.countDown();
            Duration before = passed();
            work(50);
            seen.complete(passed().minus(before));
        });
        calculates.start();
        running.await();
        assertThat(seen.get()).isIn(Duration.ZERO, Duration.ofHours(1));
        assertThat(sleeper.get()).isEqualTo(START.plus(Duration.ofHours(1)));
    }

    /** Somebody who waits by looking at the clock would wait for ever, as the clock waits for him. */
    @Test
    void aThreadThatOnlyLooksAtTheClockDoesNotStopItForGood() throws InterruptedException {
        clock.after(Duration.ofMinutes(1), 0, () -> {});
        while (clock.now().equals(START)) {
            Thread.onSpinWait();
        }
        assertThat(passed()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatHappensAtOneMomentHappensInItsOwnOrder() throws InterruptedException {
        ConcurrentLinkedQueue<String> happened = new ConcurrentLinkedQueue<>();
        Work planning = clock.work();
        clock.after(Duration.ofSeconds(2), 1, () -> happened.add("later"));
        clock.after(Duration.ofSeconds(1), 3, () -> happened.add("third"));
        clock.after(Duration.ofSeconds(1), 2, () -> happened.add("first"));
        clock.after(Duration.ofSeconds(1), 2, () -> happened.add("second"));
        planning.close();
        clock.sleep(Duration.ofSeconds(3));
        assertThat(happened).containsExactly("first", "second", "third", "later");
    }

    @Test
    void aMailboxHandsOverWhatComesAndNamesTheTime() throws Exception {
        Mailbox<String> mailbox = clock.mailbox();
        assertThat(mailbox.poll()).isNull();
        assertThat(mailbox.poll(START)).isNull();
        assertThat(mailbox.poll(START.plusSeconds(5))).isNull();
        assertThat(passed()).isEqualTo(Duration.ofSeconds(5));

        clock.after(Duration.ofSeconds(2), 0, () -> {
            mailbox.add("one");
            mailbox.add("two");
        });
        assertThat(mailbox.poll(START.plusSeconds(3600))).isEqualTo("one");
        assertThat(mailbox.poll(START.plusSeconds(3600))).isEqualTo("two");
        assertThat(passed()).isEqualTo(Duration.ofSeconds(7));
        mailbox.add("three");
        assertThat(mailbox.poll()).isEqualTo("three");
        assertThat(mailbox.poll(START.plusSeconds(8))).isNull();
    }

    @Test
    void aMailboxOfTheRealClockWaitsAsLongAsItIsTold() throws InterruptedException {
        Mailbox<String> mailbox = Mailbox.real(until -> Duration.ofMillis(1));
        assertThat(mailbox.poll()).isNull();
        assertThat(mailbox.poll(START)).isNull();
        mailbox.add("one");
        assertThat(mailbox.poll(START)).isEqualTo("one");
    }

    @Test
    void anInterruptEndsAWaitAndTheClockGoesOn() throws Exception {
        Work work = clock.work();
        Thread[] waiting = new Thread[1];
        CountDownLatch begun = new CountDownLatch(1);
        Future<Instant> sleeper = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            begun.countDown();
            clock.sleep(Duration.ofDays(1));
            return clock.now();
        });
        begun.await();
        waiting[0].interrupt();
        assertThatThrownBy(sleeper::get).hasCauseInstanceOf(InterruptedException.class);
        work.close();
        clock.sleep(Duration.ofSeconds(1));
        assertThat(passed()).isEqualTo(Duration.ofSeconds(1));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.mailbox().poll(START.plusSeconds(60))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aServerFindsTheWorkOfARequestByItsNumber() {
        Work work = clock.workByHand();
        assertThat(Work.ofThread()).contains(work);
        assertThat(Work.of(Long.toString(work.number()))).contains(work);
        assertThat(work.order(42)).isEqualTo(42);
        work.close();
        assertThat(Work.ofThread()).isEmpty();
        assertThat(Work.of(Long.toString(work.number()))).isEmpty();
        assertThat(Work.of("seven")).isEmpty();
        assertThat(Work.of(null)).isEmpty();
        try (Work numbered = clock.work()) {
            assertThat(numbered.order(42)).isEqualTo(numbered.number());
        }
    }

    @Test
    void aTempoIsBetweenOneAndAThousand() {
        assertThat(Tempo.REAL.faster(60).asVirtual()).isEqualTo(new Tempo(60, true));
        assertThatThrownBy(() -> Tempo.REAL.faster(1001)).hasMessageContaining("1001.0");
        assertThatThrownBy(() -> new Tempo(Double.NaN, false)).hasMessageContaining("NaN");
    }

    private Future<Instant> sleeper(Duration time) {
        Work begins = clock.work();
        return threads.submit(() -> {
            begins.onThisThread();
            clock.sleep(time);
            Instant woken = clock.now();
            begins.close();
            return woken;
        });
    }

    /** Keeps this thread running for a while. */
    private static void work(int much) {
        double sum = IntStream.range(0, much * 100_000).mapToDouble(Math::sqrt).sum();
        assertThat(sum).isPositive();
    }
}
