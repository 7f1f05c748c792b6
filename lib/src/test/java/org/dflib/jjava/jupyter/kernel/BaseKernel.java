package org.dflib.jjava.jupyter.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stands for JJava 1.0a8: the methods that a library calls, with their real names and shapes. Its other types are nested
 * here to keep them together. None runs until a test starts one.
 */
public class BaseKernel {
    private static BaseKernel notebookKernel;

    private final JupyterIO io = new JupyterIO();
    private final Renderer renderer = new Renderer();

    public static BaseKernel notebookKernel() {
        return Objects.requireNonNull(
                notebookKernel, "No kernel running. Likely called outside of the notebook lifecycle");
    }

    /** Only here: starts the kernel. What it is told to show is added to {@code shown}. */
    public static void start(List<Map<String, Object>> shown) {
        notebookKernel = new BaseKernel();
        notebookKernel.io.display.shown = shown;
    }

    /** Only here: what the kernel does with the value of a cell's last expression. */
    public static void result(Object value) {
        notebookKernel.io.display.add("execute_result", notebookKernel.renderer.render(value));
    }

    public JupyterIO getIO() {
        return io;
    }

    public Renderer getRenderer() {
        return renderer;
    }

    public void display(DisplayData data) {
        io.display.display(data);
    }

    public static class JupyterIO {
        public final DisplayStream display = new DisplayStream();
    }

    public static class DisplayStream {
        private List<Map<String, Object>> shown = new ArrayList<>();

        public void display(DisplayData data) {
            add("display_data", data);
        }

        public void updateDisplay(DisplayData data) {
            add("update_display_data", data);
        }

        public void updateDisplay(String id, DisplayData data) {
            updateDisplay(data.setDisplayId(id));
        }

        private void add(String type, DisplayData data) {
            shown.add(Map.of("type", type, "id", data.id, "data", data.data, "metadata", data.metadata));
        }
    }

    public static class DisplayData {
        private final Map<String, Object> data = new HashMap<>();
        private final Map<String, Object> metadata = new HashMap<>();
        private String id = "";

        public void putData(String type, Object value) {
            data.put(type, value);
        }

        public void putMetaData(String key, Object value) {
            metadata.put(key, value);
        }

        public DisplayData setDisplayId(String displayId) {
            id = displayId;
            return this;
        }
    }

    public interface RenderFunction<T> {
        void render(T value, RenderContext context);
    }

    public static class RenderContext {
        private final DisplayData out = new DisplayData();

        public DisplayData getOutputContainer() {
            return out;
        }
    }

    public static class Renderer {
        private final Map<Class<?>, RenderFunction<Object>> functions = new HashMap<>();

        public <T> RenderRegistration<T> createRegistration(Class<T> type) {
            return new RenderRegistration<>(type);
        }

        private DisplayData render(Object value) {
            RenderContext context = new RenderContext();
            for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
                if (functions.containsKey(type)) {
                    functions.get(type).render(value, context);
                    return context.out;
                }
            }
            context.out.putData("text/plain", String.valueOf(value));
            return context.out;
        }

        public class RenderRegistration<T> {
            private final Class<T> type;
            private final List<String> preferred = new ArrayList<>();

            RenderRegistration(Class<T> type) {
                this.type = type;
            }

            public RenderRegistration<T> preferring(String... types) {
                preferred.addAll(List.of(types));
                return this;
            }

            public void register(RenderFunction<T> function) {
                if (!preferred.contains("text/html")) {
                    throw new IllegalStateException("would show as plain text only");
                }
                functions.put(type, (value, context) -> function.render(type.cast(value), context));
            }
        }
    }
}
