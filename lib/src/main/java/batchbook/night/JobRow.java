package batchbook.night;

import batchbook.Attempt;
import batchbook.ModelException;
import batchbook.Outcome;
import batchbook.Price;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row to which something came with a job, at the job's price.
 *
 * @param before what was sent for it before
 * @param of the job
 * @param price of a live request; empty when it is not known
 * @param share what a request in a job costs of it
 */
public record JobRow(Result before, NightJob of, Optional<Price> price, double share) {
    /** It is answered. */
    public Result answered(Reply reply) {
        return settled(new Outcome.Answered(reply), reply.usage(), Optional.empty());
    }

    /** It has failed for good. */
    public Result failed(ModelException problem) {
        return settled(
                new Outcome.Failed(problem.kind(), words(problem), problem.partial()),
                usage(problem),
                Optional.of(problem));
    }

    private Result settled(Outcome outcome, Usage usage, Optional<ModelException> problem) {
        return new Result(
                before.index(),
                before.prompt(),
                outcome,
                attempts(usage, problem),
                false,
                cost(usage),
                of.entry().model());
    }

    /** It stays open, though a request for it may have to be paid. */
    public Result open(String why, ModelException problem) {
        return new Result(
                before.index(),
                before.prompt(),
                new Outcome.NotRun(why),
                attempts(usage(problem), Optional.of(problem)),
                false,
                cost(usage(problem)));
    }

    /** It stays open, and nothing came for it. */
    public static Result open(Result before, String why) {
        return new Result(
                before.index(), before.prompt(), new Outcome.NotRun(why), before.attempts(), false, before.cost());
    }

    private static Usage usage(ModelException problem) {
        return problem.partial().map(Reply::usage).orElse(Usage.NONE);
    }

    private static String words(ModelException problem) {
        return String.valueOf(problem.getMessage());
    }

    /** A job tells no times of its rows: each waited from when the job was submitted to when it was over. */
    private List<Attempt> attempts(Usage usage, Optional<ModelException> problem) {
        List<Attempt> all = new ArrayList<>(before.attempts());
        Instant since = of.entry().since();
        Instant ended = of.ended().isBefore(since) ? since : of.ended();
        all.add(new Attempt(
                all.size() + 1,
                Attempt.IN_A_JOB,
                since,
                ended,
                ended,
                problem.map(ModelException::kind),
                problem.map(JobRow::words).orElse(""),
                Duration.ZERO,
                usage));
        return all;
    }

    private OptionalDouble cost(Usage usage) {
        return price.isEmpty() || usage.equals(Usage.NONE)
                ? before.cost()
                : OptionalDouble.of(
                        before.cost().orElse(0) + share * price.get().of(usage));
    }
}
