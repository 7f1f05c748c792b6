package batchbook.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietTest {
    private final Quiet quiet = new Quiet();

    private boolean isQuiet(Thread... working) {
        return quiet.now(Set.of(working), Long.MAX_VALUE);
    }

    /** Classes are read from a file in native code, under a lock that a second thread may wait for. */
    @Test
    void whoWorksAndWaitsForALockWorksWhileItsOwnerIsInNativeCode() throws Exception {
        Object lock = new Object();
        try (ServerSocket nobodyComes = new ServerSocket(0)) {
            Thread owner = new Thread(() -> {
                synchronized (lock) {
                    accept(nobodyComes);
                }
            });
            Thread waiting = new Thread(() -> {
                synchronized (lock) {
                    assertThat(Thread.holdsLock(lock)).isTrue();
                }
            });
            owner.start();
            while (lockIsFree(owner)) {
                Thread.onSpinWait();
            }
            waiting.start();
            while (waiting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }

            // Other threads of the tests' JVM may run for a moment.
            boolean withoutBefore;
            boolean with;
            boolean withoutAfter;
            do {
                withoutBefore = isQuiet();
                with = isQuiet(waiting);
                withoutAfter = isQuiet();
            } while (!withoutBefore || !withoutAfter);
            assertThat(with).isFalse();
        }
    }

    private static boolean lockIsFree(Thread owner) {
        return Arrays.stream(owner.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("accept"));
    }

    private static void accept(ServerSocket socket) {
        try {
            socket.accept().close();
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }
}
