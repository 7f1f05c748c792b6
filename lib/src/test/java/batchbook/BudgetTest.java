package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import batchbook.VirtualWorkers.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run never uses more than it may, however many requests are under way. */
class BudgetTest {
    private static final Price PRICE = Price.perMillion(1, 10);

    /** Up to 100 tokens in and 1,000 out; how many really come differs. */
    private static final class Priced implements Model {
        private final Optional<Price> price;

        Priced(Optional<Price> price) {
            this.price = price;
        }

        @Override
        public Reply ask(Prompt prompt) {
            throw new AssertionError("the virtual workers answer");
        }

        @Override
        public String name() {
            return "priced";
        }

        @Override
        public Optional<Price> price() {
            return price;
        }

        @Override
        public Usage mostTokens(Prompt prompt) {
            return new Usage(100, 1_000, 0, 0);
        }
    }

    private Batch plan = Batch.of(new Priced(Optional.of(PRICE))).workers(50).retry(Retry.upTo(3));

    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Prompt.of("prompt " + i)).toList();
    }

    private Run run(VirtualWorkers workers, int prompts) {
        return Loops.of(plan, prompts(prompts), Progress.none(), workers, new SplittableRandom(1))
                .run();
    }

    private static VirtualWorkers using(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new VirtualWorkers((prompt, number) -> {
            int thrown = random.nextInt(20);
            if (thrown == 0) {
                return Step.fail(
                        50, ModelException.of(ErrorKind.OVERLOADED, "busy").httpStatus(503));
            }
            if (thrown == 1) {
                return Step.fail(50, ModelException.of(ErrorKind.NETWORK, "broken"));
            }
            Usage used = new Usage(20 + random.nextInt(80), random.nextInt(1_001), 0, 0);
            return new Step(Duration.ofMillis(100 + random.nextInt(900)), new Reply("ok", used, "STOP", "m"), null);
        });
    }

    /** What the run may have been billed: a request that broke off may have cost all it could. */
    private static double mostBilled(Run run) {
        return run.results().stream()
                .mapToDouble(row ->
                        row.reply().map(reply -> PRICE.of(reply.usage())).orElse(0.0)
                                + PRICE.of(new Usage(100, 1_000, 0, 0))
                                        * row.attempts().stream()
                                                .filter(attempt ->
                                                        attempt.error().equals(Optional.of(ErrorKind.NETWORK)))
                                                .count())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theCostIsNeverExceededWithFiftyUnderWay(long seed) {
        plan = plan.maxCost(0.50);
        Run run = run(using(seed), 1_000);
        assertThat(mostBilled(run)).isLessThanOrEqualTo(0.50).isGreaterThan(0.45);
        assertThat(run.stopped().orElseThrow()).contains("$0.50").contains(".maxCost");
        assertThat(run.notRun()).isNotEmpty();
        assertThat(run.metrics().cost().orElseThrow()).isLessThanOrEqualTo(0.50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void norAreRequestsAndTokens(long seed) {
        VirtualWorkers workers = using(seed);
        plan = plan.maxRequests(77);
        Run run = run(workers, 1_000);
        assertThat(workers.sent).hasSize(77);
        assertThat(run.stopped().orElseThrow()).contains("77 requests").contains(".maxRequests");
        assertThat(run.story().reason()).contains(Reason.BUDGET);

        plan = Batch.of(new Priced(Optional.empty())).workers(50).maxTokens(30_000);
        Run other = run(using(seed), 1_000);
        assertThat(other.metrics().tokens().total()).isLessThanOrEqualTo(30_000).isGreaterThan(20_000);
        assertThat(other.stopped().orElseThrow()).contains("30,000 tokens").contains(".maxTokens");
    }

    @Test
    void aBudgetThatIsEnoughChangesNothing() {
        plan = plan.maxCost(5).maxRequests(1_000).maxTokens(1_000_000);
        assertThat(run(using(1), 100).stopped()).isEmpty();
    }

    @Test
    void anUnknownPriceIsAnErrorThatSaysHowToGiveItBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.of(new Priced(Optional.empty()))
                        .maxCost(1)
                        .progress(Progress.none())
                        .run(List.of("hello")))
                .withMessageContaining("priced")
                .withMessageContaining("nothing was sent")
                .withMessageContaining("Price.perMillion");
    }

    /** As a search does: what it reads is known only afterwards. */
    private static Model searching(AtomicInteger asked, Predicate<Prompt> searches) {
        return new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                asked.incrementAndGet();
                return new Reply("found", new Usage(10_000, 10, 0, 0), "STOP", "m");
            }

            @Override
            public Optional<Price> price() {
                return Optional.of(PRICE);
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                return searches.test(prompt) ? Usage.UNBOUNDED : new Usage(10_000, 10, 0, 0);
            }
        };
    }

    @Test
    void aBudgetThatNobodyCanPromiseIsRefusedBeforeAnythingIsSent() {
        AtomicInteger asked = new AtomicInteger();
        Batch searching = Batch.of(searching(asked, prompt -> true)).progress(Progress.none());
        for (Batch bounded : List.of(searching.maxCost(0.01), searching.maxTokens(1_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bounded.run(List.of("hello")))
                    .withMessageContaining("cannot be promised")
                    .withMessageContaining("Nothing was sent")
                    .withMessageContaining(".maxRequests(..)");
        }
        assertThat(asked).hasValue(0);
        assertThat(searching.maxRequests(2).run(List.of("a", "b", "c")).answered())
                .hasSize(2);
        assertThat(searching.run(List.of("a", "b", "c")).answered()).hasSize(3);
        assertThat(searching.maxCost(1).preview(List.of("a")).mostCost()).isEmpty();
        assertThat(searching.preview(List.of("a")).toString()).contains("nobody can say how much at most");
    }

    @Test
    void norIsOneSentLaterOnUnderABudget() {
        AtomicInteger asked = new AtomicInteger();
        Run run = Batch.of(searching(asked, prompt -> prompt.text().equals("search")))
                .workers(1)
                .maxCost(1)
                .progress(Progress.none())
                .run(List.of("a", "b", "search", "c"));
        assertThat(asked).as("the others fit").hasValue(3);
        assertThat(run.notRun()).extracting(row -> row.prompt().text()).containsExactly("search");
        assertThat(run.stopped().orElseThrow()).contains("cannot be promised");
        assertThat(run.story().reason()).contains(Reason.BUDGET_CANNOT_BE_KEPT);
        assertThat(run.advice()).isNotEmpty().noneMatch(line -> line.contains("same budget once more"));
    }

    @Test
    void badBudgetsAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan.maxCost(0)).withMessageContaining("maxCost is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.maxCost(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.maxRequests(-1))
                .withMessageContaining("maxRequests is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.maxTokens(0))
                .withMessageContaining("maxTokens is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.perMinute(0))
                .withMessageContaining("perMinute is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.run(List.of("a"), 0))
                .withMessageContaining("first is 0");
    }

    @Test
    void longPromptsAndCachedTokensHaveTheirOwnPrice() {
        Price pro = new Price(2, 12, 0.2, 200_000, 4, 18);
        assertThat(pro.of(new Usage(100_000, 1_000, 500, 40_000))).isCloseTo(0.12 + 0.008 + 0.018, CLOSE);
        assertThat(pro.of(new Usage(300_000, 1_000, 0, 0))).isCloseTo(1.2 + 0.018, CLOSE);
        assertThat(pro)
                .hasToString("$2.00 in, $12.00 out for a million tokens; $4.00 in, $18.00 out for prompts of more"
                        + " than 200,000 tokens");
        assertThat(PRICE).hasToString("$1.00 in, $10.00 out for a million tokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Price.perMillion(-1, 2))
                .withMessageContaining("input is -1");
    }

    private static final org.assertj.core.data.Offset<Double> CLOSE = org.assertj.core.data.Offset.offset(1e-9);
}
