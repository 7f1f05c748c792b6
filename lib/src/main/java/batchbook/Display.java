package batchbook;

import java.util.Optional;

/**
 * A place where runs can be watched, found with {@link java.util.ServiceLoader}.
 *
 * <p>It keeps this package free of notebooks: {@code batchbook.view} provides the one for Jupyter.
 */
public interface Display {
    /** Watches one run; empty when this place is not there, as a notebook display outside a kernel. */
    Optional<Progress> open();
}
