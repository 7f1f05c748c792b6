package batchbook.openai;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, read to its end or to a bound: a server may send without end.
 *
 * @param text in UTF-8, up to the bound
 * @param tooLong whether there was more
 */
record BoundedBody(String text, boolean tooLong) {
    /** In bytes. The longest text is a few hundred kilobytes; of a refusal a few thousand are read. */
    static final int LONGEST = 19 * 1024 * 1024;

    static final int LONGEST_REFUSAL = 64 * 1024;

    static final BoundedBody NONE = new BoundedBody("", false);

    static BodyHandler<BoundedBody> handler() {
        return answer -> new Reader(answer.statusCode() / 100 == 2 ? LONGEST : LONGEST_REFUSAL);
    }

    private static final class Reader implements BodySubscriber<BoundedBody> {
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<BoundedBody> body = new CompletableFuture<>();
        private Flow.@Nullable Subscription source;

        Reader(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<BoundedBody> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                byte[] next = new byte[Math.min(part.remaining(), most - bytes.size())];
                part.get(next);
                bytes.writeBytes(next);
                if (part.hasRemaining()) {
                    Objects.requireNonNull(source).cancel();
                    end(true);
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable thrown) {
            body.completeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            end(false);
        }

        private void end(boolean tooLong) {
            body.complete(new BoundedBody(bytes.toString(StandardCharsets.UTF_8), tooLong));
        }
    }
}
