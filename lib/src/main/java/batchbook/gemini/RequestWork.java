package batchbook.gemini;

import batchbook.virtual.VirtualClock;
import batchbook.virtual.Work;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets a simulator's clock stand still while a request is on its way or its answer is read.
 *
 * @param own the work that ends with the request; empty when it is a part of other work, a batch's
 */
record RequestWork(Optional<Work> own) implements AutoCloseable {
    static final RequestWork NONE = new RequestWork(Optional.empty());

    static RequestWork begin(VirtualClock clock) {
        return new RequestWork(Work.ofThread().isPresent() ? Optional.empty() : Optional.of(clock.workByHand()));
    }

    /** Whose request it is, for a simulator: any client may lead to one, as a port is used again. */
    static Response tell(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        return chain.proceed(Work.ofThread()
                .filter(work -> request.url().host().equals("127.0.0.1"))
                .map(work -> request.newBuilder()
                        .header(Work.HEADER, Long.toString(work.number()))
                        .build())
                .orElse(request));
    }

    /** However it ended: an interrupted request may still be with the server. */
    @Override
    public void close() {
        Work.ofThread().ifPresent(Work::resume);
        own.ifPresent(Work::close);
    }
}
