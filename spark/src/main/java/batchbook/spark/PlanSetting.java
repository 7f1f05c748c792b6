package batchbook.spark;

import batchbook.Batch;
import batchbook.Retry;
import java.io.Serializable;
import java.time.Duration;

/** One setting of the plan that each partition runs, told by its name and a plain value, so that it can travel. */
enum PlanSetting {
    PER_MINUTE,
    TOKENS_PER_MINUTE,
    WORKERS,
    TIMEOUT,
    TRIES;

    Batch made(Batch plan, Serializable value) {
        return switch (this) {
            case PER_MINUTE -> plan.perMinute((Long) value);
            case TOKENS_PER_MINUTE -> plan.tokensPerMinute((Long) value);
            case WORKERS -> plan.workers((Integer) value);
            case TIMEOUT -> plan.timeout((Duration) value);
            case TRIES -> plan.retry(Retry.upTo((Integer) value));
        };
    }
}
