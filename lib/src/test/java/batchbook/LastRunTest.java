package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which run {@code Batch.last()} is while several go on. */
@Timeout(60)
class LastRunTest {
    private static Batch quiet(Model model) {
        return Batch.of(model).progress(Progress.none());
    }

    private static Running slow(CountDownLatch go) {
        return quiet(prompt -> {
                    go.await();
                    return Reply.of("slow");
                })
                .start(List.of("one"));
    }

    @Test
    void aRunThatEndsLaterDoesNotTakeThePlaceOfOneStartedAfterIt() {
        CountDownLatch go = new CountDownLatch(1);
        Running first = slow(go);
        Run second = quiet(prompt -> Reply.of("quick")).run(List.of("a", "b"));
        assertThat(Batch.last()).isSameAs(second);

        go.countDown();
        assertThat(first.await().answered()).hasSize(1);

        assertThat(Batch.last()).isSameAs(second);
    }

    @Test
    void aRunThatIsStoppedDoesNotTakeThePlaceOfOneStartedAfterIt() {
        CountDownLatch never = new CountDownLatch(1);
        Running first = slow(never);
        Running second = slow(never);

        first.stop();

        assertThat(first.await().stopped()).isPresent();
        assertThat(Batch.last().stopped()).contains("still running");
        assertThat(Batch.last().story().reason()).contains(Reason.STILL_RUNNING);
        second.stop();
        assertThat(Batch.last()).isSameAs(second.await());
    }

    @Test
    void aRunThatIsStoppedWhenAnotherWasStartedSaysWhereItsRowsAre() {
        CountDownLatch never = new CountDownLatch(1);
        List<Snapshot> shown = Collections.synchronizedList(new ArrayList<>());
        Model model = prompt -> {
            never.await();
            return Reply.of("never");
        };
        Running first = Batch.of(model).progress(shown::add).start(List.of("one"));
        Run second = quiet(prompt -> Reply.of("quick")).run(List.of("a"));

        first.stop();

        assertThat(Batch.last()).isSameAs(second);
        assertThat(shown.get(shown.size() - 1).stopped().orElseThrow())
                .isEqualTo("stopped by stop() after 0 of 1 prompt. Batch.last() is another batch by now: what start()"
                        + " returned has them, and soFar().resume() goes on");
    }
}
