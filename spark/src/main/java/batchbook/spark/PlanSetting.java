package batchbook.spark;

import batchbook.Batch;
import batchbook.Retry;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.BiFunction;

/** One setting of the plan that each partition runs, told by its name and a plain value, so that it can travel. */
enum PlanSetting {
    PER_MINUTE((plan, value) -> plan.perMinute((Long) value)),
    TOKENS_PER_MINUTE((plan, value) -> plan.tokensPerMinute((Long) value)),
    WORKERS((plan, value) -> plan.workers((Integer) value)),
    TIMEOUT((plan, value) -> plan.timeout((Duration) value)),
    TRIES((plan, value) -> plan.retry(Retry.upTo((Integer) value)));

    private final BiFunction<Batch, Serializable, Batch> change;

    PlanSetting(BiFunction<Batch, Serializable, Batch> change) {
        this.change = change;
    }

    Batch made(Batch plan, Serializable value) {
        return change.apply(plan, value);
    }
}
