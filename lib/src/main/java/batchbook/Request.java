package batchbook;

import batchbook.answer.Judge;
import batchbook.answer.Misfit;
import batchbook.foreign.ForeignException;
import batchbook.pace.Permit;
import batchbook.pace.Workload;
import batchbook.prompt.Attachment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One request under way. Written by its worker, read by the loop after the hand-over through the queue. */
final class Request {
    final Task task;
    /** What is sent. */
    final Prompt asked;

    final Workload size;

    final int lane;
    final Instant sent;
    /** What the limits know of it. */
    final Permit permit;
    /** The most it can use. */
    final Usage most;
    /** For how long its row was held by a limit, a pause or a budget before it went. */
    final Duration held;
    /** Set by the loop when it no longer waits for the answer. */
    boolean abandoned;

    /** Written by the worker before it checks the answer, and read by the loop when that takes too long. */
    @Nullable
    volatile Reply reply;

    /** What the checks say against the answer. */
    @Nullable
    Misfit misfit;

    @Nullable
    Throwable thrown;

    Instant finished;

    @Nullable
    Future<?> work;

    Request(Task task, int lane, Instant sent, Permit permit, Usage most, Duration held) {
        this.task = task;
        this.asked = task.asked();
        this.size = task.size();
        this.lane = lane;
        this.sent = sent;
        this.permit = permit;
        this.most = most;
        this.held = held;
        this.finished = sent;
    }

    /** An answer came, and is checked on this thread. */
    void answered(@Nullable Reply came, Judge<Prompt> judge) {
        reply = came;
        misfit = came == null || came.text().isBlank()
                ? null
                : judge.misfit(task.prompt, came.text()).orElse(null);
    }

    /** Its row has had this request: it ended then, with an answer or with this failure. */
    RunListener.Call booked(Instant when, @Nullable ModelException failure) {
        Optional<Reply> came = failure == null ? Optional.ofNullable(reply) : failure.partial();
        Usage used = came.map(Reply::usage).orElse(Usage.NONE);
        Attempt attempt = task.attempted(lane, permit.at(), when, held, used, failure);
        return new RunListener.Call(task.index, asked, attempt, came, false);
    }

    /** Its row has not had it: the run ended then, and nobody waits for what comes of it. */
    RunListener.Call abandoned(Instant when) {
        Attempt attempt =
                new Attempt(task.attempts.size() + 1, lane, task.ready, permit.at(), when, Optional.empty(), "", held);
        return new RunListener.Call(task.index, asked, attempt, Optional.empty(), true);
    }

    /** Why it brought no usable answer; null when it did. */
    @Nullable
    ModelException problem() {
        Reply came = reply;
        if (thrown != null) {
            return ModelException.from(thrown);
        }
        if (came == null) {
            return ModelException.of(ErrorKind.UNEXPECTED, "the model returned null instead of a Reply");
        }
        if (came.text().isBlank()) {
            return ModelException.of(ErrorKind.EMPTY, "the model answered with an empty text")
                    .partial(came);
        }
        return misfit == null ? null : problem(misfit, came);
    }

    /** An answer that is not what was asked for, as a failure. */
    static ModelException problem(Misfit misfit, Reply answer) {
        boolean unreadable = misfit.cause() == Misfit.Cause.UNREADABLE
                || misfit.thrown().map(ForeignException::kind).equals(Optional.of(ErrorKind.UNREADABLE));
        ErrorKind kind = unreadable
                ? ErrorKind.UNREADABLE
                : misfit.cause() == Misfit.Cause.NOT_ACCEPTED ? ErrorKind.NOT_ACCEPTED : ErrorKind.UNEXPECTED;
        return ModelException.of(kind, misfit.words()).partial(answer).misfit();
    }

    /**
     * What to send after its answer was turned down: the prompt, that answer and the reason. The same again when it was not,
     * or the prompt is nothing but files.
     */
    Prompt followUp() {
        Prompt prompt = task.prompt;
        Reply came = reply;
        if (misfit == null
                || misfit.request().isEmpty()
                || came == null
                || prompt.text().isBlank()) {
            return asked;
        }
        Prompt after = prompt.after(prompt.text(), came.text());
        String text = misfit.request() + ". Answer again.";
        // Their places are those of the text that stands in the history by now.
        List<Attachment> files =
                prompt.attachments().stream().map(file -> file.at(0)).toList();
        return new Prompt(prompt.id(), text, prompt.labels(), after.history(), files, prompt.sample());
    }

    /** What is wrong with one that has not ended in time. */
    ModelException timedOut(Duration timeout) {
        Reply came = reply;
        if (came != null) {
            return ModelException.of(
                            ErrorKind.UNEXPECTED,
                            "the answer came, but its check had not ended after " + Format.duration(timeout)
                                    + " in all -> Make the check faster, or give it longer with .timeout(..): the answer is"
                                    + " kept.")
                    .partial(came)
                    .misfit();
        }
        return ModelException.of(
                ErrorKind.TIMEOUT,
                "no answer within " + Format.duration(timeout)
                        + ". Give it longer with .timeout(..), or ask for a shorter answer.");
    }
}
