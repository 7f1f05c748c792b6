package batchbook.view;

import batchbook.html.Rendering;
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
final class JupyterKernel {
    private static final Optional<JupyterKernel> RUNNING = find(
                    "org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel", "JJava")
            .or(() -> find("io.github.spencerpark.ijava.IJava", "getKernelInstance", "IJava"));

    private final String name;
    private final Object kernel;
    private final Object stream;
    private final Class<?> displayData;

    private JupyterKernel(String name, Object kernel) throws ReflectiveOperationException {
        this.name = name;
        this.kernel = kernel;
        Object io = get(kernel, "getIO");
        this.stream = io.getClass().getField("display").get(io);
        this.displayData = method(stream.getClass(), "display", 1).getParameterTypes()[0];
    }

    /** The kernel around us; empty in a plain program, in jshell and in tests. */
    static Optional<JupyterKernel> running() {
        return RUNNING;
    }

    static Optional<JupyterKernel> find(String type, String accessor, String name) {
        try {
            // JJava throws outside a running kernel, IJava answers null.
            Object kernel = Class.forName(type).getMethod(accessor).invoke(null);
            return kernel == null ? Optional.empty() : Optional.of(new JupyterKernel(name, kernel));
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    String name() {
        return name;
    }

    /** Its name and version in a line, as it tells them when it starts. */
    String banner() {
        try {
            return String.valueOf(get(kernel, "getBanner")).lines().findFirst().orElse(name);
        } catch (ReflectiveOperationException e) {
            return name;
        }
    }

    /** Whether this thread runs a cell: then the kernel has called what it does, by however many detours. */
    boolean runsThisThread() {
        String ours = kernel.getClass().getPackageName() + ".";
        return StackWalker.getInstance()
                .walk(callers ->
                        callers.anyMatch(caller -> caller.getClassName().startsWith(ours)));
    }

    /** Where all that is not text goes out to the front end. */
    Object stream() {
        return stream;
    }

    /** From now on values of this type, as a cell's last expression, are shown this way. */
    void render(Class<?> type, Function<Object, Rendering> renderer) {
        attempt(() -> {
            Object renderers = get(kernel, "getRenderer");
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
            fill(get(arguments[1], "getOutputContainer"), renderer.apply(arguments[0]));
            return null;
        };
        return Proxy.newProxyInstance(renderFunction.getClassLoader(), new Class<?>[] {renderFunction}, handler);
    }

    /** What the kernel sends as one output. */
    Object data(String id, Rendering rendering) throws ReflectiveOperationException {
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

    static Object get(Object from, String getter) throws ReflectiveOperationException {
        return method(from.getClass(), getter, 0).invoke(from);
    }

    static Method method(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
    }

    interface Action {
        Object run() throws ReflectiveOperationException;
    }

    /** A kernel whose methods have changed must not break a batch: its display is all that is lost. */
    static void attempt(Action action) {
        try {
            action.run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this kernel cannot show that: " + e, e);
        }
    }
}
