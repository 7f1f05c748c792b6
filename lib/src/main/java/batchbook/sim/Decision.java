package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Dice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** What to send and when. Pure: a scenario, a request and the number of its try always decide alike. */
record Decision(Duration delay, Response response) {

    static Decision now(Response response) {
        return new Decision(Duration.ZERO, response);
    }

    /** A request that was not let in hears so quickly. */
    static Decision refused(Scenario scenario, ContentRequest request, Response response) {
        Duration quick = quick(Dice.roll(scenario.seed() + request.fingerprint(), "refused"));
        return new Decision(shorter(scenario.latency(), quick), response);
    }

    /** What goes wrong with this try, if anything. */
    static Optional<Fault> fault(Scenario scenario, ContentRequest request, int attempt) {
        return fault(scenario, scenario.seed() + request.fingerprint(), tried(scenario, request, attempt));
    }

    static Decision of(Scenario scenario, ContentRequest request, int attempt) {
        Random chance = tried(scenario, request, attempt);
        Optional<Fault> fault = fault(scenario, scenario.seed() + request.fingerprint(), chance);
        Completion completion = new Completion(request, texts(scenario, request), scenario.seed(), attempt);
        Duration usual = latency(scenario, completion, chance.nextGaussian());
        Duration quick = quick(chance);
        if (fault.isEmpty()) {
            return new Decision(usual, completion.answered());
        }
        return new Decision(delay(fault.get(), usual, quick), response(fault.get(), completion, scenario.retryDelay()));
    }

    private static Random tried(Scenario scenario, ContentRequest request, int attempt) {
        return Dice.roll(scenario.seed() + request.fingerprint(), "try", Integer.toString(attempt));
    }

    private static Optional<Fault> fault(Scenario scenario, long key, Random chance) {
        return pick(scenario.faults(), false, chance.nextDouble())
                .or(() -> pick(scenario.faults(), true, Dice.roll(key, "prompt").nextDouble()));
    }

    private static Duration quick(Random chance) {
        return Duration.ofMillis(30 + chance.nextInt(50));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<Fault> pick(Map<Fault, Double> faults, boolean ofPrompt, double at) {
        double below = 0;
        for (Map.Entry<Fault, Double> entry : faults.entrySet()) {
            if (entry.getKey().belongsToPrompt() != ofPrompt) {
                continue;
            }
            below += entry.getValue();
            if (at < below) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** Answers of one's own are the same for each candidate, as they depend on the prompt alone. */
    private static List<String> texts(Scenario scenario, ContentRequest request) {
        return IntStream.range(0, request.candidates())
                .mapToObj(candidate -> scenario.answers() instanceof Answers made
                        ? made.ofCandidate(candidate).inForm(request.prompt(), request.schema(), request.mimeType())
                        : Objects.requireNonNull(scenario.answers().apply(request.prompt()), "answers gave null"))
                .toList();
    }

    /** Log-normal; the length of the answer takes part of the spread, so that a spread of 0 stays exact. */
    private static Duration latency(Scenario scenario, Completion completion, double gaussian) {
        double tokens = Math.max(
                1,
                Math.min(
                        ContentRequest.tokens(completion.text()),
                        completion.request().mostTokens()));
        double length = Math.max(-1.5, Math.min(1.5, Math.log(tokens / 30)));
        double factor = Math.exp(scenario.spread() * (0.9 * gaussian + 0.4 * length));
        return Duration.ofNanos(Math.round(scenario.latency().toNanos() * factor));
    }

    private static Duration delay(Fault fault, Duration usual, Duration quick) {
        return switch (fault) {
            case SLOW, DEADLINE -> usual.multipliedBy(10);
            case RATE_LIMITED, DAY_QUOTA, INTERNAL, BAD_GATEWAY, OVERLOADED, RESET -> shorter(usual, quick);
            case HANG -> Duration.ofMinutes(10);
            case BROKEN_JSON, BLOCKED, UNSAFE, TRUNCATED, EMPTY -> usual;
        };
    }

    private static Response response(Fault fault, Completion completion, Duration retryDelay) {
        return switch (fault) {
            case RATE_LIMITED -> QuotaRefusals.exhausted(retryDelay);
            case DAY_QUOTA -> QuotaRefusals.day(completion.request().model());
            case INTERNAL -> Refusals.internal();
            case BAD_GATEWAY -> Refusals.badGateway();
            case OVERLOADED -> Refusals.overloaded();
            case DEADLINE -> Refusals.deadline();
            case SLOW -> completion.answered();
            case HANG, RESET -> new Response.Cut();
            case BROKEN_JSON -> completion.broken();
            case BLOCKED -> completion.blocked();
            case UNSAFE -> completion.unsafe();
            case TRUNCATED -> completion.truncated();
            case EMPTY -> completion.empty();
        };
    }
}
