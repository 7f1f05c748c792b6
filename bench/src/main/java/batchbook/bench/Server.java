package batchbook.bench;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The simulator in a JVM of its own, every answer after exactly the same time: what is measured is the client. */
final class Server implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private Server(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Prints its address, and ends when its standard input does, so that it never outlives who started it. */
    public static void main(String[] args) throws IOException {
        Scenario even = Scenario.calm()
                .latency(Duration.ofMillis(Long.parseLong(args[0])))
                .spread(0)
                .answers(prompt -> "Yes, mostly.");
        try (Simulator simulator = Simulator.start(even)) {
            System.out.println(simulator.uri());
            while (System.in.read() >= 0) {
                // nothing is said to it
            }
        }
    }

    static Server start(Duration latency) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        Long.toString(latency.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        return new Server(process, URI.create(out.readLine()));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
