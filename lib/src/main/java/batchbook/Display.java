package batchbook;

import batchbook.night.NightStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A place where runs can be watched, found with {@link java.util.ServiceLoader}.
 *
 * <p>It keeps this package free of notebooks: {@code batchbook.view} provides the one for Jupyter.
 */
public interface Display {
    /** Watches one run; empty when this place is not there, as a notebook display outside a kernel. */
    Optional<Progress> open();

    /** Watches jobs that are waited for; empty when this place is not there. */
    default Optional<Consumer<NightStatus>> openNight() {
        return Optional.empty();
    }

    /** Whether this thread runs the code of a cell, which the user can interrupt: false outside a notebook. */
    default boolean inCell() {
        return false;
    }

    /**
     * When the user asked for the cell that runs now, by the clock of the front end, which may differ from ours; empty
     * outside a notebook, when no cell runs, and when it is not known.
     */
    default Optional<Instant> cellAskedAt() {
        return Optional.empty();
    }

    /**
     * Whether the user pressed stop in the cell that runs now. A kernel tells nobody so while the cell's code does not run
     * yet.
     */
    default boolean stopPressed() {
        return false;
    }
}
