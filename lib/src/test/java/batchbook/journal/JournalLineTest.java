package batchbook.journal;

import static batchbook.journal.JournalRows.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import batchbook.prompt.Attachment;
import batchbook.prompt.Labels;
import batchbook.prompt.Turn;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a row to its line and back. */
class JournalLineTest {
    private static final JournalKey KEY = new JournalKey("0123456789abcdef", 3);

    private static String line(Result result) {
        String line = new String(LineFormat.encode(new JournalLine.Row("s1", KEY, result)), UTF_8);
        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n", "\r");
        return line;
    }

    private static JournalLine parse(String line) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        return LineFormat.decode(bytes, 0, bytes.length);
    }

    private static void comesBack(Result result) throws IOException {
        assertThat(parse(line(result)))
                .isEqualTo(new JournalLine.Row("s1", KEY, result.resumedAs(result.index(), result.prompt())));
    }

    private static Result answering(Prompt prompt, Reply reply) {
        return new Result(7, prompt, new Answered(reply), List.of(JournalRows.attempt(1, 2, 3)), false);
    }

    @Test
    void anAnswerIsLegibleAndComesBack() throws IOException {
        Result row = JournalRows.answered(4, Prompt.of("r-4", "How are you?").label("shop", "Lyon"), "Fine.");

        assertThat(line(row))
                .isEqualTo("{\"key\":\"0123456789abcdef\",\"n\":3,\"session\":\"s1\",\"index\":4,\"id\":\"r-4\","
                        + "\"prompt\":\"How are you?\",\"labels\":{\"shop\":\"Lyon\"},\"outcome\":\"answered\","
                        + "\"answer\":\"Fine.\",\"finish_reason\":\"STOP\",\"model\":\"gemini-3.8-flash-001\","
                        + "\"tokens\":{\"in\":10,\"out\":5,\"thinking\":2,\"cached\":1},\"attempts\":[{\"number\":1,"
                        + "\"lane\":1,\"queued\":\"2026-03-01T09:00:00.123456789Z\","
                        + "\"sent\":\"2026-03-01T09:00:04.123456789Z\","
                        + "\"finished\":\"2026-03-01T09:00:05.123456789Z\"}]}\n");
        comesBack(row);
    }

    @Test
    void whatIsEmptyIsLeftOutAndComesBackEmpty() throws IOException {
        Result row = new Result(0, Prompt.of("x"), new Answered(Reply.of("")), List.of(), false);

        assertThat(line(row))
                .isEqualTo("{\"key\":\"0123456789abcdef\",\"n\":3,\"session\":\"s1\",\"index\":0,\"prompt\":\"x\","
                        + "\"outcome\":\"answered\",\"answer\":\"\"}\n");
        comesBack(row);
    }

    @Test
    void theTokensOfARequestAndTheModelThatWasAskedComeBack() throws IOException {
        Attempt attempt = new Attempt(
                1,
                0,
                START,
                START,
                START.plusSeconds(1),
                Optional.of(ErrorKind.NOT_ACCEPTED),
                "no",
                Duration.ZERO,
                new Usage(1, 2, 3, 4));
        Result row = new Result(
                0,
                Prompt.of("x"),
                new Answered(Reply.of("y")),
                List.of(attempt),
                false,
                OptionalDouble.of(0.5),
                "flash");

        assertThat(line(row))
                .contains("\"asked\":\"flash\"", "\"tokens\":{\"in\":1,\"out\":2,\"thinking\":3,\"cached\":4}}]");
        comesBack(row);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfEachKindComesBack(ErrorKind kind) throws IOException {
        Attempt attempt = new Attempt(
                2,
                4,
                START,
                START.plusNanos(1),
                START.plusSeconds(9),
                Optional.of(kind),
                "429: no",
                Duration.ofNanos(1));
        Failed failed = new Failed(kind, "no, and here is the way out", Optional.empty());

        comesBack(new Result(1, Prompt.of("x"), failed, List.of(JournalRows.attempt(1, 0, 0), attempt), false));
    }

    @Test
    void thePartOfAnAnswerThatCameComesBackEvenWhenItIsEmpty() throws IOException {
        for (Reply part : List.of(new Reply("Once upon", new Usage(1, 2, 3, 4), "MAX_TOKENS", "m"), Reply.of(""))) {
            Failed failed = new Failed(ErrorKind.TRUNCATED, "", Optional.of(part));
            comesBack(new Result(1, Prompt.of("x"), failed, List.of(JournalRows.attempt(1, 0, 0)), false));
        }
    }

    static Stream<String> texts() {
        return Stream.of(
                "two\nlines\r\nand a tab\t",
                "every \u0000\u0001\u001f\u007f\u0085 control",
                "separators \u2028 and \u2029 and \ufeff",
                "\"quotes\", \\ and {\"json\":[1]}\n{\"key\":1}",
                "Größe, 日本語, 👩‍🚀 and e\u0301",
                "half an emoji \ud83d and \ude00 the wrong way round \ude00\ud83d",
                "\ud83d",
                "a".repeat(1 << 20),
                "é\n😀".repeat(300_000));
    }

    @ParameterizedTest(name = "text {index}") // some of them are long
    @MethodSource("texts")
    void everyTextComesBackWhereverItStands(String text) throws IOException {
        Prompt prompt =
                Prompt.of(text, text + ".").label(text, text).label("z", "1").label("a", "");
        comesBack(answering(prompt, new Reply(text, Usage.NONE, text, text)));
    }

    @Test
    void furtherCandidatesComeBack() throws IOException {
        comesBack(answering(
                Prompt.of("x"), new Reply("one", Usage.NONE, "STOP", "m", List.of("two\nlines", "", "\u001B[2J"))));
    }

    @Test
    void labelsKeepTheirOrder() throws IOException {
        Prompt prompt = Prompt.of("x").label("z", 1).label("a", 2).label("m", 3);

        JournalLine.Row row = (JournalLine.Row) parse(line(answering(prompt, Reply.of("y"))));

        assertThat(row.result().prompt().labels().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void timesAndDurationsLoseNothing() throws IOException {
        for (Instant sent : List.of(START, Instant.EPOCH, Instant.parse("2026-01-01T00:00:00.5Z"), Instant.MAX)) {
            Attempt attempt = new Attempt(
                    1,
                    0,
                    Instant.MIN,
                    sent,
                    sent,
                    Optional.empty(),
                    "",
                    Duration.ofDays(1).plusNanos(1));
            comesBack(new Result(1, Prompt.of("x"), new Answered(Reply.of("y")), List.of(attempt), false));
        }
        Usage much = new Usage(Long.MAX_VALUE, 1, 2, 3);
        comesBack(answering(Prompt.of("x"), new Reply("y", much, "", "")));
    }

    @Test
    void fieldsOfOthersAreSkippedAndNullCountsAsLeftOut() throws IOException {
        JournalLine line = parse(
                "{\"mine\":{\"a\":[1,{\"b\":2}]},\"tags\":[[1],{}],\"score\":0.5,\"big\":123456789012345678901234567890,"
                        + "\"ok\":true,\"id\":null,\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\","
                        + "\"outcome\":\"answered\",\"answer\":\"a\",\"tokens\":{\"in\":2,\"out\":null,\"audio\":3}}");

        assertThat(line)
                .isEqualTo(new JournalLine.Row(
                        "s",
                        new JournalKey("k", 0),
                        new Result(
                                1,
                                Prompt.of("p"),
                                new Answered(new Reply("a", new Usage(2, 0, 0, 0), "", "")),
                                List.of(),
                                true)));
    }

    @Test
    void aFieldOfAnotherTypeCountsAsLeftOut() throws IOException {
        JournalLine line =
                parse("{\"journal\":1,\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"id\":5,\"prompt\":\"p\","
                        + "\"labels\":\"Lyon\",\"outcome\":\"failed\",\"error_kind\":\"TIMEOUT\",\"error\":[1],"
                        + "\"answer\":true,\"tokens\":[1],\"others\":{\"a\":1},\"attempts\":\"two\",\"cost\":\"0.5\"}");

        Failed failed = new Failed(ErrorKind.TIMEOUT, "", Optional.empty());
        assertThat(line)
                .isEqualTo(new JournalLine.Row(
                        "s", new JournalKey("k", 0), new Result(1, Prompt.of("p"), failed, List.of(), true)));
    }

    @Test
    void tokensThatAreNoWholeNumbersAreNone() throws IOException {
        JournalLine line =
                parse("{\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\",\"outcome\":\"answered\","
                        + "\"answer\":\"a\",\"tokens\":{\"in\":\"2\",\"out\":1.5,\"thinking\":99999999999999999999,"
                        + "\"cached\":[3]}}");

        assertThat(((JournalLine.Row) line).result().reply()).contains(Reply.of("a"));
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.25", "3, 3.0", "3.0, 3.0", "1e-5, 0.00001", "null, ", "true, "})
    void aCostMayLoseItsDecimalPoint(String cost, @Nullable Double dollars) throws IOException {
        JournalLine line =
                parse("{\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\",\"outcome\":\"answered\","
                        + "\"answer\":\"a\",\"cost\":" + cost + "}");

        OptionalDouble expected = dollars == null ? OptionalDouble.empty() : OptionalDouble.of(dollars);
        assertThat(((JournalLine.Row) line).result().cost()).isEqualTo(expected);
    }

    @Test
    void labelsKeepTheirTypes() throws IOException {
        JournalLine line =
                parse("{\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\",\"outcome\":\"answered\","
                        + "\"answer\":\"a\",\"labels\":{\"stars\":4,\"mean\":4.5,\"good\":true,\"none\":null,"
                        + "\"big\":12345678901,\"list\":[1,\"a\"]}}");

        assertThat(((JournalLine.Row) line).result().prompt())
                .isEqualTo(Prompt.of("p")
                        .label("stars", 4)
                        .label("mean", 4.5)
                        .label("good", true)
                        .label("big", 12_345_678_901L)
                        .label("list", "[1,\"a\"]"));
        assertThat(((JournalLine.Row) line).result().prompt().labels().keySet())
                .containsExactly("stars", "mean", "good", "big", "list");
    }

    static Stream<Object> values() {
        return Stream.of(
                "Lyon",
                "007",
                "4",
                "-4",
                "4.5",
                "true",
                "null",
                "2026-11-26",
                "1.0E10",
                4,
                -1,
                Integer.MAX_VALUE,
                4L,
                1L << 40,
                Long.MIN_VALUE,
                4.0,
                0.1 + 0.2,
                -0.0,
                1e300,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                true,
                LocalDate.of(2026, 2, 28),
                LocalTime.of(9, 30),
                LocalDateTime.of(2026, 2, 28, 9, 30, 1, 5_000_000),
                Instant.parse("2026-02-28T09:30:00.123456789Z"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aLabelComesBackAsWhatItWas(Object value) throws IOException {
        Prompt prompt = Prompt.of("x").label("value", value);

        Prompt read = ((JournalLine.Row) parse(line(answering(prompt, Reply.of("y")))))
                .result()
                .prompt();

        assertThat(read.labels()).containsExactly(Map.entry("value", value));
        assertThat(read).isEqualTo(prompt);
    }

    @Test
    void typesAreSaidOnlyWhereJsonDoesNotTellThem() {
        Prompt prompt = Prompt.of("x")
                .label("shop", "Lyon")
                .label("stars", 4)
                .label("zip", "69001")
                .label("views", 7L)
                .label("day", LocalDate.of(2026, 11, 26));

        assertThat(line(answering(prompt, Reply.of("y"))))
                .contains(
                        "\"labels\":{\"shop\":\"Lyon\",\"stars\":4,\"zip\":\"69001\",\"views\":7,\"day\":\"2026-11-26\"},"
                                + "\"label_types\":{\"zip\":\"text\",\"views\":\"long\",\"day\":\"date\"},");
    }

    @Test
    void aMissingLabelKeepsItsPlace() throws IOException {
        Labels labels = Labels.of(Labels.Names.of(List.of("a", "b", "c")), new Object[] {null, 1, null});
        Prompt prompt = new Prompt("", "x", labels);

        Prompt read = ((JournalLine.Row) parse(line(answering(prompt, Reply.of("y")))))
                .result()
                .prompt();

        assertThat(read.labels()).containsExactly(Map.entry("b", 1));
        assertThat(Labels.of(read.labels()).names()).containsExactly("a", "b", "c");
    }

    /** They had all labels as texts, and tables made numbers of those that look like one. */
    @ParameterizedTest
    @CsvSource({
        "4, INTEGER",
        "-4, INTEGER",
        "12345678901, LONG",
        "4.5, DOUBLE",
        "1.0E10, DOUBLE",
        "true, BOOLEAN",
        "007, STRING",
        "1e5, STRING",
        "2.50, STRING",
        "99999999999999999999, STRING",
        "-, STRING",
        "Lyon, STRING"
    })
    void aLabelOfTheFirstVersionsIsWhatItLooksLike(String text, String type) throws IOException {
        JournalLine line =
                parse("{\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\",\"outcome\":\"answered\","
                        + "\"answer\":\"a\",\"labels\":{\"x\":\"" + text + "\"}}");

        Object value = ((JournalLine.Row) line).result().prompt().labels().get("x");
        assertThat(value.getClass().getSimpleName().toUpperCase(Locale.ROOT)).isEqualTo(type);
        assertThat(value).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "time", "datetime", "instant", "double", "colour"})
    void aTypeThatDoesNotFitAsSomebodyEditedItIsAText(String type) throws IOException {
        JournalLine line =
                parse("{\"key\":\"k\",\"n\":0,\"session\":\"s\",\"index\":1,\"prompt\":\"p\",\"outcome\":\"answered\","
                        + "\"answer\":\"a\",\"labels\":{\"x\":\"soon\"},\"label_types\":{\"x\":\"" + type + "\"}}");

        assertThat(((JournalLine.Row) line).result().prompt().labels()).containsExactly(Map.entry("x", "soon"));
    }

    @Test
    void filesTurnsAndSamplesComeBackWithoutTheContentOfFiles() throws IOException {
        Attachment photo = Attachment.of(new byte[] {1, 2, 3}, "image/png");
        Prompt prompt = new Prompt(
                "r-1",
                "What is on it? And here?",
                Map.of("n", 1),
                List.of(Turn.user("Hello"), Turn.model("Hi\n")),
                List.of(photo.at(15), photo),
                3);

        String line = line(answering(prompt, Reply.of("A kettle")));
        Prompt read = ((JournalLine.Row) parse(line)).result().prompt();

        assertThat(line)
                .contains("\"sample\":3,", "\"history\":[{\"user\":\"Hello\"},{\"model\":\"Hi\\n\"}]")
                .contains("\"files\":[{\"type\":\"image/png\",\"size\":3,\"sha256\":\"" + photo.sha256()
                        + "\",\"at\":15},{");
        assertThat(read).isEqualTo(prompt);
        assertThat(read.attachments().get(0).hasContent()).isFalse();
        assertThatThrownBy(() -> read.attachments().get(0).bytes())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in the journal");
    }

    @Test
    void noTextIsTooLong() throws IOException {
        comesBack(answering(Prompt.of("x"), Reply.of("a".repeat(StreamReadConstraints.DEFAULT_MAX_STRING_LEN + 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1] | no JSON object",
                "{\"key\":\"k\"} {} | more than one",
                "{\"hello\":1} | neither a row",
                "{\"journal\":\"chess\"} | something else",
                "{\"session\":\"s\"} | no \"started\"",
                "{\"session\":\"s\",\"started\":\"yesterday\",\"model\":\"m\",\"prompts\":1} | yesterday",
                "{\"key\":\"k\"} | no \"session\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0} | no \"prompt\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\" \"} | is blank",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\"p\",\"outcome\":\"lost\"} | 'lost'",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\"p\",\"outcome\":\"answered\"}"
                        + " | no \"answer\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\"p\",\"outcome\":\"failed\"}"
                        + " | no \"error_kind\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\"p\",\"outcome\":\"failed\","
                        + "\"error_kind\":\"BORED\"} | BORED",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":9876543210} | overflow",
                "{\"key\":\"k\",\"attempts\":[3]} | an attempt in it",
                "{\"key\":\"k\",\"attempts\":[null]} | an attempt in it",
                "{\"key\":\"k\",\"attempts\":[{\"number\":1}]} | no \"lane\"",
                "{\"key\":\"k\",\"attempts\":[{\"number\":1,\"lane\":0}]} | no \"queued\"",
                "{\"key\":\"k\",\"attempts\":[{\"number\":1,\"lane\":0,\"queued\":\"now\"}]} | now",
                "{\"key\":\"k\",\"others\":[\"a\",3]} | other answers is no text",
                "{\"key\":\"k\",\"others\":[null]} | other answers is no text",
                "{\"key\":\"k\",\"session\":\"s\"} | no \"n\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":\"3\"} | no \"index\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":3.0} | no \"index\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":99999999999999999999} | no \"index\"",
                "{\"key\":\"k\",\"session\":7,\"n\":0,\"index\":0} | no \"session\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":[\"p\"]} | no \"prompt\"",
                "{\"key\":\"k\",\"session\":\"s\",\"n\":0,\"index\":0,\"prompt\":\"p\",\"outcome\":3} | no \"outcome\"",
                "{\"key\":7,\"index\":0} | neither a row",
                "{\"journal\":\"batchbook\",\"former_settings\":\"00\"} | no \"settings\"",
                "\"key\" | no JSON object",
                "null | no JSON object",
            })
    void whatNoJournalSaysIsNamed(String line, String why) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining(why);
    }
}
