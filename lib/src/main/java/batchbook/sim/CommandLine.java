package batchbook.sim;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What {@link Simulator#main} was told. */
record CommandLine(Scenario scenario, int port, int idleSeconds) {
    private static final String USAGE =
            "usage: Simulator [--port 8090] [--scenario calm|busy|flaky|freetier|tier1|outage]"
                    + " [--seed 1] [--speed 1] [--idle 300]";

    static CommandLine parse(String... arguments) {
        Map<String, String> options = new TreeMap<>(
                Map.of("--port", "8090", "--scenario", "calm", "--seed", "1", "--speed", "1", "--idle", "300"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Cannot use " + arguments[i] + "; " + USAGE);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        long seed = number(options, "--seed", Long::valueOf);
        double speed = number(options, "--speed", Double::valueOf);
        int idle = number(options, "--idle", Integer::valueOf);
        if (idle < 1) {
            throw new IllegalArgumentException("--idle must be at least 1 second, but was " + idle + "; " + USAGE);
        }
        return new CommandLine(
                scenario(options).seed(seed).speedUp(speed), number(options, "--port", Integer::valueOf), idle);
    }

    private static Scenario scenario(Map<String, String> options) {
        String name = options.getOrDefault("--scenario", "");
        return switch (name) {
            case "calm" -> Scenario.calm();
            case "busy" -> Scenario.busy();
            case "flaky" -> Scenario.flaky();
            case "freetier" -> Scenario.freeTier();
            case "tier1" -> Scenario.tier1();
            case "outage" -> Scenario.outage();
            default -> throw new IllegalArgumentException("There is no scenario " + name + "; " + USAGE);
        };
    }

    private static <T> T number(Map<String, String> options, String name, Function<String, T> read) {
        String value = options.getOrDefault(name, "");
        try {
            return read.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be a number, and a whole one that fits unless it is --speed, but was " + value + "; "
                            + USAGE,
                    e);
        }
    }
}
