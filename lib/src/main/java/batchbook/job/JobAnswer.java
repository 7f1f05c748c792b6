package batchbook.job;

import batchbook.ModelException;
import batchbook.Reply;
import java.util.Optional;

/**
 * What became of one request of a job: a reply or a problem, never both. Immutable.
 *
 * @param key that of its line; empty when it came without one
 * @param marker the one that the answer carries, which may be another row's; empty when it carries none
 * @param reply what a live request would have given, without the marker
 * @param problem what a live request would have thrown; its {@linkplain ModelException#partial() partial} reply is without
 *     the marker
 */
public record JobAnswer(String key, Optional<String> marker, Optional<Reply> reply, Optional<ModelException> problem) {
    /** @throws IllegalArgumentException when it is neither a reply nor a problem, or both */
    public JobAnswer {
        if (reply.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException("the answer to '" + key + "' must be a reply or a problem");
        }
    }

    /** An answer that is there. */
    public static JobAnswer of(String key, Optional<String> marker, Reply reply) {
        return new JobAnswer(key, marker, Optional.of(reply), Optional.empty());
    }

    /** A request without an answer, or with one that cannot be used. */
    public static JobAnswer of(String key, Optional<String> marker, ModelException problem) {
        return new JobAnswer(key, marker, Optional.empty(), Optional.of(problem));
    }
}
