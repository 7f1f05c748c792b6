package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another model goes on with a run. */
class OtherModelTest {
    @TempDir
    Path directory;

    private Path file;
    private final List<String> asked = new ArrayList<>();
    private final List<String> prompts =
            IntStream.range(0, 6).mapToObj(i -> "p" + i).toList();

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    /** 100 tokens an answer, also of one that is blocked. */
    private NamedModel model(String name, double price, Predicate<String> blocked) {
        NamedModel model = Model.named(name, prompt -> {
            asked.add(name + " " + prompt.text());
            Reply reply = new Reply(name + ": " + prompt.text(), new Usage(0, 100, 0, 0), "STOP", name + "-001");
            if (blocked.test(prompt.text())) {
                throw ModelException.of(ErrorKind.BLOCKED, "no").partial(reply);
            }
            return reply;
        });
        return price == 0 ? model : model.price(Price.perMillion(price, price));
    }

    private final NamedModel cheap = model("cheap", 1, text -> text.equals("p1") || text.equals("p4"));
    private final NamedModel dear = model("dear", 100, text -> text.equals("p4"));

    private Batch plan(Model model) {
        return Batch.of(model).workers(1).progress(Progress.none());
    }

    @Test
    void oneRunOfAllRowsEachOfWhichKnowsWhoAnsweredAndWhatItCost() {
        Run run = plan(cheap).run(prompts).retryFailed(dear);

        assertThat(asked.subList(6, asked.size())).containsExactly("dear p1", "dear p4");
        assertThat(run.size()).isEqualTo(6);
        assertThat(run.answered()).hasSize(5);
        assertThat(run.results())
                .extracting(Result::model)
                .containsExactly("cheap", "dear", "cheap", "cheap", "dear", "cheap");
        assertThat(run.get(1).text()).isEqualTo("dear: p1");
        assertThat(run.get(1).attempts()).hasSize(2);
        assertThat(run.get(0).cost().orElseThrow()).isCloseTo(0.0001, offset(1e-12));
        assertThat(run.get(1).cost().orElseThrow()).isCloseTo(0.0101, offset(1e-12));
        assertThat(run.metrics().cost().orElseThrow()).isCloseTo(4 * 0.0001 + 2 * 0.0101, offset(1e-12));
        assertThat(run.metrics().tokens().out()).isEqualTo(800);
        assertThat(run.model()).isEqualTo("cheap, then dear");
        assertThat(run.toString()).contains("6 prompts to cheap, then dear");
        assertThat(run.explain()).contains("to cheap, then dear");
        assertThat(run.get(0).resumed()).isTrue();
    }

    @Test
    void whatIsAskedOnceMoreOfItGoesToTheOther() {
        Run run = plan(cheap).run(prompts).retryFailed(dear);
        asked.clear();
        Run again = run.retryFailed();
        assertThat(asked).containsExactly("dear p4");
        assertThat(again.model()).isEqualTo("cheap, then dear");
        assertThat(again.retryFailed(cheap).model()).isEqualTo("cheap, then dear, then cheap");
    }

    @Test
    void aPriceThatIsNotKnownIsNotTakenFromTheOther() {
        Run run = plan(model("free", 0, text -> text.equals("p1"))).run(prompts).retryFailed(dear);
        assertThat(run.get(0).cost()).isEmpty();
        assertThat(run.get(1).cost()).as("half of it is not known").isEmpty();
        assertThat(run.metrics().cost()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void rowsThatWereNotRunAreResumedByAnother() {
        Model usedUp = Model.named("used up", prompt -> {
            if (prompt.text().equals("p2")) {
                throw ModelException.of(ErrorKind.QUOTA_EXHAUSTED, "no more");
            }
            return Reply.of("ok");
        });
        Run run = plan(usedUp).run(prompts);
        assertThat(run.notRun()).isNotEmpty();

        Run whole = run.resume(dear);

        assertThat(whole.results())
                .extracting(Result::model)
                .containsExactly("used up", "used up", "dear", "dear", "dear", "dear");
        assertThat(whole.stopped()).isEmpty();
        assertThat(whole.get(2).attempts()).hasSize(2);
    }

    @Test
    void aRunThatWasReadFromAFileGoesOnWithAModelAndWritesNothing() throws IOException {
        plan(cheap).journal(file).run(prompts);
        byte[] before = Files.readAllBytes(file);
        Run read = Journal.read(file);
        assertThatIllegalStateException()
                .isThrownBy(read::retryFailed)
                .withMessageContaining("has no plan to go on with")
                .withMessageContaining("run.retryFailed(gemini)");

        Run run = read.retryFailed(dear);

        assertThat(run.answered()).hasSize(5);
        assertThat(run.model()).isEqualTo("cheap, then dear");
        assertThat(run.get(1).cost().orElseThrow()).isCloseTo(0.0101, offset(1e-12));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void withAJournalBothStandInItEachUnderItsOwnName() {
        Run run = plan(cheap).journal(file).run(prompts).retryFailed(dear);
        asked.clear();

        Run read = Journal.read(file);
        assertThat(read.results()).extracting(Result::text).isEqualTo(texts(run));
        assertThat(read.results())
                .extracting(Result::model)
                .containsExactly("cheap", "dear", "cheap", "cheap", "dear", "cheap");
        assertThat(read.model()).isEqualTo("cheap, then dear");
        assertThat(read.metrics().cost().orElseThrow())
                .isCloseTo(run.metrics().cost().orElseThrow(), offset(1e-12));

        Run again = plan(cheap).journal(file).run(prompts).retryFailed(dear);
        assertThat(asked).as("only what failed for both").containsExactly("dear p4");
        assertThat(texts(again)).isEqualTo(texts(run));
        asked.clear();

        assertThat(plan(dear).journal(file).run(prompts).answered()).hasSize(5);
        assertThat(asked)
                .as("answers of the one are not taken for those of the other")
                .containsExactly("dear p0", "dear p2", "dear p3", "dear p5");
    }

    @Test
    void twoModelsOfOneNameAndOtherSettingsAreToldApartInAJournal() {
        Model cold = new Settings("flash", "temperature 0", text -> text.equals("p1"));
        Model warm = new Settings("flash", "temperature 1", text -> false);
        Run run = plan(cold).journal(file).run(prompts).retryFailed(warm);
        assertThat(run.answered()).hasSize(6);
        assertThat(Journal.read(file).results()).extracting(Result::text).isEqualTo(texts(run));

        asked.clear();
        plan(warm).journal(file).run(prompts);
        assertThat(asked).hasSize(5).doesNotContain("temperature 1 p1");
    }

    private final class Settings implements Model {
        private final String name;
        private final String settings;
        private final Predicate<String> blocked;

        Settings(String name, String settings, Predicate<String> blocked) {
            this.name = name;
            this.settings = settings;
            this.blocked = blocked;
        }

        @Override
        public Reply ask(Prompt prompt) {
            asked.add(settings + " " + prompt.text());
            if (blocked.test(prompt.text())) {
                throw ModelException.of(ErrorKind.BLOCKED, "no");
            }
            return Reply.of(settings);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String settings() {
            return name + ", " + settings;
        }
    }

    @Test
    void equalPromptsShareWhatTheOtherAnswersInTheFileToo() {
        List<String> twice = List.of("p1", "p0", "p1");
        Run run = plan(cheap).journal(file).run(twice).retryFailed(dear);
        assertThat(texts(run)).containsExactly("dear: p1", "cheap: p0", "dear: p1");
        assertThat(texts(Journal.read(file))).isEqualTo(texts(run));
    }

    @Test
    void aJournalNeedsANameForTheOtherToo() {
        Run run = plan(cheap).journal(file).run(prompts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.retryFailed(prompt -> Reply.of("x")))
                .withMessageContaining("Give it a name");
    }

    @Test
    void aFileThatIsEmptiedMeanwhileGetsTheRowsOfBothBack() throws IOException {
        Run run = plan(cheap).journal(file).run(prompts);
        NamedModel empties = Model.named("empties", prompt -> {
            Files.write(file, new byte[0]);
            return Reply.of("empties: " + prompt.text());
        });
        Run merged = run.retryFailed(empties);
        assertThat(merged.answered()).hasSize(6);
        assertThat(texts(Journal.read(file))).isEqualTo(texts(merged));
    }

    private static List<String> texts(Run run) {
        return run.results().stream().map(Result::text).toList();
    }
}
