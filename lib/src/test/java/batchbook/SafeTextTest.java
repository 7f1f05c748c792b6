package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Limit.Counts;
import batchbook.Limit.Window;
import batchbook.Outcome.Failed;
import batchbook.VirtualWorkers.Step;
import batchbook.foreign.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stranger says reaches no terminal, log or journal as a command. */
class SafeTextTest {
    /** Clears the screen, rings, deletes, turns the writing, forges a line, hides text, breaks a pair. */
    private static final String EVIL =
            "a\u001B[2J\u0007\b\u009B31m\u202Eb\u2066\n[OK] c\u2028d\uFEFF\uDB40\uDC41\uD83D";

    private static void assertTame(String text) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && c != '\t')
                        .filter(c -> switch (Character.getType(c)) {
                            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.SURROGATE ->
                                true;
                            default -> false;
                        })
                        .toArray())
                .as(text)
                .isEmpty();
    }

    @Test
    void aLineHasNoSignThatIsACommandAndDoingItTwiceChangesNothing() {
        String line = SafeText.line(EVIL, 500);
        assertTame(line);
        assertThat(line)
                .startsWith("a\\u001B[2J\\u0007\\u0008\\u009B31m\\u202Eb\\u2066 [OK] c d\\uFEFF\\U000E0041\\uD83D")
                .doesNotContain("\n");
        assertThat(SafeText.line(line, 500)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"plain", "شكرا", "日本語", "👩‍👩‍👧", "می‌خواهم", "naïve “quotes” – 5 € → ✓"})
    void wordsOfEveryScriptStayAsTheyAre(String text) {
        assertThat(SafeText.line(text, 500)).isSameAs(text);
        assertThat(SafeText.text(text)).isSameAs(text);
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        assertThat(SafeText.line("x".repeat(50_000), 100)).isEqualTo("x".repeat(99) + "…");
        assertThat(SafeText.line("😀".repeat(100), 100))
                .hasSizeLessThanOrEqualTo(100)
                .endsWith("😀…");
        assertThat(SafeText.line(SafeText.line("x".repeat(500), 100), 100)).hasSize(100);
    }

    @Test
    void anAnswerKeepsItsLinesAndItsDirectionsButCommandsNothing() {
        assertThat(SafeText.text("one\r\n\ttwo\n\u200Fשלום\u001B[2J")).isEqualTo("one\n\ttwo\n\u200Fשלום\\u001B[2J");
        assertThat(Reply.of("x\u001Bc\ny")).hasToString("x\\u001Bc\ny");
        assertThat(Reply.of("x\u001Bc").text()).isEqualTo("x\u001Bc");
    }

    @Test
    void everyValueThatHoldsAServersWordsIsMadeTame() {
        String long_ = EVIL + "y".repeat(200_000);
        Reply reply = new Reply("text", Usage.NONE, long_, long_);
        assertTame(reply.finishReason() + reply.modelVersion());
        assertThat(reply.finishReason()).hasSizeLessThanOrEqualTo(200);
        assertThat(reply.modelVersion()).hasSizeLessThanOrEqualTo(200);
        Limit limit = new Limit(long_, long_, OptionalLong.of(1), Window.MINUTE, Counts.REQUESTS, Optional.empty());
        assertTame(limit.quotaId() + limit.metric());
        assertThat(limit.quotaId()).hasSizeLessThanOrEqualTo(200);
        ModelException failure = ModelException.of(ErrorKind.BLOCKED, long_).message(long_);
        assertTame(String.valueOf(failure.getMessage()));
        assertThat(failure.getMessage()).hasSizeLessThanOrEqualTo(4_000).doesNotContain("\n");
        // From a journal that somebody changed.
        assertTame(new Failed(ErrorKind.EMPTY, long_, Optional.empty()).message());
    }

    @Test
    void aRunPrintsNoCommandToATerminal() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
        VirtualWorkers workers = new VirtualWorkers((prompt, number) -> switch (prompt.text()) {
            case "a" -> Step.answer(10, EVIL);
            case "b" -> Step.fail(10, ModelException.of(ErrorKind.BLOCKED, EVIL));
            case "c" -> Step.fail(10, new IllegalStateException(EVIL));
            default -> Step.fail(10, ModelException.of(ErrorKind.AUTH, EVIL));
        });
        Batch plan = Batch.of(prompt -> Reply.of("unused")).workers(1);
        Run run = Loops.of(
                        plan,
                        List.of(Prompt.of("a"), Prompt.of("b"), Prompt.of("c"), Prompt.of("d"), Prompt.of("e")),
                        new ConsoleProgress(terminal),
                        workers,
                        new SplittableRandom(1))
                .run();
        String all = printed.toString(StandardCharsets.UTF_8)
                + run
                + run.explain()
                + run.advice()
                + run.stopped()
                + run.get(1)
                + run.get(4);
        assertThat(run.stopped()).isPresent();
        assertTame(all);
        assertThat(run.get(0).toString()).doesNotContain("\u001B", "\u0007", "\b", "\u009B");
        assertThat(all.lines().filter(line -> line.startsWith("[OK] c"))).isEmpty();
        assertThat(run.took()).isLessThan(Duration.ofMinutes(1));
    }
}
