package batchbook.pace;

import batchbook.Format;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Reason;
import batchbook.Reply;
import batchbook.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a run within its {@link Budget}: a request may go while {@code used + set aside + most <= budget}. The most that
 * it can use is set aside before it is sent, and what it did not use is given back when its answer is there. So the sum
 * never exceeds the budget, however many are in flight.
 */
final class BudgetTracker {
    /** Counts for nothing. */
    private static final Price UNKNOWN = Price.perMillion(0, 0);

    private final Budget budget;
    private final Price price;
    private long requests;
    private long tokens;
    private double cost;
    private long tokensAside;
    private double costAside;
    private double spent;

    BudgetTracker(Budget budget, Optional<Price> price) {
        this.budget = budget;
        this.price = price.orElse(UNKNOWN);
    }

    /** Open when a request that uses at most so much fits. */
    Gate gate(Instant now, Usage most) {
        return lacks(most)
                .map(cause -> Gate.closed(Instant.MAX, cause.reason(), "budget", cause.words()))
                .orElseGet(() -> Gate.open(now));
    }

    /** Whether a request does not fit however little those in flight turn out to use; another may. */
    boolean neverFits(Usage most) {
        boolean tokensLeft = budget.tokens() == Long.MAX_VALUE || tokens + most.total() <= budget.tokens();
        return requests < budget.requests() && !(tokensLeft && cost + cost(most) <= budget.cost());
    }

    private Optional<Cause> lacks(Usage most) {
        if (requests >= budget.requests()) {
            return usedUp(
                    "the budget of " + Format.plural(budget.requests(), "request") + " (.maxRequests) is used up");
        }
        if (most.equals(Usage.UNBOUNDED) && budget.limitsUse()) {
            return Optional.of(new Cause(Reason.BUDGET_CANNOT_BE_KEPT, Budget.CANNOT_BE_KEPT));
        }
        if (budget.tokens() < Long.MAX_VALUE && tokens + tokensAside + most.total() > budget.tokens()) {
            return usedUp("the budget of " + Format.plural(budget.tokens(), "token") + " (.maxTokens): "
                    + Format.count(tokens) + " are used, and one request can use up to " + Format.count(most.total())
                    + wayOut(most));
        }
        double next = cost(most);
        if (cost + costAside + next > budget.cost()) {
            return usedUp("the budget of " + Format.dollars(budget.cost()) + " (.maxCost): " + Format.dollars(cost)
                    + " is used, and one request can cost up to " + Format.dollars(next) + wayOut(most));
        }
        return Optional.empty();
    }

    private static Optional<Cause> usedUp(String words) {
        return Optional.of(new Cause(Reason.BUDGET, words));
    }

    /** Without a limit on the answer, next to nothing fits beside what is set aside for one. */
    private static String wayOut(Usage most) {
        return most.out() > 8_192
                ? ". Limit the answers, such as with .maxOutputTokens(500) of the model, to fit more"
                : "";
    }

    void setAside(Usage most) {
        requests++;
        tokensAside += most.total();
        costAside += cost(most);
    }

    /** An answer came. A model that does not tell its tokens may have used all it could. */
    void answered(Usage most, Usage used) {
        giveBack(most);
        if (used.equals(Usage.NONE)) {
            count(most);
        } else {
            count(used);
            spent += cost(used);
        }
    }

    /** The request failed. One that broke off may be billed all the same: the most it can have used counts. */
    void failed(Usage most, ModelException problem) {
        Usage used = problem.partial().map(Reply::usage).orElse(Usage.NONE);
        giveBack(most);
        if (problem.uncounted()) {
            requests--;
        } else if (!used.equals(Usage.NONE)) {
            count(used);
            spent += cost(used);
        } else if (problem.kind().mayBeBilled()) {
            count(most);
        }
    }

    private void count(Usage used) {
        tokens += used.total();
        cost += cost(used);
    }

    private void giveBack(Usage most) {
        tokensAside -= most.total();
        costAside -= cost(most);
    }

    private double cost(Usage usage) {
        return price.of(usage);
    }

    /** What the answers so far have cost, in US dollars. */
    double spent() {
        return spent;
    }
}
