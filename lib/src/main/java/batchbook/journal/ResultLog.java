package batchbook.journal;

import batchbook.Result;
import java.io.UncheckedIOException;

/** Where a run writes finished rows before they count as done. */
@FunctionalInterface
public interface ResultLog {
    /**
     * Writes the row.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    void accept(Result row);

    /**
     * Looks, at the end, whether all that was written is there.
     *
     * @throws UncheckedIOException when it is not, and cannot be written anew
     */
    default void check() {}
}
