package batchbook.sim;

import batchbook.sim.reply.Refusals;
import batchbook.sim.reply.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Receives the requests for content, one after the other: outages, quotas and the number of the try. Thread-safe. */
final class Reception {
    private final Scenario scenario;
    private final Supplier<Duration> time;
    private final Responder responder;
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
        responder = new Responder(scenario);
        limiter = new RateLimiter(scenario.quotas());
        lanes = scenario.lanes().stream().mapToObj(Lanes::new).findFirst();
    }

    Delivery receive(ContentRequest request) {
        Entry entry = enter(request);
        if (entry.refusal().isPresent()) {
            return Delivery.of(responder.refuse(request, entry.refusal().get()));
        }
        TimedResponse timed;
        try {
            timed = responder.respond(request, entry.attempt());
        } catch (RuntimeException | Error e) {
            // Whatever answers of one's own throw, a failed assertion too: the client must not wait for ever.
            timed = TimedResponse.now(Refusals.failed(e));
        }
        timed = queued(timed);
        long price = timed.response().nanoDollars();
        return new Delivery(timed, entry.takesAPlace() ? () -> leave(request, price) : () -> {});
    }

    /** Answers a row of a job, to which neither quotas nor outages apply. */
    Response row(ContentRequest request) {
        return responder.row(request, nextTry(request));
    }

    /** Puts something else than an answer that is sent on the bill. */
    synchronized void charge(long nanoDollars) {
        limiter.spend(nanoDollars);
    }

    synchronized long nanoDollars() {
        return limiter.nanoDollars();
    }

    synchronized int mostInAnyMinute() {
        return limiter.mostInAnyMinute();
    }

    synchronized long mostTokensInAnyMinute() {
        return limiter.mostTokensInAnyMinute();
    }

    private record Entry(Optional<Response> refusal, int attempt, boolean takesAPlace) {
        static Entry refused(Response refusal) {
            return new Entry(Optional.of(refusal), 0, false);
        }
    }

    /**
     * Reads the time inside the lock, so that it never goes back. What an outage or a quota refuses is no try of its
     * prompt: so the answers of a seed stay the same, whatever was refused before.
     */
    private synchronized Entry enter(ContentRequest request) {
        Duration now = time.get();
        Optional<Outage> outage = scenario.outages().stream()
                .filter(candidate -> candidate.covers(now))
                .findFirst();
        if (outage.isPresent()) {
            return Entry.refused(outage.get().cut() ? new Response.Cut() : Refusals.overloaded());
        }
        String model = request.model();
        int attempt = tries.getOrDefault(request.fingerprint(), 0) + 1;
        boolean refuses =
                responder.fault(request, attempt).filter(Fault::refuses).isPresent();
        if (refuses) {
            limiter.refuse(now, model, request.promptTokens());
        } else {
            Optional<LimitExceeded> exceeded = limiter.enter(now, model, request.promptTokens());
            if (exceeded.isPresent()) {
                Quotas quotas = scenario.quotas().of(Models.version(model));
                return Entry.refused(QuotaRefusals.of(exceeded.get(), model, quotas));
            }
        }
        tries.put(request.fingerprint(), attempt);
        return new Entry(Optional.empty(), attempt, !refuses);
    }

    private synchronized int nextTry(ContentRequest request) {
        return tries.merge(request.fingerprint(), 1, Integer::sum);
    }

    private synchronized TimedResponse queued(TimedResponse timed) {
        return lanes.map(server -> new TimedResponse(server.take(time.get(), timed.delay()), timed.response()))
                .orElse(timed);
    }

    private synchronized void leave(ContentRequest request, long nanoDollars) {
        limiter.leave(request.model(), nanoDollars);
    }
}
