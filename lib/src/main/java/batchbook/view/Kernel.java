package batchbook.view;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The Jupyter kernel that runs us, JJava or IJava, found by reflection so that neither is needed to compile or to run.
 *
 * <p>Both descend from one code base and differ in package names, in how the running kernel is found, and in what
 * {@code DisplayData.setDisplayId} returns; that is why methods are looked up by name here.
 */
final class Kernel {
    private static final Optional<Kernel> RUNNING = find(
                    "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel", "JJava")
            .or(() -> find("io.github.spencerpark.ijava.IJava", "getKernelInstance", "IJava"));

    private final String name;
    private final Object kernel;
    private final Class<?> displayData;

    private Kernel(String name, Object kernel) throws NoSuchMethodException {
        this.name = name;
        this.kernel = kernel;
        this.displayData = method(kernel.getClass(), "display", 1).getParameterTypes()[0];
    }

    /** The kernel around us; empty in a plain program, in jshell and in tests. */
    static Optional<Kernel> running() {
        return RUNNING;
    }

    static Optional<Kernel> find(String type, String accessor, String name) {
        try {
            // JJava throws outside a running kernel, IJava answers null.
            Object kernel = Class.forName(type).getMethod(accessor).invoke(null);
            return kernel == null ? Optional.empty() : Optional.of(new Kernel(name, kernel));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    String name() {
        return name;
    }

    /** Shows something in the cell that runs now; under this id it can be shown anew. */
    void display(String id, Rendering rendering) {
        attempt(() -> method(kernel.getClass(), "display", 1).invoke(kernel, data(id, rendering)));
    }

    /** Shows something else in the place of what has this id. */
    void update(String id, Rendering rendering) {
        attempt(() -> {
            Object io = method(kernel.getClass(), "getIO", 0).invoke(kernel);
            Object display = io.getClass().getField("display").get(io);
            return method(display.getClass(), "updateDisplay", 1).invoke(display, data(id, rendering));
        });
    }

    /** From now on values of this type, as a cell's last expression, are shown this way. */
    void render(Class<?> type, Function<Object, Rendering> renderer) {
        attempt(() -> {
            Object renderers = method(kernel.getClass(), "getRenderer", 0).invoke(kernel);
            Object registration =
                    method(renderers.getClass(), "createRegistration", 1).invoke(renderers, type);
            Object types = new String[] {"text/html", "image/png", "text/plain"};
            registration = registration
                    .getClass()
                    .getMethod("preferring", String[].class)
                    .invoke(registration, types);
            Method register = method(registration.getClass(), "register", 1);
            return register.invoke(registration, function(register.getParameterTypes()[0], renderer));
        });
    }

    private static Object function(Class<?> renderFunction, Function<Object, Rendering> renderer) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(renderer, arguments);
            }
            Object container =
                    method(arguments[1].getClass(), "getOutputContainer", 0).invoke(arguments[1]);
            fill(container, renderer.apply(arguments[0]));
            return null;
        };
        return Proxy.newProxyInstance(renderFunction.getClassLoader(), new Class<?>[] {renderFunction}, handler);
    }

    private Object data(String id, Rendering rendering) throws ReflectiveOperationException {
        Object data = displayData.getConstructor().newInstance();
        fill(data, rendering);
        displayData.getMethod("setDisplayId", String.class).invoke(data, id);
        return data;
    }

    private static void fill(Object data, Rendering rendering) throws ReflectiveOperationException {
        put(data, "putData", rendering.data());
        put(data, "putMetaData", rendering.metadata());
    }

    private static void put(Object data, String method, Map<String, Object> values)
            throws ReflectiveOperationException {
        Method putter = data.getClass().getMethod(method, String.class, Object.class);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            putter.invoke(data, value.getKey(), value.getValue());
        }
    }

    private static Method method(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
    }

    private interface Action {
        Object run() throws ReflectiveOperationException;
    }

    /** A kernel whose methods have changed must not break a batch: its display is all that is lost. */
    private static void attempt(Action action) {
        try {
            action.run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel cannot show that: " + e, e);
        }
    }
}
