package batchbook.stream;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The readers of what a user passes as many prompts. */
public final class RowReaders {
    private RowReaders() {}

    /** Of an iterable, an iterator, an array or a stream; empty for anything else. */
    public static Optional<RowReader> of(Object rows) {
        if (rows instanceof Stream<?> stream) {
            return Optional.of(new StreamReader(stream));
        }
        if (rows instanceof Collection<?> all) {
            return Optional.of(of(all.iterator(), OptionalInt.of(all.size())));
        }
        if (rows instanceof Object[] all) {
            return Optional.of(of(Arrays.asList(all).iterator(), OptionalInt.of(all.length)));
        }
        if (rows instanceof Iterable<?> all) {
            return Optional.of(of(all.iterator(), OptionalInt.empty()));
        }
        return rows instanceof Iterator<?> all ? Optional.of(of(all, OptionalInt.empty())) : Optional.empty();
    }

    private static RowReader of(Iterator<?> rows, OptionalInt size) {
        return new RowReader() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public @Nullable Object next() {
                return rows.next();
            }

            @Override
            public OptionalInt size() {
                return size;
            }

            @Override
            public void close() {}
        };
    }
}
