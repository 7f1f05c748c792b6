package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Lines as the journals of users have them, byte by byte: whatever makes and reads them, they stay as they are. */
class FrozenLinesTest {
    private static final JournalKey KEY = new JournalKey("7e7c63e3e19da1fa4c9de1527b3a7eff", 0);
    private static final Prompt PROMPT = Prompt.of("Why is the sky blue?");
    private static final Reply REPLY = new Reply("As it is.", new Usage(10, 5, 2, 1), "STOP", "gemini-3.8-flash-001");
    private static final Attempt ATTEMPT = JournalRows.attempt(1, 0, 4);
    private static final String TEXT =
            "a\"\\/<&'\b\f\n\r\t\u0000\u001f\u007f\u0085\u2028\u2029\ufeffé日本\ud83c\udf0d\ud83d";

    /** In the order of the file. */
    private static final List<JournalLine> LINES = List.of(
            new JournalLine.Header(1),
            new JournalLine.Renamed("00ff", "a1b2"),
            new JournalLine.Start("15f0232f", START, "gemini-flash-latest", 4),
            new JournalLine.Start("", Instant.EPOCH, "Größe 🌍", 0),
            row(0, PROMPT, new Answered(Reply.of(""))),
            row(1, PROMPT, new Answered(Reply.of("One"))),
            row(
                    2,
                    Prompt.of("r-2", "One?")
                            .label("shop", "Lyon")
                            .label("empty", "")
                            .label("a", 2),
                    new Answered(REPLY),
                    ATTEMPT),
            row(3, PROMPT, new Answered(new Reply("One", Usage.NONE, "", "", List.of("Two", "", "Three\n3"))), ATTEMPT),
            row(4, PROMPT, new Answered(new Reply("One", new Usage(Long.MAX_VALUE, 0, 0, 0), "STOP", "")), ATTEMPT),
            row(5, PROMPT, new Answered(new Reply("One", new Usage(0, 0, 0, 1), "", "m")), ATTEMPT),
            row(6, Prompt.of(TEXT, TEXT).label(TEXT, TEXT), new Answered(new Reply(TEXT, Usage.NONE, TEXT, TEXT))),
            row(7, PROMPT, new Failed(ErrorKind.BLOCKED, "", Optional.empty())),
            row(
                    8,
                    PROMPT,
                    new Failed(ErrorKind.TIMEOUT, "429: no, \"wait\"\u0007", Optional.empty()),
                    ATTEMPT,
                    attempt(START.plusSeconds(7), Optional.of(ErrorKind.TIMEOUT), "late", Duration.ZERO)),
            row(9, PROMPT, new Failed(ErrorKind.TRUNCATED, "cut", Optional.of(REPLY)), ATTEMPT),
            row(10, PROMPT, new Failed(ErrorKind.TRUNCATED, "", Optional.of(Reply.of(""))), ATTEMPT),
            row(
                    11,
                    PROMPT,
                    new Answered(REPLY),
                    attempt(Instant.MIN, Optional.of(ErrorKind.OVERLOADED), "", Duration.ofNanos(1)),
                    attempt(Instant.MAX, Optional.empty(), "words without a kind", Duration.ZERO),
                    attempt(
                            Instant.parse("2026-01-01T00:00:00.5Z"),
                            Optional.empty(),
                            "",
                            Duration.ofDays(1).plusNanos(1))),
            row(Integer.MAX_VALUE, PROMPT, new Answered(REPLY)),
            priced(0),
            priced(3),
            priced(0.0000225),
            priced(0.1 + 0.2),
            priced(1e-7),
            priced(12345678.9),
            priced(-0.0));

    private static Attempt attempt(Instant sent, Optional<ErrorKind> error, String message, Duration held) {
        return new Attempt(2, 31, START, sent, sent, error, message, held);
    }

    private static JournalLine row(int index, Prompt prompt, Outcome outcome, Attempt... attempts) {
        return new JournalLine.Row("15f0232f", KEY, new Result(index, prompt, outcome, List.of(attempts), true));
    }

    private static JournalLine priced(double cost) {
        Result row = new Result(0, PROMPT, new Answered(REPLY), List.of(ATTEMPT), true, OptionalDouble.of(cost));
        return new JournalLine.Row("s", new JournalKey("k", 12), row);
    }

    private static String write(JournalLine line) {
        return new String(LineFormat.encode(line), UTF_8);
    }

    private static List<String> frozen() throws IOException {
        try (InputStream in = FrozenLinesTest.class.getResourceAsStream("/batchbook/journal-lines.txt")) {
            return List.of(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("\r\n", "\n")
                    .split("(?<=\n)"));
        }
    }

    @Test
    void areWrittenAsTheyAlwaysWere() throws IOException {
        assertThat(LINES).map(FrozenLinesTest::write).isEqualTo(frozen());
    }

    @Test
    void areRead() throws IOException {
        for (int i = 0; i < LINES.size(); i++) {
            byte[] bytes = frozen().get(i).getBytes(UTF_8);
            assertThat(LineFormat.decode(bytes, 0, bytes.length)).isEqualTo(LINES.get(i));
        }
    }

    /** The first versions wrote all labels as texts. */
    @Test
    void aLabelThatWasWrittenAsATextIsRead() throws IOException {
        String line = frozen().get(6).replace("\"a\":2", "\"a\":\"2\"");
        assertThat(line).isNotEqualTo(frozen().get(6));
        byte[] bytes = line.getBytes(UTF_8);
        assertThat(LineFormat.decode(bytes, 0, bytes.length)).isEqualTo(LINES.get(6));
    }

    @Test
    void areTornWhereverTheyAreCut() throws IOException {
        for (String line : frozen()) {
            byte[] bytes = line.strip().getBytes(UTF_8);
            for (int length = 1; length < bytes.length; length++) {
                int cut = length;
                assertThatThrownBy(() -> LineFormat.decode(bytes, 0, cut))
                        .as(line.substring(0, Math.min(cut, line.length())))
                        .isInstanceOf(IOException.class);
            }
        }
    }
}
