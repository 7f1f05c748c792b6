package batchbook.sim;

import java.util.Map;

/**
 * What the JDK's HTTP server is told. It reads system properties, and only once, when the first server of the process is
 * created, so no scenario can have its own.
 */
final class ServerProperties {
    private static final String PREFIX = "sun.net.httpserver.";

    private ServerProperties() {}

    /** Whoever has set one himself keeps it. */
    static void setDefaults() {
        Map.of("nodelay", "true", "maxIdleConnections", "20000", "idleInterval", "300")
                .forEach((name, value) -> System.getProperties().putIfAbsent(PREFIX + name, value));
    }

    /** For a process that is the simulator's alone. */
    static void closeIdleAfter(int seconds) {
        System.setProperty(PREFIX + "idleInterval", Integer.toString(seconds));
        System.setProperty(PREFIX + "clockTick", "1000");
        System.setProperty(PREFIX + "idleTimerScheduleMillis", "1000");
    }
}
