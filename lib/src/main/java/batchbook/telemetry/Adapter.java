package batchbook.telemetry;

import batchbook.RunListener;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes of {@code batchbook.telemetry.otel} a place from which they see this library and OpenTelemetry.
 *
 * <p>In a notebook the library is on the class path of the JVM, and what {@code %maven} brings is in the loader of the shell,
 * which the class path cannot see: classes of ours that name OpenTelemetry's could not be linked there. So they are loaded
 * once more, by a loader that takes OpenTelemetry from where the user's own object has it, and all else from here.
 */
final class Adapter extends ClassLoader {
    private static final String OURS = "batchbook.telemetry.otel.";
    private static final String THEIRS = "io.opentelemetry.";

    static final String WHAT_TO_PASS = "pass what OpenTelemetrySdk.builder()...build() makes;"
            + " %maven io.opentelemetry:opentelemetry-sdk:1.66.0 brings it into a notebook";

    private final ClassLoader library;
    private final ClassLoader openTelemetry;

    private Adapter(ClassLoader library, ClassLoader openTelemetry) {
        super(library);
        this.library = library;
        this.openTelemetry = openTelemetry;
    }

    static RunListener to(Object openTelemetry, Detail detail) {
        if (!isSeenBy(openTelemetry.getClass().getClassLoader(), openTelemetry)) {
            throw new IllegalArgumentException(
                    "this is no OpenTelemetry but a " + openTelemetry.getClass().getName() + ": " + WHAT_TO_PASS);
        }
        try {
            return (RunListener) Class.forName(OURS + "OtelListener", true, loader(openTelemetry))
                    .getMethod("of", Object.class, Detail.class)
                    .invoke(null, openTelemetry, detail);
        } catch (InvocationTargetException e) {
            throw unusable(e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable(e);
        }
    }

    private static IllegalStateException unusable(@Nullable Throwable e) {
        return new IllegalStateException(
                "this OpenTelemetry cannot be used: " + e
                        + ". Where a class or a method is missing, its API is older than"
                        + " 1.32, or its parts are of several versions: bring one version of them all, such as"
                        + " io.opentelemetry:opentelemetry-sdk:1.66.0",
                e);
    }

    /** This library's own, where that sees the very classes that the object is made of. */
    private static ClassLoader loader(Object openTelemetry) {
        ClassLoader library = Adapter.class.getClassLoader();
        return isSeenBy(library, openTelemetry)
                ? library
                : new Adapter(library, openTelemetry.getClass().getClassLoader());
    }

    private static boolean isSeenBy(@Nullable ClassLoader loader, Object openTelemetry) {
        try {
            return Class.forName(THEIRS + "api.OpenTelemetry", false, loader).isInstance(openTelemetry);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(THEIRS)) {
            return openTelemetry.loadClass(name);
        }
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = library.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, Adapter.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
