package batchbook;

import batchbook.job.JobLimits;
import batchbook.job.JobService;
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
 * @param jobs what the model's jobs cost and how long they take ({@link Batch#overnight}); empty when it has none
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
        String basis,
        Optional<JobLimits> jobs) {
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
                basis,
                limits(model));
    }

    /** A model whose settings no job takes has none here. */
    private static Optional<JobLimits> limits(Model model) {
        try {
            return model.jobs().map(JobService::limits);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** US dollars for the same overnight ({@link Batch#overnight}); empty when the price is not known or there are no jobs. */
    public OptionalDouble overnightCost() {
        return jobs.isEmpty() || cost.isEmpty() ? OptionalDouble.empty() : share(cost);
    }

    private OptionalDouble share(OptionalDouble dollars) {
        return dollars.isEmpty()
                ? dollars
                : OptionalDouble.of(dollars.getAsDouble() * jobs.orElseThrow().priceShare());
    }

    /** The figures in a few lines. */
    @Override
    public String toString() {
        String less = resumed + duplicates == 0
                ? ""
                : " (" + Format.count(resumed) + " in the journal, " + Format.count(duplicates) + " duplicates)";
        String costs = dollars(cost, mostCost);
        String times = "about " + Format.duration(time);
        return Format.plural(prompts, "prompt") + ", " + Format.plural(requests, "request") + " to send" + less
                + "\n  tokens  about " + Format.count(tokensIn) + " in, " + Format.count(tokensOut) + " out"
                + (jobs.isEmpty() || requests == 0
                        ? "\n  cost    " + costs + "\n  time    " + times
                        : sideBySide(costs, times, jobs.get()))
                + "\n  from    " + basis;
    }

    /** Asked now in one column, in jobs in the other. */
    private String sideBySide(String costs, String times, JobLimits limits) {
        String now = "run(prompts)";
        boolean priced = cost.isPresent();
        int width = 2 + Math.max(now.length(), Math.max(priced ? costs.length() : 0, times.length()));
        return "\n          " + padded(now, width) + "overnight(prompts)"
                + "\n  cost    " + (priced ? padded(costs, width) + dollars(share(cost), share(mostCost)) : costs)
                + "\n  time    " + padded(times, width) + "mostly within " + hours(limits.target())
                + ", given up after " + hours(limits.longest());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String hours(Duration time) {
        return Format.plural(time.toHours(), "hour");
    }

    private static String dollars(OptionalDouble about, OptionalDouble most) {
        return about.isEmpty()
                ? "not known: give the price " + Price.HOW_TO_GIVE
                : "about " + Format.dollars(about.getAsDouble())
                        + (most.isPresent()
                                ? ", at most " + Format.dollars(most.getAsDouble())
                                : " and what tools add; nobody can say how much at most");
    }
}
