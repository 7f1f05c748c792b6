package batchbook.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    @Test
    void allRowsAreDoneWhenItReturns() throws Exception {
        Pool.each(List.of("a", "b", "c"), 2, done::add);
        assertThat(done).containsExactlyInAnyOrder("a", "b", "c");
    }

    /** Each waits for all others, so fewer threads would never end. */
    @Test
    void soManyAreDoneAtOnce() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        Pool.each(List.of("a", "b", "c"), 3, row -> {
            together.countDown();
            together.await();
            done.add(row);
        });
        assertThat(done).hasSize(3);
    }

    @Test
    void aRowThatFailsStopsNoOtherAndIsTold() {
        assertThatThrownBy(() -> Pool.each(List.of("a", "bad", "c"), 1, row -> {
                    if (row.equals("bad")) {
                        throw new IOException("this one");
                    }
                    done.add(row);
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("this one");
        assertThat(done).containsExactlyInAnyOrder("a", "c");
        assertThatThrownBy(() -> Pool.each(List.of("a"), 1, row -> {
                    throw new AssertionError("no exception");
                }))
                .hasCauseInstanceOf(AssertionError.class);
    }
}
