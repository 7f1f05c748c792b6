package batchbook;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A provider's refusal or failure, sorted into an {@link ErrorKind}.
 *
 * <p>Thrown by a {@link Model}. A model of your own throws one to say how a batch should treat the failure:
 *
 * <pre>{@code
 * throw ModelException.of(ErrorKind.RATE_LIMITED, "slow down").retryAfter(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>The message is complete by itself, because notebook kernels show only the first exception's message. It never
 * contains an API key. Immutable.
 */
public final class ModelException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final ErrorKind kind;
    private final int httpStatus;
    private final transient @Nullable Duration retryAfter;
    private final transient @Nullable Limit limit;
    private final transient @Nullable Reply partial;

    private ModelException(
            ErrorKind kind,
            String message,
            int httpStatus,
            @Nullable Duration retryAfter,
            @Nullable Limit limit,
            @Nullable Reply partial,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
        this.limit = limit;
        this.partial = partial;
    }

    /** A failure of this kind, in words for the user. */
    public static ModelException of(ErrorKind kind, String message) {
        return new ModelException(kind, message, 0, null, null, null, null);
    }

    /** The same in other words. */
    public ModelException message(String other) {
        return new ModelException(kind, other, httpStatus, retryAfter, limit, partial, getCause());
    }

    /** The same with the status of the HTTP answer. */
    public ModelException httpStatus(int status) {
        return new ModelException(kind, message(), status, retryAfter, limit, partial, getCause());
    }

    /** The same with the wait that the provider asked for. */
    public ModelException retryAfter(Duration wait) {
        return new ModelException(kind, message(), httpStatus, wait, limit, partial, getCause());
    }

    /** The same with the quota that the provider named. */
    public ModelException limit(Limit named) {
        return new ModelException(kind, message(), httpStatus, retryAfter, named, partial, getCause());
    }

    /** The same with the part of an answer that came before it went wrong. */
    public ModelException partial(Reply reply) {
        return new ModelException(kind, message(), httpStatus, retryAfter, limit, reply, getCause());
    }

    /** The same with the exception behind it. */
    public ModelException cause(Throwable cause) {
        return new ModelException(kind, message(), httpStatus, retryAfter, limit, partial, cause);
    }

    /** Any exception as a failure; one that is a {@code ModelException} already is returned as it is. */
    static ModelException from(Throwable thrown) {
        if (thrown instanceof ModelException known) {
            return known;
        }
        String said = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return of(ErrorKind.of(thrown), said == null || said.isBlank() ? name : name + ": " + said)
                .cause(thrown);
    }

    /** What went wrong, as one of a closed list. */
    public ErrorKind kind() {
        return kind;
    }

    /** The status of the HTTP answer, empty when there was none. */
    public OptionalInt httpStatus() {
        return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
    }

    /** How long the provider asked to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The quota that the provider named. */
    public Optional<Limit> limit() {
        return Optional.ofNullable(limit);
    }

    /** The part of an answer that came before it went wrong. */
    public Optional<Reply> partial() {
        return Optional.ofNullable(partial);
    }

    private String message() {
        return String.valueOf(getMessage());
    }
}
