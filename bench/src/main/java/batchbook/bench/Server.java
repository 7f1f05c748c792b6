package batchbook.bench;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import batchbook.sim.jobs.Jobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
                .spread(0);
        // Answers in jobs are to fit a schema.
        Scenario answering = args.length > 1
                ? even.malformed(0).jobs(Jobs.taking(Duration.ofSeconds(Long.parseLong(args[1]))))
                : even.answers(prompt -> "Yes, mostly.");
        try (Simulator simulator = Simulator.start(answering)) {
            System.out.println(simulator.uri());
            while (System.in.read() >= 0) {
                // nothing is said to it
            }
        }
    }

    static Server start(Duration latency) throws IOException {
        return started(Long.toString(latency.toMillis()));
    }

    /** Its jobs are over as soon as it has answered their rows, but not before so many seconds. */
    static Server withJobs(int seconds) throws IOException {
        return started("0", Integer.toString(seconds));
    }

    private static Server started(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
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
