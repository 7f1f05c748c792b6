package batchbook.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer is what was asked for: first by its type, then by checks, in their order. Immutable, and as safe for
 * several threads as the checks.
 */
public final class Judge {
    /** Accepts everything. */
    public static final Judge LENIENT = new Judge(null, List.of());

    private final @Nullable AnswerType<?> type;
    private final List<Check<?>> checks;

    private Judge(@Nullable AnswerType<?> type, List<Check<?>> checks) {
        this.type = type;
        this.checks = List.copyOf(checks);
    }

    /** Of the value as this class; of the text without one. */
    private record Check<T>(@Nullable Class<T> of, Predicate<? super T> accepts, String what) {
        Check {
            Objects.requireNonNull(accepts, "check");
            what = what.strip();
            if (what.isEmpty()) {
                throw new IllegalArgumentException(
                        "what the answer should be is blank: say it in words, such as \"at most 200 characters\"");
            }
        }

        boolean accepts(Object value) {
            @SuppressWarnings("unchecked")
            T typed = of == null ? (T) value : of.cast(value);
            return accepts.test(typed);
        }
    }

    /** The same for answers of this type; for texts when it is empty. */
    public Judge reading(Optional<AnswerType<?>> other) {
        return new Judge(other.orElse(null), checks);
    }

    /** With one more check of the text. */
    public Judge accept(Predicate<? super String> check, String what) {
        return with(new Check<>(null, check, what));
    }

    /** With one more check of the value. */
    public <T> Judge accept(Class<T> of, Predicate<? super T> check, String what) {
        return with(new Check<>(Objects.requireNonNull(of, "type"), check, what));
    }

    private Judge with(Check<?> check) {
        List<Check<?>> more = new ArrayList<>(checks);
        more.add(check);
        return new Judge(type, more);
    }

    /** Whether answers have a type. */
    public boolean reads() {
        return type != null;
    }

    /** Whether it may turn an answer down. */
    public boolean isStrict() {
        return type != null || !checks.isEmpty();
    }

    /** What is wrong with an answer; empty when nothing is. Runs the checks on this thread. */
    public Optional<Misfit> misfit(String text) {
        Optional<Object> value = Optional.empty();
        if (type != null) {
            try {
                value = Optional.of(type.read(text));
            } catch (UnreadableAnswerException e) {
                return Optional.of(Misfit.unreadable(type, e));
            } catch (RuntimeException | StackOverflowError e) {
                return Optional.of(Misfit.failed("reading the answer as " + type, e));
            }
        }
        for (Check<?> check : checks) {
            Optional<Misfit> misfit = misfit(check, text, value);
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return Optional.empty();
    }

    private static Optional<Misfit> misfit(Check<?> check, String text, Optional<Object> value) {
        try {
            Object of =
                    check.of == null ? text : value.filter(check.of::isInstance).orElse(null);
            if (of == null) {
                return Optional.of(Misfit.otherType(check.of, value));
            }
            return check.accepts(of) ? Optional.empty() : Optional.of(Misfit.notAccepted(text, check.what));
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return Optional.of(Misfit.failed("the check for \"" + check.what + "\"", e));
        }
    }
}
