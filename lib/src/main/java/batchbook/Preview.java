package batchbook;

import batchbook.pace.Pace;
import batchbook.pace.UsageEstimate;
import batchbook.pace.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a run would send, before anything is sent. Immutable; get one from {@link Batch#preview}.
 *
 * <p>Figures are estimates from what this JVM has seen of the model: its tokens to a text, the length of its answers,
 * their latency, its limits. Before the first answer they are rules of thumb (4 bytes to a token, 300 tokens to an
 * answer, 2 seconds), and {@code basis} says which.
 *
 * @param prompts rows
 * @param resumed rows whose outcome is in the journal
 * @param duplicates rows that share the outcome of an equal prompt
 * @param requests requests to send, without retries
 * @param tokensIn tokens of the prompts
 * @param tokensOut tokens of the answers and of thinking
 * @param cost US dollars, as estimated; empty when the model's price is not known
 * @param mostCost US dollars if every answer were as long as it may be; empty when the model's price is not known, or
 *     when tools add tokens that nobody can foresee
 * @param time how long it would take
 * @param basis what the estimates rest on
 */
public record Preview(
        int prompts,
        int resumed,
        int duplicates,
        int requests,
        long tokensIn,
        long tokensOut,
        OptionalDouble cost,
        OptionalDouble mostCost,
        Duration time,
        String basis) {
    private static final double USUAL_ANSWER = 300;

    static Preview of(Options options, List<Prompt> prompts, List<Optional<Result>> known) {
        Model model = options.model;
        Optional<Price> price = model.price();
        Set<Object> seen = new HashSet<>();
        int resumed = 0;
        int requests = 0;
        double in = 0;
        double out = 0;
        double cost = 0;
        double mostCost = 0;
        boolean bounded = true;
        Instant now = model.time().now();
        Pace pace = new Pace(
                model, options.stated(model.time().stretch()), now, model.time().random());
        UsageEstimate estimate = pace.outlook().usage();
        Workload load = Workload.NONE;
        for (int index = 0; index < prompts.size(); index++) {
            Prompt prompt = prompts.get(index);
            if (known.get(index).isPresent()) {
                resumed++;
                seen.add(prompt.question());
            } else if (seen.add(prompt.question()) || !options.deduplicate) {
                Usage most = model.mostTokens(prompt);
                double answer = estimate.isGuess() ? Math.min(USUAL_ANSWER, (double) most.out()) : estimate.out();
                Workload one = Workload.of(model, prompt);
                double tokens = estimate.in(one);
                load = load.plus(one);
                requests++;
                in += tokens;
                out += answer;
                Usage usual = new Usage(Math.round(tokens), Math.round(answer), 0, 0);
                cost += price.map(price_ -> price_.of(usual)).orElse(0.0);
                mostCost += price.map(price_ -> price_.of(most)).orElse(0.0);
                bounded &= !most.equals(Usage.UNBOUNDED);
            }
        }
        String basis = estimate.isGuess()
                ? "rules of thumb, as this model was not asked yet: try plan.run(prompts, 5) first"
                : Format.plural(estimate.answers(), "answer") + " so far";
        return new Preview(
                prompts.size(),
                resumed,
                prompts.size() - resumed - requests,
                requests,
                Math.round(in),
                Math.round(out),
                price.isPresent() ? OptionalDouble.of(cost) : OptionalDouble.empty(),
                price.isPresent() && bounded ? OptionalDouble.of(mostCost) : OptionalDouble.empty(),
                pace.outlook().forecast(now, load),
                basis);
    }

    /** The figures in a few lines. */
    @Override
    public String toString() {
        String less = resumed + duplicates == 0
                ? ""
                : " (" + Format.count(resumed) + " in the journal, " + Format.count(duplicates) + " duplicates)";
        String dollars = cost.isEmpty()
                ? "not known: give the price " + Price.HOW_TO_GIVE
                : "about " + Format.dollars(cost.getAsDouble())
                        + (mostCost.isPresent()
                                ? ", at most " + Format.dollars(mostCost.getAsDouble())
                                : " and what tools add; nobody can say how much at most");
        return Format.plural(prompts, "prompt") + ", " + Format.plural(requests, "request") + " to send" + less
                + "\n  tokens  about " + Format.count(tokensIn) + " in, " + Format.count(tokensOut) + " out"
                + "\n  cost    " + dollars
                + "\n  time    about " + Format.duration(time)
                + "\n  from    " + basis;
    }
}
