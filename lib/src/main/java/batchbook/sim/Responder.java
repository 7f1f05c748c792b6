package batchbook.sim;

import batchbook.sim.answers.Answers;
import batchbook.sim.answers.Dice;
import batchbook.sim.answers.Question;
import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How a scenario treats a request that is let in: which fault it meets, how long it takes, and the answer, which {@link
 * Answers} makes up. Pure: a scenario, a request and the number of its try always give the same.
 */
record Responder(Scenario scenario) {

    /** A request that was not let in hears so quickly. */
    TimedResponse refuse(ContentRequest request, Response response) {
        Duration quick = quick(Dice.roll(key(request), "refused"));
        return new TimedResponse(shorter(scenario.latency(), quick), response);
    }

    /** What goes wrong with this try, if anything. */
    Optional<Fault> fault(ContentRequest request, int attempt) {
        return fault(request, chance(request, attempt));
    }

    /** A row of a job: only what belongs to its prompt goes wrong with it, and others know how long it takes. */
    Response row(ContentRequest request, int attempt) {
        Completion completion = completion(request, attempt);
        return promptFault(request).map(fault -> response(fault, completion)).orElseGet(completion::answered);
    }

    TimedResponse respond(ContentRequest request, int attempt) {
        Random chance = chance(request, attempt);
        Optional<Fault> fault = fault(request, chance);
        Completion completion = completion(request, attempt);
        Duration usual = latency(completion, chance.nextGaussian());
        Duration quick = quick(chance);
        if (fault.isEmpty()) {
            return new TimedResponse(usual, completion.answered());
        }
        return new TimedResponse(delay(fault.get(), usual, quick), response(fault.get(), completion));
    }

    private long key(ContentRequest request) {
        return scenario.seed() + request.fingerprint();
    }

    private Random chance(ContentRequest request, int attempt) {
        return Dice.roll(key(request), "try", Integer.toString(attempt));
    }

    private Optional<Fault> fault(ContentRequest request, Random chance) {
        return FaultShares.met(scenario.faults(), false, chance.nextDouble()).or(() -> promptFault(request));
    }

    private Optional<Fault> promptFault(ContentRequest request) {
        return FaultShares.met(
                scenario.faults(), true, Dice.roll(key(request), "prompt").nextDouble());
    }

    private Completion completion(ContentRequest request, int attempt) {
        return new Completion(request, texts(request, attempt), scenario.seed(), attempt);
    }

    private List<String> texts(ContentRequest request, int attempt) {
        return IntStream.range(0, request.candidates())
                .mapToObj(candidate -> text(request, request.question(candidate, attempt)))
                .toList();
    }

    /** Answers of one's own come as they are, whatever functions gave back. */
    private String text(ContentRequest request, Question question) {
        Optional<String> told = scenario.answers() instanceof Answers made && !request.typed()
                ? request.tools().told(made)
                : Optional.empty();
        return told.orElseGet(() -> Objects.requireNonNull(scenario.answers().apply(question), "answers gave null"));
    }

    /** Log-normal; the length of the answer takes part of the spread, so that a spread of 0 stays exact. */
    private Duration latency(Completion completion, double gaussian) {
        double tokens = Math.max(
                1,
                Math.min(
                        ContentRequest.tokens(completion.text()),
                        completion.request().mostTokens()));
        double length = Math.max(-1.5, Math.min(1.5, Math.log(tokens / 30)));
        double factor = Math.exp(scenario.spread() * (0.9 * gaussian + 0.4 * length));
        return Duration.ofNanos(Math.round(scenario.latency().toNanos() * factor));
    }

    private static Duration quick(Random chance) {
        return Duration.ofMillis(30 + chance.nextInt(50));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration delay(Fault fault, Duration usual, Duration quick) {
        return switch (fault) {
            case SLOW, DEADLINE -> usual.multipliedBy(10);
            case RATE_LIMITED, DAY_QUOTA, INTERNAL, BAD_GATEWAY, OVERLOADED, RESET -> shorter(usual, quick);
            case HANG -> Duration.ofMinutes(10);
            case BROKEN_JSON, BLOCKED, UNSAFE, TRUNCATED, EMPTY -> usual;
        };
    }

    private Response response(Fault fault, Completion completion) {
        return switch (fault) {
            case RATE_LIMITED -> QuotaRefusals.uncounted(scenario.retryDelay());
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
