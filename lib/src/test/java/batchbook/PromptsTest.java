package batchbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class PromptsTest {
    private static final Model SHOUT = prompt -> Reply.of(prompt.text().toUpperCase(java.util.Locale.ROOT));
    private static final Batch PLAN = Batch.of(SHOUT).progress(Progress.none());

    private static List<String> texts(Object prompts) {
        return Prompts.of(prompts).stream().map(Prompt::text).toList();
    }

    @Test
    void stringsAndPromptsMayBeMixed() {
        List<Prompt> prompts = Prompts.of(List.of("one", Prompt.of("b", "two"), java.nio.CharBuffer.wrap("three")));
        assertThat(prompts).extracting(Prompt::text).containsExactly("one", "two", "three");
        assertThat(prompts).extracting(Prompt::id).containsExactly("", "b", "");
    }

    @Test
    void aListAColumnAnArrayAndAStreamAreAllRead() {
        assertThat(List.of(
                        List.of("a", "b"),
                        StringColumn.create("review", "a", "b"),
                        new String[] {"a", "b"},
                        new Prompt[] {Prompt.of("a"), Prompt.of("b")},
                        new Object[] {"a", Prompt.of("b")},
                        Stream.of("a", "b"),
                        Stream.of("a", "b").parallel(),
                        Map.of(1, "a").values().stream().flatMap(a -> Stream.of(a, "b"))))
                .allSatisfy(prompts -> assertThat(texts(prompts)).containsExactly("a", "b"));
        assertThat(texts(new String[0])).isEmpty();
        assertThat(texts(Stream.empty())).isEmpty();
    }

    @Test
    void aRowOfARunIsAskedWithItsIdItsTextAndItsLabels() {
        Prompt asked = Prompt.of("r-1", "one").label("shop", "Lyon");
        Run run = PLAN.run(List.of(asked, "two"));

        assertThat(Prompts.of(run)).containsExactly(asked, Prompt.of("two"));
        assertThat(Prompts.of(List.of(run.get(1), "three", run.get(0))))
                .containsExactly(Prompt.of("two"), Prompt.of("three"), asked);
    }

    @Test
    void failedRowsAreAskedByAnotherPlan() {
        Model moody = prompt -> {
            if (prompt.text().contains("2")) {
                throw ModelException.of(ErrorKind.BLOCKED, "not this");
            }
            return Reply.of("ok");
        };
        Run run = Batch.of(moody).progress(Progress.none()).run(SampleRuns.prompts(4));

        Run again = PLAN.run(run.failed());

        assertThat(again.results()).extracting(Result::prompt).containsExactly(Prompt.of("prompt 2"));
        assertThat(again.get(0).text()).isEqualTo("PROMPT 2");
        assertThat(PLAN.run(run).answered()).hasSize(4);
        assertThat(PLAN.run(run, 3).size()).isEqualTo(3);
    }

    /** What a cell may pass: which method the compiler takes is part of the test. */
    @Test
    void everyWayToAskTakesThemAll() {
        List<String> list = List.of("a", "b", "c");
        StringColumn column = StringColumn.create("review", list);
        String[] array = {"a", "b", "c"};
        Run run = PLAN.run(list);
        List<Result> rows = run.results();
        var anything = list.isEmpty() ? (Object) array : column;

        assertThat(Stream.of(
                        PLAN.run(list),
                        PLAN.run(column),
                        PLAN.run(array),
                        PLAN.run(Stream.of(array)),
                        PLAN.run(run),
                        PLAN.run(rows),
                        PLAN.run(anything),
                        Batch.sequential(SHOUT, list),
                        Batch.sequential(SHOUT, array),
                        Batch.sequential(SHOUT, Stream.of(array)),
                        Batch.parallel(SHOUT, list, 2),
                        Batch.parallel(SHOUT, column, 2),
                        Batch.parallel(SHOUT, array, 2),
                        Batch.parallel(SHOUT, Stream.of(array), 2),
                        Batch.parallel(SHOUT, run, 2),
                        Batch.parallel(prompt -> Reply.of(prompt.text().toUpperCase(java.util.Locale.ROOT)), rows, 2),
                        PLAN.start(list).await(),
                        PLAN.start(array).await(),
                        PLAN.start(Stream.of(array)).await()))
                .allSatisfy(each ->
                        assertThat(each.results()).extracting(Result::text).containsExactly("A", "B", "C"));
        assertThat(Stream.of(
                        PLAN.run(list, 2),
                        PLAN.run(column, 2),
                        PLAN.run(array, 2),
                        PLAN.run(Stream.of(array), 2),
                        PLAN.run(run, 2)))
                .allSatisfy(each ->
                        assertThat(each.results()).extracting(Result::text).containsExactly("A", "B"));
        assertThat(Stream.of(PLAN.preview(list), PLAN.preview(array), PLAN.preview(Stream.of(array))))
                .allSatisfy(preview -> assertThat(preview.requests()).isEqualTo(3));
        assertThat(PLAN.run(list, 9).size()).as("there are fewer").isEqualTo(3);
    }

    @Test
    void theFirstFewAreAllThatIsRead() {
        AtomicBoolean read = new AtomicBoolean();
        Iterable<String> endless = () -> Stream.iterate(1, i -> i + 1)
                .peek(i -> read.compareAndSet(false, i > 5))
                .map(i -> "prompt " + i)
                .iterator();

        assertThat(PLAN.run(endless, 5).size()).isEqualTo(5);
        assertThat(read).as("a sixth was read").isFalse();
        assertThat(PLAN.run(Stream.generate(() -> "again").flatMap(a -> Stream.generate(() -> a)), 5)
                        .size())
                .isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.run(endless, 0))
                .withMessageContaining("first is 0: it must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.run(Arrays.asList("a", " ", "c"), 2))
                .withMessageContaining("prompt 1 is null or blank (counted from 0, of 2)");
    }

    @Test
    void aStreamOfAFileIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();

        Prompts.of(Stream.of("a").onClose(() -> closed.set(true)));

        assertThat(closed).isTrue();
    }

    static Stream<Arguments> whatIsNoPrompts() {
        return Stream.of(
                Arguments.of("Why is the sky blue?", "prompts is a single text: nothing was sent. To ask one"),
                Arguments.of(Prompt.of("a"), "prompts is a single Prompt: nothing was sent. To ask one, pass List.of("),
                Arguments.of(SampleRuns.lasting(1).get(0), "prompts is a single Result"),
                Arguments.of(Map.of("a", "b"), "prompts is a map: nothing was sent. Pass map.values(); or"),
                Arguments.of(
                        42,
                        "prompts has the type java.lang.Integer: nothing was sent. Pass a list, an array or a stream"),
                Arguments.of(new int[0], "prompts has the type int[]: nothing was sent."));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoPrompts")
    void whatIsNoPromptsIsToldWhatToPass(Object prompts, String told) {
        assertThatIllegalArgumentException().isThrownBy(() -> PLAN.run(prompts)).withMessageStartingWith(told);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.parallel(SHOUT, prompts, 5))
                .withMessageStartingWith(told);
    }

    @Test
    void nullIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> PLAN.run(null))
                .withMessage("prompts is null: pass a list of strings or of Prompt");
        assertThatNullPointerException()
                .isThrownBy(() -> PLAN.preview((String[]) null))
                .withMessageContaining("prompts is null");
    }

    @Test
    void everyNullOrBlankRowIsNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompts.of(Arrays.asList("a", null, "b", "  ", "\n")))
                .withMessageContaining("prompts 1, 3, 4 are null or blank (counted from 0, of 5): nothing was sent")
                .withMessageContaining("filter(");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompts.of(new String[] {"a", ""}))
                .withMessageContaining("prompt 1 is null or blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompts.of(Stream.of("a", null)))
                .withMessageContaining("prompt 1 is null or blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompts.of(Collections.nCopies(20, "")))
                .withMessageContaining("0, 1, 2, 3, 4 and 15 more");
    }

    @Test
    void otherTypesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompts.of(List.of("a", 42)))
                .withMessageContaining("prompt 1 is a java.lang.Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.run(Table.create("", StringColumn.create("review", "a"))))
                .withMessageContaining("prompt 0 is a tech.tablesaw.api.Row: nothing was sent.")
                .withMessageEndingWith("of a table, pass a text column.");
    }
}
