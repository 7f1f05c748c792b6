package batchbook.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How the simulated service behaves: how fast, how evenly, and what goes wrong how often.
 *
 * <p>An immutable value. Start from {@link #calm()}, {@link #busy()} or {@link #flaky()} and change what matters:
 *
 * <pre>{@code
 * Scenario.calm().seed(7).latency(Duration.ofMillis(80)).fault(Fault.OVERLOADED, 0.05).answers(prompt -> "yes")
 * }</pre>
 *
 * <p>The same seed gives the same prompt the same answer, the same waits and the same faults, in whatever order the
 * requests arrive.
 *
 * @param seed what all chance is drawn from; 1 by default
 * @param latency the median time to an answer, at most one hour; 250 ms in a calm scenario
 * @param spread how far times scatter, the sigma of a log-normal distribution, 0 to 3; with 0 every answer takes
 *     exactly {@code latency}, otherwise long answers take longer than short ones
 * @param faults the share of tries, or of prompts for a fault that {@linkplain Fault#belongsToPrompt() belongs to the
 *     prompt}, that meet each fault; each 0 to 1 and together at most 1; none in a calm scenario
 * @param retryDelay the wait that a 429 asks for; about one second by default
 * @param answers from the text of a prompt to the text of its answer, sent as it is even where a schema was asked for;
 *     must be thread-safe and quick, and must give the same text for the same prompt. What it throws becomes a 500.
 *     By default a plausible text, or JSON that fits the schema
 */
public record Scenario(
        long seed,
        Duration latency,
        double spread,
        Map<Fault, Double> faults,
        Duration retryDelay,
        Function<String, String> answers) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public Scenario {
        requireBetween(Duration.ZERO, latency, LONGEST, "latency");
        requireBetween(Duration.ZERO, retryDelay, Duration.ofDays(2), "retryDelay");
        if (!(spread >= 0 && spread <= 3)) {
            throw new IllegalArgumentException("spread must be between 0 and 3, but was " + spread);
        }
        faults = checked(faults);
        Objects.requireNonNull(answers, "answers");
        if (answers instanceof Answers) {
            answers = new Answers(seed);
        }
    }

    /** Nothing goes wrong; half of the answers take less than 250 ms, few more than twice that. */
    public static Scenario calm() {
        Duration uneven = Duration.ofNanos(1_038_270_421);
        return new Scenario(1, Duration.ofMillis(250), 0.3, Map.of(), uneven, new Answers(1));
    }

    /** A working day: a median of 400 ms with a long tail, 3.2 % refused with 503 or 429, one answer in 200 slow. */
    public static Scenario busy() {
        return calm().latency(Duration.ofMillis(400))
                .spread(0.5)
                .fault(Fault.OVERLOADED, 0.02)
                .fault(Fault.RATE_LIMITED, 0.012)
                .fault(Fault.SLOW, 0.005);
    }

    /**
     * A bad day: a quarter of all first tries meet a fault, of every kind but {@link Fault#HANG}, which would stop a
     * client without a time limit for good; add it with {@link #fault} when the client has one.
     */
    public static Scenario flaky() {
        return calm().spread(0.5)
                .fault(Fault.RATE_LIMITED, 0.04)
                .fault(Fault.OVERLOADED, 0.04)
                .fault(Fault.INTERNAL, 0.025)
                .fault(Fault.BAD_GATEWAY, 0.015)
                .fault(Fault.DEADLINE, 0.01)
                .fault(Fault.SLOW, 0.02)
                .fault(Fault.RESET, 0.02)
                .fault(Fault.BROKEN_JSON, 0.015)
                .fault(Fault.BLOCKED, 0.02)
                .fault(Fault.UNSAFE, 0.015)
                .fault(Fault.TRUNCATED, 0.02)
                .fault(Fault.EMPTY, 0.015);
    }

    /** This scenario with another seed. */
    public Scenario seed(long newSeed) {
        return new Scenario(newSeed, latency, spread, faults, retryDelay, answers);
    }

    /** This scenario with another median time to an answer. */
    public Scenario latency(Duration median) {
        return new Scenario(seed, median, spread, faults, retryDelay, answers);
    }

    /** This scenario with times scattered more or less widely; 0 makes every answer take exactly {@link #latency()}. */
    public Scenario spread(double sigma) {
        return new Scenario(seed, latency, sigma, faults, retryDelay, answers);
    }

    /** This scenario with one fault as frequent as said, 0 to 1; 0 takes it away. */
    public Scenario fault(Fault kind, double share) {
        Map<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(faults);
        changed.put(kind, share);
        return new Scenario(seed, latency, spread, changed, retryDelay, answers);
    }

    /** This scenario with another wait asked for by a 429. */
    public Scenario retryDelay(Duration wait) {
        return new Scenario(seed, latency, spread, faults, wait, answers);
    }

    /** This scenario with answers of your own, from a prompt's text to the text of its answer. */
    public Scenario answers(Function<String, String> answersOfYourOwn) {
        return new Scenario(seed, latency, spread, faults, retryDelay, answersOfYourOwn);
    }

    private static void requireBetween(Duration least, Duration value, Duration most, String name) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + least + " and " + most + ", but was " + value);
        }
    }

    private static Map<Fault, Double> checked(Map<Fault, Double> shares) {
        Map<Fault, Double> copy = new EnumMap<>(Fault.class);
        double sum = 0;
        for (Map.Entry<Fault, Double> entry : shares.entrySet()) {
            double share = entry.getValue();
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "the share of " + entry.getKey() + " must be between 0 and 1, but was " + share);
            }
            sum += share;
            if (share > 0) {
                copy.put(entry.getKey(), share);
            }
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("the shares of all faults together must not exceed 1, but were " + sum);
        }
        return Collections.unmodifiableMap(copy);
    }
}
