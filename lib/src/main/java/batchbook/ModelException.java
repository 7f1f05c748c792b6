package batchbook;

import batchbook.foreign.ForeignException;
import batchbook.foreign.SafeText;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
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
    private final transient List<Limit> limits;
    private final transient @Nullable Reply partial;
    private final Treatment treatment;

    /** What a batch does after it. */
    private enum Treatment {
        AS_ITS_KIND,
        MISFIT,
        MAY_PASS,
        NOT_REPEATED,
        ENDS_RUN,
        NOT_COUNTED
    }

    private ModelException(
            ErrorKind kind,
            String message,
            int httpStatus,
            @Nullable Duration retryAfter,
            List<Limit> limits,
            @Nullable Reply partial,
            Treatment treatment,
            @Nullable Throwable cause) {
        super(SafeText.line(message, SafeText.MESSAGE), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
        this.limits = List.copyOf(limits);
        this.partial = partial;
        this.treatment = treatment;
    }

    /** A failure of this kind, in words for the user: on one line, of at most 4,000 characters. */
    public static ModelException of(ErrorKind kind, String message) {
        return new ModelException(kind, message, 0, null, List.of(), null, Treatment.AS_ITS_KIND, null);
    }

    /** The same in other words. */
    public ModelException message(String other) {
        return new ModelException(kind, other, httpStatus, retryAfter, limits, partial, treatment, getCause());
    }

    /** The same with the status of the HTTP answer. */
    public ModelException httpStatus(int status) {
        return new ModelException(kind, message(), status, retryAfter, limits, partial, treatment, getCause());
    }

    /** The same with the wait that the provider asked for; one below zero is none, one over a year a year. */
    public ModelException retryAfter(Duration wait) {
        return new ModelException(
                kind, message(), httpStatus, Time.bounded(wait), limits, partial, treatment, getCause());
    }

    /** The same with the quotas that the provider named. */
    public ModelException limits(List<Limit> named) {
        return new ModelException(kind, message(), httpStatus, retryAfter, named, partial, treatment, getCause());
    }

    /** The same with the part of an answer that came before it went wrong. */
    public ModelException partial(Reply reply) {
        return new ModelException(kind, message(), httpStatus, retryAfter, limits, reply, treatment, getCause());
    }

    /**
     * The same, of a sort that often passes when the same request is sent again, though its kind does not: it is tried
     * up to 3 times, and ends no run.
     */
    public ModelException mayPass() {
        return treated(Treatment.MAY_PASS);
    }

    /** The same with the exception behind it. */
    public ModelException cause(Throwable cause) {
        return new ModelException(kind, message(), httpStatus, retryAfter, limits, partial, treatment, cause);
    }

    /** The same with no exception behind it, for one that would tell too much. */
    public ModelException withoutCause() {
        return new ModelException(kind, message(), httpStatus, retryAfter, limits, partial, treatment, null);
    }

    /** The same, where the same request would fail again: it is not repeated, whatever its kind says. */
    public ModelException notRepeated() {
        return treated(Treatment.NOT_REPEATED);
    }

    /** The same, where every other request would fail as well, such as for a certificate: the run ends. */
    public ModelException endsEverything() {
        return treated(Treatment.ENDS_RUN);
    }

    /**
     * The same, where the request never reached the provider, such as on a connection that was closed while it was idle.
     * The prompt is sent again at once, and this counts as no try of it; but not more than a few times for one prompt.
     */
    public ModelException neverArrived() {
        return treated(Treatment.NOT_COUNTED);
    }

    private ModelException treated(Treatment other) {
        return new ModelException(kind, message(), httpStatus, retryAfter, limits, partial, other, getCause());
    }

    /** Any exception as a failure; one that is a {@code ModelException} already, or only wraps one, is that. */
    static ModelException from(Throwable thrown) {
        Throwable behind = ForeignException.of(thrown);
        if (behind instanceof ModelException known) {
            return known;
        }
        String said = behind.getMessage();
        String name = behind.getClass().getSimpleName();
        String words = said == null || said.isBlank() ? name : name + ": " + said;
        return ForeignException.http(behind)
                .map(http -> {
                    ModelException refusal = of(http.kind(), words).httpStatus(http.status());
                    return http.retryAfter().map(refusal::retryAfter).orElse(refusal);
                })
                .orElseGet(() -> of(ForeignException.kind(behind), words))
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

    /** How long the provider asked to wait before the next request. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The quotas that the provider named; empty when it named none. */
    public List<Limit> limits() {
        return limits == null ? List.of() : limits;
    }

    /** Whether it is a refusal for a limit that may let the same request pass later on. */
    public boolean refused() {
        if (!kind.isRefusal()) {
            return false;
        }
        // Of those that end a run, a quota of the day starts again, and is not believed at once.
        return !kind.endsRun()
                || (limits().stream().anyMatch(limit -> limit.window() == Limit.Window.DAY)
                        && limits().stream().noneMatch(limit -> limit.value().orElse(1) == 0));
    }

    /** Whether every other request of the batch would fail the same way. */
    public boolean endsRun() {
        boolean shared = kind.endsRun() && !refused() && treatment != Treatment.MAY_PASS;
        return treatment == Treatment.ENDS_RUN || shared;
    }

    /** Whether it is worth one or two more tries, whatever its kind. */
    boolean passesByChance() {
        return treatment == Treatment.MAY_PASS;
    }

    /** The same, of an answer that was complete, and is not what was asked for. */
    ModelException misfit() {
        return treated(Treatment.MISFIT);
    }

    /** Whether the answer was complete, and is not what was asked for: the provider is not to blame. */
    boolean isMisfit() {
        return treatment == Treatment.MISFIT;
    }

    /** Whether the same request may succeed a little later. */
    public boolean worthRetrying() {
        return switch (treatment) {
            case AS_ITS_KIND, MISFIT, MAY_PASS -> kind.worthRetrying();
            case NOT_COUNTED -> true;
            case NOT_REPEATED, ENDS_RUN -> false;
        };
    }

    /** Whether the provider knows nothing of the request. */
    public boolean uncounted() {
        return treatment == Treatment.NOT_COUNTED;
    }

    /** The part of an answer that came before it went wrong. */
    public Optional<Reply> partial() {
        return Optional.ofNullable(partial);
    }

    private String message() {
        return String.valueOf(getMessage());
    }
}
