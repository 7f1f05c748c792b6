package batchbook.view;

import batchbook.html.Rendering;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cell that ran when this was made: what is shown through it reaches that cell, from any thread, also when the cell
 * is over.
 *
 * <p>A kernel shows things in the cell that runs at that moment, and drops them when none does. What leads to a cell, the
 * kernel's "reply environment", is a private field of its display stream, and is taken out when the cell ends. Here it
 * is kept, and things go out through a display stream of our own around it. Sending takes the kernel's own lock. Where
 * the field is missing, things go the kernel's way.
 */
final class Cell {
    private final JupyterKernel kernel;
    private final @Nullable Object environment;

    /** The cell that runs now. */
    Cell(JupyterKernel kernel) {
        this.kernel = kernel;
        this.environment = running(kernel.stream());
    }

    /** What leads to this cell, which is the same for all that is made in it; empty when that is not known. */
    Optional<Object> environment() {
        return Optional.ofNullable(environment);
    }

    /** Shows something in this cell; under this id it can be shown anew. */
    void display(String id, Rendering rendering) {
        show("display", environment, id, rendering);
    }

    /** Shows something else in the place of what has this id. */
    void update(String id, Rendering rendering) {
        // Every front end finds the place by the id. But one that saves the outputs of a whole notebook (nbclient)
        // listens to the running cell only: an update in the name of a cell that is over would be lost there.
        Object now = running(kernel.stream());
        show("updateDisplay", now == null ? environment : now, id, rendering);
    }

    /** When the user asked for this cell, by the front end's clock; empty when no cell ran or it does not say. */
    Optional<Instant> askedAt() {
        if (environment == null) {
            return Optional.empty();
        }
        try {
            Object header = JupyterKernel.get(JupyterKernel.get(environment, "getContext"), "getHeader");
            // Not getDate: it cannot read seconds.
            Object date = JupyterKernel.get(JupyterKernel.get(header, "getTimestamp"), "getDateString");
            return Optional.of(OffsetDateTime.parse(String.valueOf(date)).toInstant());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private void show(String method, @Nullable Object environment, String id, Rendering rendering) {
        JupyterKernel.attempt(() -> {
            Object stream = environment == null ? kernel.stream() : streamTo(environment);
            return JupyterKernel.method(stream.getClass(), method, 1).invoke(stream, kernel.data(id, rendering));
        });
    }

    private Object streamTo(Object environment) {
        Object theirs = kernel.stream();
        try {
            Object ours = theirs.getClass().getConstructor().newInstance();
            Method setter = Arrays.stream(theirs.getClass().getDeclaredMethods())
                    .filter(method -> method.getName().equals("setEnv") && method.getParameterCount() == 1)
                    .findFirst()
                    .orElseThrow(NoSuchMethodException::new);
            setter.setAccessible(true);
            setter.invoke(ours, environment);
            return ours;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return theirs;
        }
    }

    /** What leads to the cell that runs now; null when none does, or that is not known. */
    static @Nullable Object running(Object stream) {
        try {
            Field environment = stream.getClass().getDeclaredField("env");
            environment.setAccessible(true);
            return environment.get(stream);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
