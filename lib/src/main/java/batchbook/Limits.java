package batchbook;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What this JVM has learned about the limits of the models it asked. Immutable; get it from {@link Batch#limits()}.
 *
 * <pre>{@code
 * Batch.limits()               // shows them
 * Batch.forgetLimits()         // after a change of your plan, or to see them learned anew
 * }</pre>
 */
public final class Limits implements Iterable<Limits.Learned> {
    private final List<Learned> learned;

    public Limits(List<Learned> learned) {
        this.learned = List.copyOf(learned);
    }

    /**
     * One limit.
     *
     * @param account whose it is: the model, and where it is asked
     * @param counts what is counted
     * @param window how long the count lasts
     * @param value how many of it are allowed in one window
     * @param allowed how many of them are used; fewer than {@code value} while somebody else uses the same key
     * @param at when it was learned
     * @param from the answer that told it
     */
    public record Learned(
            String account, Counts counts, Window window, long value, long allowed, Instant at, String from) {
        /** Rejects nulls. */
        public Learned {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(counts, "counts");
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(from, "from");
        }

        @Override
        public String toString() {
            String less = allowed < value ? " (" + Format.count(allowed) + " of them used)" : "";
            return account + ": " + counts.of(value) + " a " + (window == Window.DAY ? "day" : "minute") + less
                    + ", learned at " + Format.time(at) + "\n  from " + from;
        }
    }

    /** All of them, in the order in which they were learned. */
    public List<Learned> all() {
        return learned;
    }

    @Override
    public Iterator<Learned> iterator() {
        return learned.iterator();
    }

    /** Each with where it comes from on a line below. */
    @Override
    public String toString() {
        return learned.isEmpty()
                ? "No limits learned yet: a server names them when it first refuses a request."
                : learned.stream().map(Learned::toString).collect(Collectors.joining("\n"));
    }
}
