package batchbook.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Receives the requests for content, one after the other: outages, quotas and the number of the try. Thread-safe. */
final class Reception {
    private final Scenario scenario;
    private final Supplier<Duration> time;
    private final RateLimiter limiter;
    private final Optional<Lanes> lanes;

    /** Grows with the number of different prompts, 50 bytes each: a try is a try, however long ago the last one was. */
    private final Map<Long, Integer> tries = new HashMap<>();

    /**
     * A reception that nobody has come to.
     *
     * @param time simulated time since the start
     */
    Reception(Scenario scenario, Supplier<Duration> time) {
        this.scenario = scenario;
        this.time = time;
        limiter = new RateLimiter(scenario.quotas());
        lanes = scenario.lanes().stream().mapToObj(Lanes::new).findFirst();
    }

    Delivery receive(ContentRequest request) {
        Entry entry = enter(request);
        if (entry.refusal().isPresent()) {
            return Delivery.of(
                    Decision.refused(scenario, request, entry.refusal().get()));
        }
        Decision decision;
        try {
            decision = Decision.of(scenario, request, entry.attempt());
        } catch (RuntimeException | Error e) {
            // Whatever answers of one's own throw, a failed assertion too: the client must not wait for ever.
            decision = Decision.now(Refusals.failed(e));
        }
        decision = queued(decision);
        long price = decision.response().nanoDollars();
        return new Delivery(decision, entry.takesAPlace() ? () -> leave(request, price) : () -> {});
    }

    synchronized int mostInAnyMinute() {
        return limiter.mostInAnyMinute();
    }

    synchronized long mostTokensInAnyMinute() {
        return limiter.mostTokensInAnyMinute();
    }

    private record Entry(Optional<Response> refusal, int attempt, boolean takesAPlace) {}

    /**
     * Reads the time inside the lock, so that it never goes back. What an outage or a quota refuses is no try of its
     * prompt: so the answers of a seed stay the same, whatever was refused before.
     */
    private synchronized Entry enter(ContentRequest request) {
        Duration now = time.get();
        Optional<Response> outage = scenario.outages().stream()
                .filter(candidate -> candidate.covers(now))
                .map(Outage::response)
                .findFirst();
        if (outage.isPresent()) {
            return new Entry(outage, 0, false);
        }
        int attempt = tries.getOrDefault(request.fingerprint(), 0) + 1;
        boolean refuses = Decision.fault(scenario, request, attempt)
                .filter(Fault::refuses)
                .isPresent();
        if (refuses) {
            limiter.refuse(now, request.model(), request.promptTokens());
        } else {
            Optional<LimitExceeded> exceeded = limiter.enter(now, request.model(), request.promptTokens());
            if (exceeded.isPresent()) {
                return new Entry(
                        exceeded.map(reason -> QuotaRefusals.denied(
                                reason, request.model(), scenario.quotas().of(Models.version(request.model())))),
                        0,
                        false);
            }
        }
        tries.put(request.fingerprint(), attempt);
        return new Entry(Optional.empty(), attempt, !refuses);
    }

    private synchronized Decision queued(Decision decision) {
        return lanes.map(server -> new Decision(server.take(time.get(), decision.delay()), decision.response()))
                .orElse(decision);
    }

    private synchronized void leave(ContentRequest request, long nanoDollars) {
        limiter.leave(request.model(), nanoDollars);
    }
}
