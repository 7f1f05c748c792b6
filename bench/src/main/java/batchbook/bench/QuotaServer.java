package batchbook.bench;

import batchbook.sim.Scenario;
import batchbook.sim.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all the clients of {@code bench/peers} ask: Gemini's wire format, and limits of which nobody is told.
 *
 * <p>A line of standard input, {@code start SCENARIO}, starts a server with counts of its own and prints its address, and
 * that of the same in OpenAI's chat format; {@code count ADDRESS} prints how many requests came to it, how many were
 * refused with 429, and how many different prompts were let in. It ends when its input does.
 */
final class QuotaServer implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
    private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
    private final boolean faulty;
    private final Simulator simulator;
    private final ChatFront chat;

    private QuotaServer(String scenario) throws IOException {
        faulty = scenario.equals("errors");
        simulator = Simulator.start(scenario(scenario).answers(this::answer));
        chat = new ChatFront(simulator.uri());
    }

    /** What bench/peers/run.py says of each in words. An answer takes exactly so long, so that the best time is known. */
    private static Scenario scenario(String name) {
        return switch (name) {
            case "ten" -> answersAfter(2_000).perMinute(10);
            case "sixty" -> answersAfter(2_000).perMinute(60);
            case "queue" -> answersAfter(500).lanes(4);
            case "errors" -> answersAfter(1_000).lanes(10);
            default -> throw new IllegalArgumentException("no such scenario: " + name);
        };
    }

    private static Scenario answersAfter(int milliseconds) {
        return Scenario.calm().latency(Duration.ofMillis(milliseconds)).spread(0);
    }

    /**
     * Names the prompt's number, so that a row with another row's answer is found out; a client's own test has none. Faults
     * come here and not by chance, whose dice are the request's bytes: so every client meets the same.
     */
    private String answer(String prompt) {
        Matcher digits = NUMBER.matcher(prompt);
        if (!digits.find()) {
            return "No number";
        }
        int number = Integer.parseInt(digits.group());
        if (faulty && number % 20 == 7 && failed.add(number)) {
            throw new IllegalStateException("every 20th prompt fails at its first try"); // a 500 on the wire
        }
        answered.add(number);
        return "Answer " + number;
    }

    private String count() {
        return simulator.requests() + " " + simulator.refused() + " " + answered.size();
    }

    @Override
    public void close() {
        chat.close();
        simulator.close();
    }

    public static void main(String[] args) throws IOException {
        Map<String, QuotaServer> servers = new HashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] said = line.split(" ");
            if (said[0].equals("start")) {
                QuotaServer server = new QuotaServer(said[1]);
                servers.put(server.simulator.uri().toString(), server);
                System.out.println(server.simulator.uri() + " " + server.chat.uri());
            } else {
                System.out.println(servers.get(said[1]).count());
            }
        }
        servers.values().forEach(QuotaServer::close);
    }
}
