package batchbook.spark;

import batchbook.Batch;
import batchbook.Format;
import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.Limits.Learned;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Totals;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What one key may send in a minute, which all executors share. None of them hears of the others, so it is learned in one
 * place before they begin, and divided.
 *
 * @param requests in 60 seconds; empty when no such limit was met
 * @param tokens of prompts in 60 seconds; empty when no such limit was met
 * @param asked how many rows were asked for it
 */
record Quota(OptionalLong requests, OptionalLong tokens, int asked) {
    /**
     * As many at once as it takes to ask so many within a minute, when an answer takes two seconds. No more: those under way
     * at the refusal are refused too.
     */
    static int workers(int first) {
        return Math.min(1_000, Math.max(5, first / 30));
    }

    /** What is known of this model in this JVM. */
    private static Quota of(Model model, int asked) {
        return new Quota(learned(model, Counts.REQUESTS), learned(model, Counts.TOKENS), asked);
    }

    private static OptionalLong learned(Model model, Counts counts) {
        String account = String.valueOf(model.account());
        return Batch.limits().all().stream()
                .filter(limit -> limit.account().equals(account))
                .filter(limit -> limit.window() == Window.MINUTE && limit.counts() == counts)
                .mapToLong(Learned::allowed)
                .min();
    }

    /**
     * Asks these until a refusal names a limit, and waits until requests may go again. What was refused is not asked here: the
     * minute that begins then is all for the executors.
     *
     * @param plan of a model
     */
    static Quota learn(Function<Model, Batch> plan, Model model, Iterator<Prompt> prompts) {
        BooleanSupplier known = () -> of(model, 0).isKnown();
        Totals totals = plan.apply(UntilLimited.of(model, known)).stream(new Until<>(known, prompts), result -> {});
        return of(model, totals.size() - totals.resumed());
    }

    /** The next ones, until something holds. */
    private record Until<T>(BooleanSupplier enough, Iterator<T> all) implements Iterator<T> {
        @Override
        public boolean hasNext() {
            return !enough.getAsBoolean() && all.hasNext();
        }

        @Override
        public T next() {
            return all.next();
        }
    }

    boolean isKnown() {
        return requests.isPresent() || tokens.isPresent();
    }

    /**
     * With so much for each of so many.
     *
     * @throws IllegalStateException when that is less than one
     */
    Recipe divided(Recipe recipe, int executors) {
        Recipe divided = recipe;
        if (requests.isPresent()) {
            divided = divided.with(PlanSetting.PER_MINUTE, share(requests.getAsLong(), "request", executors));
        }
        if (tokens.isPresent()) {
            divided = divided.with(PlanSetting.TOKENS_PER_MINUTE, share(tokens.getAsLong(), "token", executors));
        }
        return divided;
    }

    private static long share(long limit, String what, int executors) {
        if (limit < executors) {
            throw new IllegalStateException(Format.plural(limit, what) + " a minute are less than one for each of "
                    + executors + " executors: one of them is enough for so few. Ask rows.coalesce(1), with"
                    + " perMinute(" + limit + ") and without learn(..).");
        }
        return limit / executors;
    }

    /** What each gets, in a sentence. */
    String told(int executors) {
        if (!isKnown()) {
            return ">>> NO LIMIT was met by " + Format.plural(asked, "row")
                    + " that were asked here: each executor finds"
                    + " out by itself. More rows may meet one; if you know it, say perMinute(..).";
        }
        String all = (requests.isPresent() ? Format.plural(requests.getAsLong(), "request") : "")
                + (requests.isPresent() && tokens.isPresent() ? " and " : "")
                + (tokens.isPresent() ? Format.plural(tokens.getAsLong(), "token") : "");
        return ">>> " + all + " a minute, divided among " + Format.plural(executors, "executor") + ".";
    }
}
