package batchbook.course;

import batchbook.Batch;
import batchbook.ErrorKind;
import batchbook.Format;
import batchbook.Model;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Progress;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Time;
import batchbook.Usage;
import batchbook.virtual.VirtualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries out a learner's plan that has to keep five cents, a journal and three tries. */
final class BudgetTrial {
    /** Five answers for five cents. */
    private static final int AFFORDABLE = 5;

    private static final int TRIES = 3;
    private static final String BAD = "a review that nobody can answer";

    private BudgetTrial() {}

    /** An answer is a cent, and one review always fails. */
    private static final class Shop implements Model {
        private static final Usage CENT = new Usage(0, 1, 0, 0);

        private final VirtualClock clock = VirtualClock.start(Instant.EPOCH, 1e9);
        private final List<String> asked = new ArrayList<>();

        @Override
        public Reply ask(Prompt prompt) throws InterruptedException {
            synchronized (this) {
                asked.add(prompt.text());
            }
            clock.sleep(Duration.ofMillis(100));
            if (prompt.text().equals(BAD)) {
                throw ModelException.of(ErrorKind.OVERLOADED, "as the exercise wants it");
            }
            return new Reply("POSITIVE", CENT, "STOP", "");
        }

        synchronized List<String> asked() {
            return List.copyOf(asked);
        }

        @Override
        public String name() {
            return "a cent an answer";
        }

        @Override
        public Time time() {
            return Time.virtual(clock);
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.perMillion(0, 10_000));
        }

        @Override
        public Usage mostTokens(Prompt prompt) {
            return CENT;
        }
    }

    /** What is wrong with it; null when nothing is. */
    static @Nullable String mistake(BiFunction<Model, Path, Batch> plan, Path journal) {
        Shop shop = new Shop();
        @Nullable Batch made = plan.apply(shop, journal);
        if (made == null) {
            return "it gave null: return the plan";
        }
        List<String> reviews =
                IntStream.range(0, 20).mapToObj(i -> "review " + i).toList();
        Batch quiet = made.progress(Progress.none());
        quiet.run(reviews);
        int first = shop.asked().size();
        if (first > AFFORDABLE) {
            return "20 reviews at a cent each cost " + first + " cents: the plan has to stop at 5";
        }
        if (first < AFFORDABLE) {
            return "for five cents it could ask 5 of 20 reviews, and it asked " + first;
        }
        if (!Files.exists(journal)) {
            return "the budget is kept, but there is no journal: a run after a stop would pay for all of it again";
        }
        quiet.run(reviews);
        if (new HashSet<>(shop.asked()).size() < shop.asked().size()) {
            return "run twice, it asked a review twice, though its answer was in the journal";
        }
        return tries(plan, journal);
    }

    private static @Nullable String tries(BiFunction<Model, Path, Batch> plan, Path journal) {
        Shop shop = new Shop();
        plan.apply(shop, journal).progress(Progress.none()).run(List.of(BAD));
        int tries = shop.asked().size();
        if (tries > TRIES) {
            return "budget and journal are right; but a review that always fails was tried " + tries + " times, not 3";
        }
        return tries < TRIES
                ? "a review that fails was tried " + Format.plural(tries, "time") + " only, not 3 times"
                : null;
    }
}
