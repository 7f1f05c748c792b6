package batchbook.view;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in which cell the stop button was pressed last.
 *
 * <p>While a kernel compiles a cell it has nothing to interrupt, and drops the request: the batch in that cell would start
 * all the same. So the kernel's handler of that request is wrapped in one that takes a note first. What leads to it is
 * private; where that is missing, nothing changes.
 */
final class StopButton {
    private static final Logger LOG = LoggerFactory.getLogger(Notebook.class);

    private static boolean watched;
    private static volatile @Nullable Object pressedIn;

    private StopButton() {}

    /** Whether it was pressed in the cell that runs now, if this was called in a cell before. */
    static synchronized boolean pressed(JupyterKernel kernel) {
        Object cell = Cell.running(kernel.stream());
        if (cell == null) {
            return false;
        }
        if (!watched) {
            watched = true;
            watch(kernel, cell);
        }
        return cell.equals(pressedIn);
    }

    private static void watch(JupyterKernel kernel, Object cell) {
        try {
            wrap(kernel, connection(JupyterKernel.get(cell, "getShell")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("a stop before the code of its cell runs will not be noticed: {}", e.toString());
        }
    }

    private static Object connection(Object channel) throws ReflectiveOperationException {
        Field connection = channel.getClass().getDeclaredField("connection");
        connection.setAccessible(true);
        return connection.get(channel);
    }

    private static void wrap(JupyterKernel kernel, Object connection) throws ReflectiveOperationException {
        Method getter = JupyterKernel.method(connection.getClass(), "getHandler", 1);
        Method setter = JupyterKernel.method(connection.getClass(), "setHandler", 2);
        Object request =
                getter.getParameterTypes()[0].getField("INTERRUPT_REQUEST").get(null);
        Object theirs = getter.invoke(connection, request);
        Class<?> type = setter.getParameterTypes()[1];
        InvocationHandler ours = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() != Object.class) {
                pressedIn = Cell.running(kernel.stream());
            }
            try {
                return method.invoke(theirs, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        setter.invoke(connection, request, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, ours));
    }
}
