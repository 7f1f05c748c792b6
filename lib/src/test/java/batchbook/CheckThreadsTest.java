package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks run where their requests run. */
@Timeout(60)
class CheckThreadsTest {
    private static final Model MODEL = prompt -> new Reply("ok", new Usage(10, 5, 0, 0), "STOP", "v");

    private static Batch plan() {
        return Batch.of(MODEL).progress(Progress.none());
    }

    @Test
    void aCheckRunsOnTheThreadOfItsRequestAndNotOnThatOfTheLoop() {
        AtomicReference<Thread> checked = new AtomicReference<>();
        plan().accept(
                        text -> {
                            checked.set(Thread.currentThread());
                            return true;
                        },
                        "anything")
                .run(List.of("a"));
        assertThat(checked.get()).isNotNull().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void aCheckThatHangsIsGivenUpAtTheTimeOutAndTheAnswerIsKept() {
        Run run = plan().timeout(Duration.ofMillis(200))
                .accept(CheckThreadsTest::hangs, "anything")
                .run(List.of("a"));

        Result row = run.get(0);
        assertThat(row.kind()).contains(ErrorKind.UNEXPECTED);
        assertThat(row.error()).startsWith("the answer came, but its check had not ended after 200 ms in all");
        assertThat(row.text()).isEqualTo("ok");
        assertThat(row.attempts()).hasSize(1);
        assertThat(row.usage().out()).isEqualTo(5);
    }

    @Test
    void aBatchIsStoppedWhileACheckHangs() {
        CountDownLatch inside = new CountDownLatch(1);
        Running running = plan().accept(
                        text -> {
                            inside.countDown();
                            return hangs(text);
                        },
                        "anything")
                .start(List.of("a"));
        try {
            inside.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        running.stop();
        assertThat(running.await().notRun()).hasSize(1);
    }

    private static boolean hangs(String text) {
        try {
            new CountDownLatch(1).await();
            return !text.isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
