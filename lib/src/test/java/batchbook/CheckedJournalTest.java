package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal has is judged by the checks of today. */
class CheckedJournalTest {
    @TempDir
    Path directory;

    private final List<String> asked = new ArrayList<>();
    private final List<String> prompts =
            IntStream.range(0, 4).mapToObj(i -> "p" + i).toList();
    private Path file;

    @BeforeEach
    void nameIt() {
        file = directory.resolve("reviews.jsonl");
    }

    private Batch plan(Function<String, String> model) {
        return Batch.of(Model.named("mine", prompt -> {
                            asked.add(prompt.text());
                            return new Reply(model.apply(prompt.text()), new Usage(10, 1, 0, 0), "STOP", "v");
                        })
                        .price(Price.perMillion(1, 1)))
                .workers(1)
                .journal(file)
                .progress(Progress.none());
    }

    private long lines() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("\"outcome\""))
                .count();
    }

    @Test
    void anAnswerThatIsNotAcceptedAnyMoreIsAskedAgainAndWhatItCostStays() {
        plan(text -> text.equals("p1") ? "no" : "yes").run(prompts);
        asked.clear();

        Run run = plan(text -> "yes").accept(text -> text.equals("yes"), "yes").run(prompts);

        assertThat(asked).containsExactly("p1");
        assertThat(run.answered()).hasSize(4);
        assertThat(run.get(1).attempts()).hasSize(2);
        assertThat(run.get(1).cost().orElseThrow()).isEqualTo(22 / 1e6);
        assertThat(run.metrics().cost().orElseThrow()).isCloseTo(55 / 1e6, offset(1e-12));
        assertThat(Journal.read(file).metrics().cost().orElseThrow()).isCloseTo(55 / 1e6, offset(1e-12));
    }

    @Test
    void aKeptAnswerThatIsAcceptedTodayCountsWithoutBeingAskedAndIsWrittenSo() throws IOException {
        Batch strict = plan(String::toUpperCase).accept(text -> text.equals("P0"), "P0");
        assertThat(strict.run(prompts).answered()).hasSize(1);
        asked.clear();

        Batch looser = plan(String::toUpperCase).accept(text -> !text.equals("P3"), "not P3");
        assertThat(looser.preview(prompts).requests()).isZero();
        Run run = looser.run(prompts);

        assertThat(asked).isEmpty();
        assertThat(run.answered()).extracting(Result::text).containsExactly("P0", "P1", "P2");
        assertThat(run.get(3).error()).contains("not P3 was asked");
        assertThat(Journal.read(file).answered()).hasSize(3);
        long before = lines();
        looser.run(prompts);
        assertThat(lines()).as("nothing new").isEqualTo(before);
        assertThat(plan(text -> "unused").run(prompts).answered())
                .as("without any check")
                .hasSize(4);
    }

    @Test
    void aTypeThatIsReadTodayFindsWhatDidNotFitBefore() {
        Model model = Model.named("mine", prompt -> {
            asked.add(prompt.text());
            return Reply.of("maybe");
        });
        Batch plan = Batch.of(model).journal(file).workers(1).progress(Progress.none());
        plan.accept(OneOfTwo.class, one -> true, "yes or no").run(prompts);
        assertThat(asked).hasSize(8);
        asked.clear();

        Run run = plan.accept(OneOfThree.class, one -> true, "yes, no or maybe").run(prompts);
        assertThat(asked).isEmpty();
        assertThat(run.values(OneOfThree.class)).hasSize(4).containsOnly(OneOfThree.MAYBE);
    }

    enum OneOfTwo {
        YES,
        NO
    }

    enum OneOfThree {
        YES,
        NO,
        MAYBE
    }

    @Test
    void anAnswerIsNotUndoneByACheckThatThrowsAndCountsOnceItIsMended() throws IOException {
        plan(text -> text).run(prompts);
        long before = lines();
        asked.clear();

        Run broken = plan(text -> text)
                .accept(text -> text.equals("p2") ? List.of().get(0) == null : true, "anything")
                .run(prompts);

        assertThat(asked).isEmpty();
        assertThat(broken.failed()).hasSize(1);
        assertThat(broken.get(2).kind()).contains(ErrorKind.UNEXPECTED);
        assertThat(lines()).isEqualTo(before);
        assertThat(plan(text -> text)
                        .accept(text -> true, "anything")
                        .run(prompts)
                        .answered())
                .hasSize(4);
        assertThat(asked).isEmpty();
    }

    @Test
    void anAnswerWhoseCheckThrewCountsOnceTheCheckIsMended() {
        plan(text -> text).accept(text -> List.of().get(0) == null, "anything").run(prompts.subList(0, 2));
        asked.clear();
        Run run = plan(text -> text).accept(text -> true, "anything").run(prompts.subList(0, 2));
        assertThat(asked).isEmpty();
        assertThat(run.answered()).hasSize(2);
    }

    @Test
    void theKeyOfARowIsThatOfItsPromptHoweverItWasAsked() {
        int[] tries = new int[1];
        plan(text -> "no " + tries[0]++)
                .accept(text -> text.equals("no 1"), "no 1")
                .tellWhy()
                .run(List.of("p0"));
        assertThat(asked).containsExactly("p0", "That is not accepted: it should be no 1. Answer again.");
        asked.clear();
        assertThat(plan(text -> "unused").run(List.of("p0")).get(0).text()).isEqualTo("no 1");
        assertThat(asked).isEmpty();
    }

    @Test
    void tokensOfEachRequestAreInTheJournal() {
        plan(text -> "no").accept(text -> text.equals("yes"), "yes").run(List.of("p0"));
        Result row = Journal.read(file).get(0);
        assertThat(row.attempts()).extracting(Attempt::usage).containsOnly(new Usage(10, 1, 0, 0));
        assertThat(row.attempts()).hasSize(3);
        assertThat(row.usage()).isEqualTo(new Usage(30, 3, 0, 0));
        assertThat(row.cost().orElseThrow()).isEqualTo(33 / 1e6);
        assertThat(row.model()).isEqualTo("mine");
    }
}
