package batchbook;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Hears of each request of a run as soon as it has ended: for telemetry and logs of your own. {@code
 * batchbook.telemetry.Telemetry} is one, for OpenTelemetry.
 *
 * <pre>{@code
 * Batch.of(gemini).listener(start -> call -> log.info("row {}: {}", call.row(), call.attempt().latency())).run(prompts);
 * }</pre>
 *
 * <p>It is called on the thread of the run, which sends nothing meanwhile, so it should return quickly. What it throws is
 * logged once, and ends neither the run nor the listening. A listener may be asked by several runs at once; what it returns
 * for one of them is called by one thread after the other.
 */
@FunctionalInterface
public interface RunListener {
    /** A run begins, on the thread that starts it. What is returned hears of this one alone. */
    OfRun begins(Start start);

    /** Hears of one run. */
    @FunctionalInterface
    interface OfRun {
        /**
         * A request has ended, or nobody waits for it any more. Each that is sent is told once: retries, refusals and those
         * that were given up too. Rows that share an answer or had one before are no request. One that provably never
         * reached the server, and is sent again for that, is no request either.
         */
        void ended(Call call);

        /** The run is over: its last request has been told. Does nothing by default. */
        default void over(End end) {}
    }

    /**
     * A run that begins.
     *
     * @param model who is asked
     * @param prompts how many there are; empty for a stream of which nobody knows it
     * @param known how many of them had a result before
     * @param at when, by the clock of the run
     */
    record Start(Model model, OptionalInt prompts, int known, Instant at) {
        /** Rejects nulls. */
        public Start {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(prompts, "prompts");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A run that is over.
     *
     * @param metrics its figures
     * @param stopped why it ended before its last prompt, if it did
     * @param at when, by the clock of the run
     */
    record End(Metrics metrics, Optional<String> stopped, Instant at) {
        /** Rejects nulls. */
        public End {
            Objects.requireNonNull(metrics, "metrics");
            Objects.requireNonNull(stopped, "stopped");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A request that has ended.
     *
     * @param row place of its prompt in the list that is run, from 0
     * @param prompt what was sent: the prompt of the row, or what follows on an answer that was turned down
     * @param attempt when it was, and what went wrong
     * @param reply its answer, or the part that came before a failure
     * @param abandoned whether the run ended before it: what came of it nobody knows, and {@code attempt} has no error
     */
    record Call(int row, Prompt prompt, Attempt attempt, Optional<Reply> reply, boolean abandoned) {
        /** Rejects nulls. */
        public Call {
            Objects.requireNonNull(prompt, "prompt");
            Objects.requireNonNull(attempt, "attempt");
            Objects.requireNonNull(reply, "reply");
        }
    }
}
