package org.dflib.jjava.jupyter.kernel;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Stands for JJava 1.0a8: the methods and private parts that a library uses, with their real names and shapes. Its other types are nested
 * here to keep them together. None runs until a test starts one.
 */
public class BaseKernel {
    private static BaseKernel notebookKernel;
    private static List<Map<String, Object>> shown = List.of();
    private static final ShellChannel shell = new ShellChannel(new JupyterConnection());
    private static int interrupts;

    private final JupyterIO io = new JupyterIO();
    private final Renderer renderer = new Renderer();

    public static BaseKernel notebookKernel() {
        return Objects.requireNonNull(
                notebookKernel, "No kernel running. Likely called outside of the notebook lifecycle");
    }

    /** Only here: starts the kernel. What it is told to show is added to {@code outputs}. */
    public static void start(List<Map<String, Object>> outputs) {
        notebookKernel = new BaseKernel();
        shown = outputs;
        shell.connection.setHandler(MessageType.INTERRUPT_REQUEST, (env, message) -> interrupts++);
    }

    /** Only here: the stop button. How often the kernel itself has heard it. */
    public static int interrupt() {
        Message message = new Message(new Header("stop", new KernelTimestamp("")));
        shell.connection.getHandler(MessageType.INTERRUPT_REQUEST).handle(new ShellReplyEnvironment(message), message);
        return interrupts;
    }

    /** Only here: what the kernel does with a cell that a front end asked for at this date. */
    public static void cell(String id, String date, Callable<?> code) throws Exception {
        ShellReplyEnvironment env = new ShellReplyEnvironment(new Message(new Header(id, new KernelTimestamp(date))));
        notebookKernel.io.display.setEnv(env);
        try {
            Object value = code.call();
            if (value != null) {
                env.publish("execute_result", notebookKernel.renderer.render(value));
            }
        } finally {
            notebookKernel.io.display.retractEnv(env);
        }
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
        private ShellReplyEnvironment env;

        protected void setEnv(ShellReplyEnvironment env) {
            this.env = env;
        }

        protected void retractEnv(ShellReplyEnvironment env) {
            if (env.equals(this.env)) {
                this.env = null;
            }
        }

        public void display(DisplayData data) {
            if (env != null) {
                env.publish("display_data", data);
            }
        }

        public void updateDisplay(DisplayData data) {
            if (env != null) {
                env.publish("update_display_data", data);
            }
        }

        public void updateDisplay(String id, DisplayData data) {
            updateDisplay(data.setDisplayId(id));
        }
    }

    /** Handles what comes from the front end, until another handler is set. */
    public static class JupyterConnection {
        private final Map<MessageType, ShellHandler> handlers = new HashMap<>();

        public void setHandler(MessageType type, ShellHandler handler) {
            handlers.put(type, handler);
        }

        public ShellHandler getHandler(MessageType type) {
            return handlers.get(type);
        }
    }

    public static class MessageType {
        public static final MessageType INTERRUPT_REQUEST = new MessageType();
    }

    public interface ShellHandler {
        void handle(ShellReplyEnvironment env, Message message);
    }

    public static class ShellChannel {
        private final JupyterConnection connection;

        ShellChannel(JupyterConnection connection) {
            this.connection = connection;
        }
    }

    /** The way back to one cell: what goes through it is its own. */
    public static class ShellReplyEnvironment {
        private final Message context;

        protected ShellReplyEnvironment(Message context) {
            this.context = context;
        }

        public Message getContext() {
            return context;
        }

        public ShellChannel getShell() {
            return shell;
        }

        private void publish(String type, DisplayData data) {
            String cell = context.getHeader().getId();
            shown.add(Map.of("type", type, "cell", cell, "id", data.id, "data", data.data, "metadata", data.metadata));
        }
    }

    public static class Message {
        private final Header header;

        public Message(Header header) {
            this.header = header;
        }

        public Header getHeader() {
            return header;
        }
    }

    public static class Header {
        private final String id;
        private final KernelTimestamp timestamp;

        public Header(String id, KernelTimestamp timestamp) {
            this.id = id;
            this.timestamp = timestamp;
        }

        public String getId() {
            return id;
        }

        public KernelTimestamp getTimestamp() {
            return timestamp;
        }
    }

    public static class KernelTimestamp {
        private final String serialized;

        public KernelTimestamp(String serialized) {
            this.serialized = serialized;
        }

        public Date getDate() {
            throw new IllegalStateException("Invalid date string '" + serialized + "'"); // as soon as it has seconds
        }

        public String getDateString() {
            return serialized;
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
            for (Class<?> type : types(value.getClass())) {
                if (functions.containsKey(type)) {
                    functions.get(type).render(value, context);
                    return context.out;
                }
            }
            context.out.putData("text/plain", String.valueOf(value));
            return context.out;
        }

        /** A class, its interfaces, theirs, then the class above and so on. */
        private static List<Class<?>> types(Class<?> value) {
            List<Class<?>> types = new ArrayList<>();
            for (Class<?> type = value; type != null; type = type.getSuperclass()) {
                types.add(type);
                addInterfaces(types, type);
            }
            return types;
        }

        private static void addInterfaces(List<Class<?>> types, Class<?> type) {
            types.addAll(List.of(type.getInterfaces()));
            List.of(type.getInterfaces()).forEach(each -> addInterfaces(types, each));
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
