package batchbook.gemini;

import batchbook.Departure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The last look at a connection before a request leaves on it.
 *
 * <p>Servers close a connection that nobody uses, many after five seconds (uvicorn, Node). OkHttp looks for that only
 * after ten, and what it sends in between is lost. So this looks at each connection that was used before, and takes
 * another one as long as nothing was sent. One that has rested so long that its end may already be on its way is not used
 * at all.
 *
 * <p>HTTP/2 needs none of it: a thread reads there all the time, and the server tells which requests it did not take.
 */
final class StaleConnectionCheck extends EventListener implements Interceptor {
    /** Less than the shortest idle time-out that is common, by more than a packet takes. */
    static final Duration LONGEST_REST = Duration.ofSeconds(4);

    private final Supplier<Instant> clock;
    private final Map<Connection, Instant> released = Collections.synchronizedMap(new WeakHashMap<>());

    StaleConnectionCheck(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** The connection is not to be used, and nothing was sent on it. */
    static final class Unusable extends IOException {
        Unusable() {
            super("the connection has rested for too long, or was closed by the server");
        }
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        released.put(connection, clock.get());
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before the request was sent");
        }
        if (isUnusable(Objects.requireNonNull(chain.connection()))) {
            throw new Unusable();
        }
        Departure.now();
        return chain.proceed(chain.request());
    }

    private boolean isUnusable(Connection connection) {
        @Nullable Instant since = released.get(connection);
        if (since == null || connection.protocol() == Protocol.HTTP_2) {
            return false;
        }
        Duration rest = Duration.between(since, clock.get());
        if (rest.compareTo(LONGEST_REST) > 0) {
            return true;
        }
        @Nullable SocketChannel channel = connection.socket().getChannel();
        return channel != null && hasSomethingToRead(channel);
    }

    /** While a connection rests that is its end, or a byte that nobody asked for. Does not wait for one. */
    private static boolean hasSomethingToRead(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
