package batchbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.spark.Exchange.Message;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ExchangeTest {
    @Test
    void theRunGetsOneMoreWhenAllThatCameBeforeIsTaken() {
        try (Exchange<Integer, String> exchange = new Exchange<>(
                "test",
                (input, output) -> {
                    while (input.hasNext()) {
                        output.accept("no. " + input.next());
                    }
                },
                ExchangeTest::nothing)) {
            assertThat(exchange.take()).isInstanceOf(Message.Wanted.class);
            exchange.hand(Optional.of(1));
            assertThat(exchange.take()).isEqualTo(new Message.Came<>("no. 1"));
            assertThat(exchange.take()).isInstanceOf(Message.Wanted.class);
            exchange.hand(Optional.empty());
            assertThat(exchange.take()).isEqualTo(new Message.Ended<>(null));
        }
    }

    @Test
    void thereIsNothingBehindTheLast() {
        try (Exchange<Integer, String> exchange =
                new Exchange<>("test", (input, output) -> input.next(), ExchangeTest::nothing)) {
            exchange.take();
            exchange.hand(Optional.empty());
            assertThat(exchange.take())
                    .isInstanceOfSatisfying(
                            Message.Ended.class,
                            over -> assertThat(over.thrown()).isInstanceOf(NoSuchElementException.class));
        }
    }

    @Test
    void whatTheRunThrowsIsTold() {
        IllegalStateException thrown = new IllegalStateException("in use");
        try (Exchange<Integer, String> exchange = new Exchange<>(
                "test",
                (input, output) -> {
                    throw thrown;
                },
                ExchangeTest::nothing)) {
            assertThat(exchange.take()).isEqualTo(new Message.Ended<>(thrown));
        }
    }

    @Test
    void closingEndsARunThatWaits() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        Exchange<Integer, String> exchange = new Exchange<>(
                "test",
                (input, output) -> {
                    inside.countDown();
                    over.set(!input.hasNext());
                },
                ExchangeTest::nothing);
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        exchange.close();
        assertThat(over).isTrue();
        // Nobody is there to take it.
        exchange.hand(Optional.of(1));
    }

    private static void nothing() {}

    /** For a row that never comes; that there is one is not what is looked at. */
    private static void waits(Iterator<Integer> input, Consumer<String> output) {
        input.forEachRemaining(row -> output.accept("row " + row));
    }

    @Test
    void whoLooksMayEndTheWaiting() {
        try (Exchange<Integer, String> exchange = new Exchange<>("test", ExchangeTest::waits, () -> {
            throw new IllegalStateException("killed");
        })) {
            assertThatThrownBy(exchange::take).hasMessage("killed");
        }
    }

    @Test
    void anInterruptEndsTheWaiting() {
        try (Exchange<Integer, String> exchange = new Exchange<>("test", ExchangeTest::waits, ExchangeTest::nothing)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(exchange::take).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
