package batchbook.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is what was asked for: first by its type, then by checks, in their order. Immutable, and as safe for
 * several threads as the checks.
 *
 * @param <P> what is asked
 */
public final class Judge<P> {
    private final @Nullable AnswerType<?> type;
    private final List<Check<P, ?>> checks;

    private Judge(@Nullable AnswerType<?> type, List<Check<P, ?>> checks) {
        this.type = type;
        this.checks = List.copyOf(checks);
    }

    /** Accepts everything. */
    public static <P> Judge<P> lenient() {
        return new Judge<>(null, List.of());
    }

    /** Of the value as this class; of the text without one. */
    private record Check<P, T>(@Nullable Class<T> of, BiPredicate<? super P, ? super T> accepts, String what) {
        Check {
            Objects.requireNonNull(accepts, "check");
            what = what.strip();
            if (what.isEmpty()) {
                throw new IllegalArgumentException(
                        "what the answer should be is blank: say it in words, such as \"at most 200 characters\"");
            }
        }

        void requireReadable() {
            if (of != null && of != String.class) {
                AnswerType.of(of);
            }
        }

        boolean accepts(P asked, String text, Object value) {
            return accepts.test(asked, of(text, value));
        }

        @SuppressWarnings("unchecked")
        private T of(String text, Object value) {
            if (of == null) {
                return (T) text;
            }
            // A cell may have declared the class anew since the model was made.
            return of.isInstance(value) ? of.cast(value) : AnswerType.of(of).read(text);
        }
    }

    /**
     * The same for answers of this type; for texts when it is empty.
     *
     * @throws IllegalArgumentException when a check is for a class that a text cannot be read as
     */
    public Judge<P> reading(Optional<AnswerType<?>> other) {
        if (other.isEmpty()) {
            checks.forEach(Check::requireReadable);
        }
        return new Judge<>(other.orElse(null), checks);
    }

    /** With one more check of the text. */
    public Judge<P> accept(Predicate<? super String> check, String what) {
        Objects.requireNonNull(check, "check");
        return accept((asked, text) -> check.test(text), what);
    }

    /** With one more check of the value. */
    public <T> Judge<P> accept(Class<T> of, Predicate<? super T> check, String what) {
        Objects.requireNonNull(check, "check");
        return accept(of, (asked, value) -> check.test(value), what);
    }

    /** With one more check of the text, and of what was asked. */
    public Judge<P> accept(BiPredicate<? super P, ? super String> check, String what) {
        return with(new Check<P, String>(null, check, what));
    }

    /** With one more check of the value, and of what was asked. */
    public <T> Judge<P> accept(Class<T> of, BiPredicate<? super P, ? super T> check, String what) {
        return with(new Check<>(Objects.requireNonNull(of, "type"), check, what));
    }

    private Judge<P> with(Check<P, ?> check) {
        List<Check<P, ?>> more = new ArrayList<>(checks);
        more.add(check);
        return new Judge<>(type, more);
    }

    /** Whether answers have to be read as something. */
    public boolean reads() {
        return type != null || checks.stream().anyMatch(check -> check.of != null);
    }

    /** Whether it may turn an answer down. */
    public boolean isStrict() {
        return type != null || !checks.isEmpty();
    }

    /** What is wrong with an answer; empty when nothing is. Runs the checks on this thread. */
    public Optional<Misfit> misfit(P asked, String text) {
        String reading = "reading the answer";
        try {
            Object value = type == null ? text : type.read(text);
            for (Check<P, ?> check : checks) {
                reading = "the check for \"" + check.what + "\"";
                if (!check.accepts(asked, text, value)) {
                    return Optional.of(Misfit.notAccepted(text, check.what));
                }
            }
            return Optional.empty();
        } catch (UnreadableAnswerException e) {
            return Optional.of(Misfit.unreadable(e));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return Optional.of(Misfit.failed(reading, e));
        }
    }
}
