package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of the user's own, with a name and without. */
class NamedModelTest {
    private static final List<String> PROMPTS = List.of("a", "b");

    @TempDir
    Path directory;

    private final AtomicInteger asked = new AtomicInteger();
    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private Model saying(String answer) {
        return prompt -> {
            asked.incrementAndGet();
            return new Reply(answer, new Usage(1_000, 1_000, 0, 0), "STOP", "");
        };
    }

    private Batch plan(Model model) {
        return Batch.of(model).progress(Progress.none()).journal(file);
    }

    @Test
    void aJournalIsRefusedToAModelWithoutANameBeforeAnythingIsSent() {
        Batch plan = plan(saying("ONE"));
        for (Runnable use : List.<Runnable>of(
                () -> plan.run(PROMPTS),
                () -> plan.start(PROMPTS),
                () -> plan.preview(PROMPTS),
                () -> plan.run(PROMPTS, 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(use::run)
                    .withMessageContaining("this one has none")
                    .withMessageContaining("Model.named(\"gpt-4o-mini\", prompt -> ..)");
        }
        assertThat(asked).hasValue(0);
        assertThat(file).doesNotExist();
    }

    @Test
    void resumeAndRetryFailedAreRefusedAlike() {
        Run run =
                Batch.of(saying("ONE")).progress(Progress.none()).maxRequests(1).run(PROMPTS);
        Batch withJournal = plan(saying("ONE"));
        Run run2 = new Run(run.story(), run.results(), Launch.resumption(withJournal.options()));
        assertThatIllegalArgumentException().isThrownBy(run2::resume).withMessageContaining("Model.named(");
        assertThatIllegalArgumentException().isThrownBy(run2::retryFailed).withMessageContaining("Model.named(");
        assertThat(asked).hasValue(1);
    }

    @Test
    void twoModelsWithNamesGetTheirOwnAnswersFromOneJournal() {
        plan(Model.named("one", saying("ONE"))).run(PROMPTS);
        Run two = plan(Model.named("two", saying("TWO"))).run(PROMPTS);
        assertThat(two.results()).extracting(Result::text).containsOnly("TWO");
        asked.set(0);

        Run again = plan(Model.named(" one ", saying("another lambda"))).run(PROMPTS);

        assertThat(again.results()).extracting(Result::text).containsOnly("ONE");
        assertThat(again.model()).isEqualTo("one");
        assertThat(asked).hasValue(0);
    }

    @Test
    void aModelWithSettingsOfItsOwnNeedsNoOtherName() {
        Model own = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("own");
            }

            @Override
            public String settings() {
                return "temperature 0";
            }
        };
        assertThat(plan(own).run(PROMPTS).answered()).hasSize(2);
        assertThat(plan(Model.named("mine", own)).preview(PROMPTS).requests()).isEqualTo(2);
        assertThat(Model.named("mine", own).settings()).isEqualTo("mine, temperature 0");
    }

    @Test
    void itsPriceIsKnownAndKeepsABudget() {
        NamedModel model = Model.named("gpt-4o-mini", saying("ok")).price(Price.perMillion(1, 2));
        Run run = plan(model).workers(1).maxCost(0.03).run(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"));

        assertThat(model.price()).contains(Price.perMillion(1, 2));
        assertThat(run.metrics().cost().orElseThrow()).isBetween(0.012, 0.03);
        assertThat(run.stopped()).isPresent();
        assertThat(Model.named("free", saying("ok")).price()).isEmpty();
    }

    @Test
    void modelsOfOneNameOrOneAccountShareTheirLimits() {
        NamedModel model = Model.named("gpt-4o-mini", saying("ok"));
        assertThat(model.account())
                .isEqualTo(Model.named("gpt-4o-mini", saying("anew")).account());
        assertThat(model.account())
                .isNotEqualTo(Model.named("gpt-4o", saying("ok")).account());
        assertThat(model.account("OpenAI").price(Price.perMillion(1, 1)).account())
                .isEqualTo("OpenAI");
    }

    @Test
    void allElseIsAsTheModelBehindItTells() throws Exception {
        AtomicInteger prepared = new AtomicInteger();
        Time noon = Time.scaled(Instant.parse("2026-03-01T12:00:00Z"), 60);
        Model behind = new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("behind");
            }

            @Override
            public void prepare() {
                prepared.incrementAndGet();
            }

            @Override
            public List<String> formerSettings() {
                return List.of("v1");
            }

            @Override
            public String settings() {
                return "v2";
            }

            @Override
            public Object account() {
                return "its account";
            }

            @Override
            public Time time() {
                return noon;
            }

            @Override
            public Optional<Price> price() {
                return Optional.of(Price.perMillion(3, 4));
            }

            @Override
            public Usage mostTokens(Prompt prompt) {
                return new Usage(1, 2, 0, 0);
            }
        };
        NamedModel model = Model.named("judge", behind);
        model.prepare();

        assertThat(prepared).hasValue(1);
        assertThat(model.ask(Prompt.of("a")).text()).isEqualTo("behind");
        assertThat(model.time()).isSameAs(noon);
        assertThat(model.price()).contains(Price.perMillion(3, 4));
        assertThat(model.mostTokens(Prompt.of("a"))).isEqualTo(new Usage(1, 2, 0, 0));
        assertThat(model.account()).isEqualTo("its account");
        assertThat(model.formerSettings()).containsExactly("judge, v1");
        assertThat(model).hasToString("judge");
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.named(" ", saying("ok")))
                .withMessageContaining("name is blank");
        assertThat(Files.exists(file)).isFalse();
    }
}
