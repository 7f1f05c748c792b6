package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
    /** A token for each five characters, and answers of 40 tokens, up to 500. */
    private static final class Counted implements Model {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Reply ask(Prompt prompt) {
            asked.incrementAndGet();
            return new Reply("yes", new Usage(prompt.text().length() / 5, 40, 0, 0), "STOP", "m");
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(Price.perMillion(10, 100));
        }

        @Override
        public Usage mostTokens(Prompt prompt) {
            return new Usage(prompt.text().length(), 500, 0, 0);
        }
    }

    private final Counted model = new Counted();
    private final Batch plan = Batch.of(model).progress(Progress.none());
    private final List<String> prompts = IntStream.range(0, 100)
            .mapToObj(i -> "Is the number " + i % 80 + " a prime? " + "Think well. ".repeat(i % 7))
            .toList();

    @Test
    void nothingIsSentAndTheRulesOfThumbAreCalledThat() {
        Preview preview = plan.preview(prompts);
        assertThat(model.asked).hasValue(0);
        assertThat(preview.prompts()).isEqualTo(100);
        assertThat(preview.toString())
                .contains("rules of thumb")
                .contains("100 prompts")
                .contains("cost");
        assertThat(preview.mostCost().orElseThrow())
                .isGreaterThan(preview.cost().orElseThrow());
    }

    @Test
    void afterTheFirstFiveItIsWithinAFifthOfWhatComes() {
        Run sample = plan.run(prompts, 5);
        assertThat(sample.size()).isEqualTo(5);
        assertThat(model.asked).hasValue(5);

        Preview preview = plan.preview(prompts);
        Run run = plan.run(prompts);
        assertThat(preview.requests()).isEqualTo(model.asked.get() - 5);
        assertThat(preview.duplicates()).isEqualTo(100 - preview.requests());
        assertThat((double) preview.tokensIn())
                .isBetween(
                        0.8 * run.metrics().tokens().in(),
                        1.2 * run.metrics().tokens().in());
        assertThat((double) preview.tokensOut())
                .isBetween(
                        0.8 * run.metrics().tokens().out(),
                        1.2 * run.metrics().tokens().out());
        double cost = run.metrics().cost().orElseThrow();
        assertThat(preview.cost().orElseThrow()).isBetween(0.8 * cost, 1.2 * cost);
        assertThat(preview.basis()).contains("5 answers");
    }

    @Test
    void whatTheJournalHasIsNotCounted(@TempDir Path directory) {
        Batch kept = Batch.of(Model.named("counted", model))
                .progress(Progress.none())
                .journal(directory.resolve("rows.jsonl"));
        assertThat(kept.preview(prompts).resumed()).isZero();
        kept.run(prompts, 30);
        Preview preview = kept.preview(prompts);
        assertThat(preview.resumed()).isEqualTo(30);
        assertThat(preview.toString()).contains("30 in the journal");
        int before = model.asked.get();
        kept.run(prompts);
        assertThat(model.asked.get() - before).isEqualTo(preview.requests());
    }

    @Test
    void anUnknownPriceIsNotZero() {
        Batch free = Batch.of(prompt -> Reply.of("x" + model.asked)).progress(Progress.none());
        assertThat(free.preview(prompts).cost()).isEmpty();
        assertThat(free.preview(prompts).toString()).contains("not known");
    }
}
