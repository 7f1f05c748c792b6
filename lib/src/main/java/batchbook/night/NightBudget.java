package batchbook.night;

import batchbook.Format;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Usage;
import batchbook.pace.Budget;
import java.util.Optional;

/**
 * What a plan may use, for rows that nobody can stop once they are in a job: the most that each can use is set aside when
 * it goes into one, and does not come back.
 */
public final class NightBudget {
    private final Budget budget;
    private final Model model;
    private final double priceShare;
    private double cost;
    private long tokens;
    private long requests;

    public NightBudget(Budget budget, Model model, double priceShare) {
        this.budget = budget;
        this.model = model;
        this.priceShare = priceShare;
    }

    /** Why the row is not to be submitted; when it is empty, what it can use is set aside. */
    public Optional<String> refuses(Prompt prompt) {
        Usage most = budget.limitsUse() ? model.mostTokens(prompt) : Usage.NONE;
        double dearest = priceShare * model.price().map(price -> price.of(most)).orElse(0.0);
        boolean fits = cost + dearest <= budget.cost()
                && tokens + most.total() <= budget.tokens()
                && requests < budget.requests();
        if (!fits) {
            return Optional.of("left out for want of budget: "
                    + (budget.limitsCost()
                            ? Format.dollars(budget.cost())
                                    + " may be spent, and a job cannot be stopped when that is reached"
                            : "more is not to be used, and a job cannot be stopped when that is reached"));
        }
        cost += dearest;
        tokens += most.total();
        requests++;
        return Optional.empty();
    }
}
