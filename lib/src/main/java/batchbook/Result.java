package batchbook;

import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Outcome.NotRun;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All there is to know about one prompt of a run. Immutable.
 *
 * <pre>{@code
 * for (Result row : run) System.out.println(row.ok() ? row.text() : row.error());
 * }</pre>
 *
 * @param index place of the prompt in the list that was run, from 0
 * @param prompt what was asked, with its labels
 * @param outcome what came of it
 * @param attempts every request sent for it, oldest first; empty when it was not run
 * @param resumed whether the outcome was there already when the run began: from a journal, or from the run that was
 *     resumed
 * @param cost what all its requests cost that told their tokens, in US dollars, each at the price of the model that was
 *     asked and of when it was: a reply that could not be used is billed like one that could. 0 when it shares the reply of
 *     an equal prompt, empty when the price or the tokens are not known
 * @param model name of the model that the outcome is from; empty when it was not run, or when nobody knows
 */
public record Result(
        int index,
        Prompt prompt,
        Outcome outcome,
        List<Attempt> attempts,
        boolean resumed,
        OptionalDouble cost,
        String model) {
    /** A row of which nobody knows what it cost and which model it is from. */
    public Result(int index, Prompt prompt, Outcome outcome, List<Attempt> attempts, boolean resumed) {
        this(index, prompt, outcome, attempts, resumed, OptionalDouble.empty());
    }

    /** A row of which nobody knows which model it is from. */
    public Result(
            int index, Prompt prompt, Outcome outcome, List<Attempt> attempts, boolean resumed, OptionalDouble cost) {
        this(index, prompt, outcome, attempts, resumed, cost, "");
    }

    /** Copies the attempts. */
    public Result {
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(outcome, "outcome");
        attempts = List.copyOf(attempts);
    }

    /** Whether there is a complete answer. */
    public boolean ok() {
        return outcome instanceof Answered;
    }

    /**
     * Whether a try of it failed and it was asked once more. A request that was refused for a limit (429) was no try: sent
     * again, it is as good as the first.
     */
    public boolean retried() {
        int tries = 0;
        for (Attempt attempt : attempts) {
            tries += attempt.error().filter(ErrorKind::isRefusal).isEmpty() ? 1 : 0;
        }
        return tries > 1;
    }

    /** The answer's text, or the part of it that came before a failure; empty when there is none. */
    public String text() {
        return reply().map(Reply::text).orElse("");
    }

    /** The reply, or the part of it that came before a failure. */
    public Optional<Reply> reply() {
        if (outcome instanceof Answered answered) {
            return Optional.of(answered.reply());
        }
        return outcome instanceof Failed failed ? failed.partial() : Optional.empty();
    }

    /**
     * The answer as a value, as {@link Reply#value} reads it; empty when there is no complete answer.
     *
     * @throws batchbook.answer.UnreadableAnswerException when it does not fit, saying why
     */
    public <T> Optional<T> value(Class<T> type) {
        return ok() ? reply().map(reply -> reply.value(type)) : Optional.empty();
    }

    /** What went wrong; empty for an answer and for a prompt that was not run. */
    public Optional<ErrorKind> kind() {
        return outcome instanceof Failed failed ? Optional.of(failed.kind()) : Optional.empty();
    }

    /** Why there is no answer, in words; empty when there is one. */
    public String error() {
        if (outcome instanceof Failed failed) {
            return failed.message();
        }
        return outcome instanceof NotRun notRun ? notRun.why() : "";
    }

    /** Time on the network, all requests together; the waits between them do not count. Zero when not run. */
    public Duration latency() {
        Duration sum = Duration.ZERO;
        for (Attempt attempt : attempts) {
            sum = sum.plus(attempt.latency());
        }
        return sum;
    }

    /** Time between the start of the run and the first request. Zero when not run. */
    public Duration queued() {
        return attempts.isEmpty() ? Duration.ZERO : attempts.get(0).waited();
    }

    /** Time between its requests: back-off, and waiting for a free worker after it. Zero with one request or none. */
    public Duration waited() {
        return attempts.stream().skip(1).map(Attempt::waited).reduce(Duration.ZERO, Duration::plus);
    }

    /** The part of {@link #queued()} and {@link #waited()} in which a limit, a pause or a budget let nothing go. */
    public Duration held() {
        return attempts.stream().map(Attempt::held).reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether it shares the outcome of an equal prompt, for which alone the model was asked. */
    public boolean deduplicated() {
        return attempts.isEmpty() && !(outcome instanceof NotRun);
    }

    /** Whether its outcome came with a job of many requests ({@link Batch#overnight}), at a part of the price. */
    public boolean fromAJob() {
        return !attempts.isEmpty() && attempts.get(attempts.size() - 1).inAJob();
    }

    /** Whether a request of its own was sent for it, of which the times are known: not one in a job. */
    public boolean wasTimed() {
        return attempts.stream().anyMatch(attempt -> !attempt.inAJob());
    }

    /**
     * Whether the row is finished: answered, or failed for a reason of its own. A row that was not run is not, nor one
     * whose failure is not its own fault (a bad key, an unknown model, a used-up quota): it is asked again by {@link
     * Run#resume()}, and by the next run with the same journal.
     */
    public boolean settled() {
        return outcome instanceof Answered
                || kind().filter(kind -> !kind.endsRun()).isPresent();
    }

    /** Tokens of all its requests, those of replies that could not be used included; none when it shares a reply. */
    public Usage usage() {
        Usage sent = usage(attempts);
        // Early journals have the tokens of the reply alone.
        return sent.equals(Usage.NONE) && !deduplicated()
                ? reply().map(Reply::usage).orElse(sent)
                : sent;
    }

    /** Tokens of these requests. */
    static Usage usage(List<Attempt> requests) {
        Usage sum = Usage.NONE;
        for (Attempt request : requests) {
            sum = sum.plus(request.usage());
        }
        return sum;
    }

    /** The same with its cost, unless that is known already. */
    public Result priced(Optional<Price> price) {
        if (cost.isPresent() || price.isEmpty()) {
            return this;
        }
        boolean shares =
                deduplicated() && !reply().map(Reply::usage).orElse(Usage.NONE).equals(Usage.NONE);
        return costing(shares ? OptionalDouble.of(0) : cost(attempts, usage(), price.get()));
    }

    /**
     * What requests that used so much together cost, each for itself, as a long prompt has another price; empty when nobody
     * told their tokens.
     */
    static OptionalDouble cost(List<Attempt> requests, Usage together, Price price) {
        if (together.equals(Usage.NONE)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (Attempt request : requests) {
            sum += price.of(request.usage());
        }
        return OptionalDouble.of(sum == 0 ? price.of(together) : sum);
    }

    private Result costing(OptionalDouble dollars) {
        return new Result(index, prompt, outcome, attempts, resumed, dollars, model);
    }

    /** The same from a model of this name. */
    public Result from(String name) {
        return new Result(index, prompt, outcome, attempts, resumed, cost, name);
    }

    /** The same requests with another outcome. */
    public Result ending(Outcome other) {
        return new Result(index, prompt, other, attempts, resumed, cost, model);
    }

    /** The same outcome for an equal prompt at another place. */
    public Result sharedWith(int otherIndex, Prompt other) {
        OptionalDouble free = cost.isPresent() ? OptionalDouble.of(0) : cost;
        return new Result(otherIndex, other, outcome, List.of(), resumed, free, model);
    }

    /** The same, found again for a later run. */
    public Result resumedAs(int newIndex, Prompt newPrompt) {
        return new Result(newIndex, newPrompt, outcome, attempts, true, cost, model);
    }
}
