package batchbook.thread;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times are seconds of our clock; cells are asked for by that of the front end, which may be wrong. */
class QueuedCellsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final QueuedCells cells = new QueuedCells();
    private Duration frontEnd = Duration.ZERO;

    private static Instant at(double seconds) {
        return NOON.plusMillis((long) (seconds * 1000));
    }

    private static Optional<QueuedCells.Cell> cell(Optional<Instant> askedAt) {
        return Optional.of(new QueuedCells.Cell(askedAt, false));
    }

    private void start(double now, double asked) {
        cells.check(at(now), cell(Optional.of(at(asked).plus(frontEnd))));
    }

    private void startOfUnknownAge(double now) {
        cells.check(at(now), cell(Optional.empty()));
    }

    private void interrupt(double now) {
        cells.interrupted(at(now), cell(Optional.empty()));
    }

    private static void assertStarts(Runnable start) {
        assertThatCode(start::run).doesNotThrowAnyException();
    }

    private static void assertRefused(Runnable start) {
        assertThatIllegalStateException()
                .isThrownBy(start::run)
                .withMessageContaining("nothing was sent")
                .withMessageContaining("Run this cell again");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -600, 600})
    void whatWaitedIsRefusedAndWhatIsAskedForAfterwardsStartsHoweverWrongTheFrontEndsClock(long seconds) {
        frontEnd = Duration.ofSeconds(seconds);
        start(0.2, 0);
        interrupt(10);
        assertRefused(() -> start(10.1, 0));
        assertRefused(() -> start(10.2, 9));
        assertStarts(() -> start(13, 12.9));
    }

    @Test
    void aCellThatWaitedIsRefusedHoweverLongAfterTheInterruptItsTurnComes() {
        start(300, 0);
        interrupt(310);
        assertRefused(() -> start(400, 0.5));
        assertStarts(() -> start(401, 399));
    }

    @Test
    void withoutAnInterruptQueuedCellsStart() {
        start(0.2, 0);
        assertStarts(() -> start(100, 0.1));
    }

    @Test
    void whenNobodyKnowsTheAgeOfACellWhatStartsWithinASecondWasWaiting() {
        startOfUnknownAge(0);
        interrupt(10);
        assertRefused(() -> startOfUnknownAge(10.9));
        assertRefused(() -> startOfUnknownAge(11.8));
        assertStarts(() -> startOfUnknownAge(12.8));
    }

    @Test
    void outsideACellNothingIsRefusedAndNoInterruptCounts() {
        start(0.2, 0);
        cells.interrupted(at(10), Optional.empty());
        assertStarts(() -> start(10.1, 0));

        interrupt(20);
        assertStarts(() -> cells.check(at(20.1), Optional.empty()));
    }

    @Test
    void aCellWhoseStopWasPressedBeforeItsCodeRanStartsNothingAndNeitherDoesWhatWaitedBehindIt() {
        QueuedCells.Cell stopped = new QueuedCells.Cell(Optional.of(at(9)), true);
        start(0.2, 0);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> cells.check(at(10), Optional.of(stopped)))
                .withMessageContaining("the stop button was pressed")
                .withMessageContaining("Nothing was sent");
        assertRefused(() -> start(10.1, 9));
        assertStarts(() -> start(13, 12.9));
    }

    @Test
    void anInterruptThatTheBatchHasNotNoticedYetCounts() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        Thread stopped = new Thread(() -> {
            start(0.2, 0);
            Thread.currentThread().interrupt();
            interrupted.countDown();
            while (!over.get()) {
                Thread.onSpinWait();
            }
        });
        stopped.start();
        interrupted.await();
        assertRefused(() -> start(10.1, 0));
        assertRefused(() -> start(10.2, 0));
        over.set(true);
        stopped.join();
    }
}
