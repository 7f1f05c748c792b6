package batchbook.compare;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Run;
import batchbook.SampleRuns;
import batchbook.compare.Alignment.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static Run run(Prompt... prompts) {
        return SampleRuns.of(List.of(prompts), 1, prompt -> Reply.of("ok"));
    }

    private static Run run(String... texts) {
        return run(Stream.of(texts).map(Prompt::of).toArray(Prompt[]::new));
    }

    /** The places of the rows in each run, {@code -} where it has none. */
    private static List<String> places(Run... runs) {
        return Alignment.of(Stream.of(runs).map(Run::results).toList()).stream()
                .map(AlignmentTest::places)
                .toList();
    }

    private static String places(Row row) {
        return String.join(
                " ",
                row.results().stream()
                        .map(result ->
                                result.map(Result::index).map(String::valueOf).orElse("-"))
                        .toList());
    }

    @Test
    void theSamePromptsBelongTogetherByPlaceEqualOnesToo() {
        assertThat(places(run("a", "a", "b"), run("a", "a", "b"))).containsExactly("0 0", "1 1", "2 2");
        assertThat(places(run("a"))).containsExactly("0");
        assertThat(places(run(new Prompt[0]), run(new Prompt[0]))).isEmpty();
    }

    @Test
    void promptsInAnotherOrderAreLookedUpByWhatIsAsked() {
        assertThat(places(run("a", "b", "c"), run("c", "a", "d", "b"))).containsExactly("0 1", "1 3", "2 0", "- 2");
    }

    @Test
    void equalPromptsAreTakenOneAfterTheOther() {
        assertThat(places(run("a", "a", "b"), run("b", "a"))).containsExactly("0 1", "1 -", "2 0");
    }

    @Test
    void anIdGoesBeforeTheText() {
        assertThat(places(
                        run(Prompt.of("1", "a"), Prompt.of("2", "a")),
                        run(Prompt.of("2", "other words"), Prompt.of("1", "a"), Prompt.of("", "a"))))
                .containsExactly("0 1", "1 0", "- 2");
        assertThat(places(run(Prompt.of("1", "a")), run(Prompt.of("2", "a")))).containsExactly("0 -", "- 0");
    }

    @Test
    void twoTemplatesOverOneTableBelongTogetherByItsRows() {
        assertThat(places(
                        run(
                                Prompt.of("short: x").label("text", "x"),
                                Prompt.of("short: y").label("text", "y")),
                        run(
                                Prompt.of("long: x").label("text", "x"),
                                Prompt.of("long: y").label("text", "y"))))
                .containsExactly("0 0", "1 1");
    }

    @Test
    void whatGoesWithAPromptTellsItFromOthers() {
        Prompt plain = Prompt.of("And Spain?");
        assertThat(places(run(plain, plain.after("Italy?", "Rome")), run(plain.after("Italy?", "Rome"), plain)))
                .containsExactly("0 1", "1 0");
    }
}
