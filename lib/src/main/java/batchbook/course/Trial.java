package batchbook.course;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a learner's code: what it gave, or what went wrong in words. It may throw anything, or never end.
 *
 * @param value what it gave; null when it failed
 * @param problem what went wrong
 */
record Trial<T>(@Nullable T value, Optional<String> problem) {
    private static final long SECONDS = 60;

    static <T> Trial<T> of(Callable<T> code) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(code.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "batchbook-exercise");
        thread.setDaemon(true);
        thread.start();
        try {
            return new Trial<>(result.get(SECONDS, TimeUnit.SECONDS), Optional.empty());
        } catch (ExecutionException e) {
            return new Trial<>(null, Optional.of(words(e)));
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Trial<>(null, Optional.of("it did not end"));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Trial<>(null, Optional.of("it was interrupted"));
        }
    }

    /** Code that says what is wrong with a learner's: that, or what went wrong while it ran. */
    static Optional<String> problem(Callable<Optional<String>> code) {
        Trial<Optional<String>> trial = of(code);
        return trial.value == null ? trial.problem : trial.value;
    }

    private static String words(ExecutionException ended) {
        return ended.getCause() instanceof ScriptedModel.AskedTooOften tooOften
                ? tooOften.words()
                : "it threw " + ended.getCause();
    }
}
