package batchbook;

import batchbook.foreign.SafeText;
import java.util.Objects;
import java.util.Optional;

/** What came of one prompt: answered, failed for good, or not run. */
public sealed interface Outcome {
    /**
     * A complete answer.
     *
     * @param reply what the model said
     */
    record Answered(Reply reply) implements Outcome {
        /** Rejects null. */
        public Answered {
            Objects.requireNonNull(reply, "reply");
        }
    }

    /**
     * No usable answer after the last request.
     *
     * @param kind what went wrong at the last request
     * @param message the provider's words and the way out
     * @param partial the part of an answer that came all the same, such as a truncated text
     */
    record Failed(ErrorKind kind, String message, Optional<Reply> partial) implements Outcome {
        /** Rejects nulls. The message is one line. */
        public Failed {
            Objects.requireNonNull(kind, "kind");
            message = SafeText.line(message, SafeText.MESSAGE);
            Objects.requireNonNull(partial, "partial");
        }
    }

    /**
     * Never sent, or stopped before its answer came.
     *
     * @param why what ended the run
     */
    record NotRun(String why) implements Outcome {
        /** Rejects null. */
        public NotRun {
            Objects.requireNonNull(why, "why");
        }
    }
}
