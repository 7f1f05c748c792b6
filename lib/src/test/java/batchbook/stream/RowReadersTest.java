package batchbook.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowReadersTest {
    private static List<@Nullable Object> all(Object rows) throws InterruptedException {
        List<@Nullable Object> all = new ArrayList<>();
        try (RowReader reader = RowReaders.of(rows).orElseThrow()) {
            while (reader.hasNext()) {
                all.add(reader.next());
            }
        }
        return all;
    }

    @Test
    void allKindsAreRead() throws InterruptedException {
        assertThat(all(List.of(1, 2))).containsExactly(1, 2);
        assertThat(all(List.of(1, 2).iterator())).containsExactly(1, 2);
        assertThat(all(new Integer[] {1, null})).containsExactly(1, null);
        assertThat(all(Stream.of(1, null, 3))).containsExactly(1, null, 3);
        assertThat(all(IntStream.range(0, 5_000).boxed().parallel()))
                .hasSize(5_000)
                .startsWith(0, 1, 2);
        assertThat(RowReaders.of("text")).isEmpty();
    }

    @Test
    void theSizeIsKnownWhereTheSourceSaysIt() {
        assertThat(RowReaders.of(List.of(1, 2)).orElseThrow().size()).hasValue(2);
        assertThat(RowReaders.of(new String[3]).orElseThrow().size()).hasValue(3);
        try (RowReader mapped =
                        RowReaders.of(List.of(1, 2).stream().map(i -> i + 1)).orElseThrow();
                RowReader filtered =
                        RowReaders.of(List.of(1, 2).stream().filter(i -> i > 1)).orElseThrow()) {
            assertThat(mapped.size()).hasValue(2);
            assertThat(filtered.size()).isEmpty();
        }
        assertThat(RowReaders.of(List.of(1).iterator()).orElseThrow().size()).isEmpty();
    }

    @Test
    void aStreamIsReadALittleAheadAndClosedInTheMiddle() throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean innerClosed = new AtomicBoolean();
        Stream<Integer> endless = Stream.of("file")
                .flatMap(file -> Stream.generate(read::incrementAndGet).onClose(() -> innerClosed.set(true)))
                .onClose(() -> closed.set(true));
        try (RowReader reader = RowReaders.of(endless).orElseThrow()) {
            for (int i = 1; i <= 10; i++) {
                assertThat(reader.hasNext()).isTrue();
                assertThat(reader.next()).isEqualTo(i);
            }
        }
        assertThat(read.get()).isLessThanOrEqualTo(10 + StreamReader.AHEAD + 2);
        assertThat(closed).isTrue();
        assertThat(innerClosed).isTrue();
    }

    @Test
    void whatAStreamThrowsComesAfterTheRowsBefore() throws InterruptedException {
        Stream<Integer> broken = Stream.of(1, 2, 3).peek(i -> {
            if (i == 3) {
                throw new IllegalStateException("gone");
            }
        });
        try (RowReader reader = RowReaders.of(broken).orElseThrow()) {
            assertThat(reader.hasNext()).isTrue();
            assertThat(reader.next()).isEqualTo(1);
            assertThat(reader.hasNext()).isTrue();
            assertThat(reader.next()).isEqualTo(2);
            assertThatThrownBy(reader::hasNext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("gone");
        }
    }

    @Test
    void aStreamThatIsNeverReadIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        RowReader reader =
                RowReaders.of(Stream.of(1).onClose(() -> closed.set(true))).orElseThrow();
        reader.close();
        reader.close();
        assertThat(closed).isTrue();
    }

    @Test
    void aCheckedExceptionInDisguiseIsNoEnd() {
        Stream<Integer> broken =
                Stream.of(1).peek(i -> RowReadersTest.<RuntimeException>sneak(new java.io.IOException("disk")));
        try (RowReader reader = RowReaders.of(broken).orElseThrow()) {
            assertThatThrownBy(reader::hasNext).hasRootCauseMessage("disk");
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }
}
