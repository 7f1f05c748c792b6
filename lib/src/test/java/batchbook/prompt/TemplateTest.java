package batchbook.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
    private static String fill(String template, Map<String, ?> values) {
        return Template.of(template).fill(values).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Is {text} good?|Is It leaks. good?",
                "{text}|It leaks.",
                "{ text }{TEXT}|It leaks.It leaks.",
                "{{text}} {text}|{text} It leaks.",
                "{{\"score\": {stars}}} {text}|{\"score\": 4} It leaks.",
                "{{{stars}}}|{4}",
                "{price in €} {a.b} {größe}|1.5 dots 3",
            })
    void namesInBracesAreFilled(String template, String text) {
        Map<String, Object> row =
                Map.of("text", "It leaks.", "stars", 4, "price in €", 1.50, "a.b", "dots", "Größe", 3L);
        assertThat(fill(template, row)).isEqualTo(text);
    }

    @Test
    void bracesInValuesAreText() {
        assertThat(fill("{a}{b}", Map.of("a", "{b} {{x}} }", "b", "{a}"))).isEqualTo("{b} {{x}} }{a}");
        assertThat(fill(Template.literal("{\"x\": {\"y\": 1}} ") + "{a}", Map.of("a", 1)))
                .isEqualTo("{\"x\": {\"y\": 1}} 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no name|names no column",
                "``|names no column",
                "a {text|opens a brace and does not close it at character 3, where it says {text.",
                "a } {text}|closes a brace that is not open at character 3",
                "{text}}|closes a brace that is not open at character 7",
                "{a{b}}|opens a brace within a brace at character 1",
                "{\"a\": {\"b\": 1}} {text}|A brace that belongs to the text, as in JSON, is written twice: {{ or }}.",
                "{}|braces without the name of a column at character 1",
                "{ }|without the name",
                "{:file}|without the name",
            })
    void aWrongTemplateIsToldWithItsPlace(String template, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of(template))
                .withMessageContaining(words);
    }

    @Test
    void aPlaceInALongTemplateHasALineAndAnExcerpt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("first {a}\nsecond {b}\n  third {" + "c".repeat(100)))
                .withMessageContaining("line 3, character 9, where it says {" + "c".repeat(29) + "..");
    }

    @Test
    void aNameThatIsNoColumnIsToldWithThoseThatAre() {
        List<String> columns = List.of("product", "text", "stars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{txt}").in(columns, "reviews"))
                .withMessage("reviews has no column \"txt\"; it has product, text, stars. Did you mean text?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{price}").in(columns, "reviews"))
                .withMessage("reviews has no column \"price\"; it has product, text, stars");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Template.of("Answer {\"score\": 3} for {text}").in(columns, "reviews"))
                .withMessage(
                        "the template has {\"score\": 3}, and reviews has no such column. A brace that belongs to the"
                                + " text, as in JSON, is written twice: {{\"score\": 3}}.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{x}").in(List.of(), "the list"))
                .withMessage("the list has no column \"x\"; it has none");
        List<String> many =
                Stream.iterate(1, i -> i + 1).limit(50).map(i -> "column" + i).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{" + "x".repeat(1_000) + "}").in(many, "the table"))
                .withMessageContaining("column20 and 30 more")
                .withMessageContaining("x".repeat(60) + "..");
    }

    @Test
    void aQuestionMarkSaysThatAValueMayBeMissing() {
        Template template = Template.of("{name?}: {text}{photo?:file} ({Again?}, {TEXT?})");
        List<String> columns = List.of("name", "text", "photo", "again?");
        assertThat(template.in(columns, "t").needed())
                .as("a column of that very name is needed, and so is one that is written without the mark too")
                .containsExactly(1, 3);
        Map<String, Object> row = new HashMap<>(Map.of("text", "ok", "again?", "no", "name", " "));
        row.put("photo", null);
        Template.Filled filled = template.fill(row);
        assertThat(filled.text()).isEqualTo(": ok (no, ok)");
        assertThat(filled.files()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{txt?}").in(List.of("text"), "reviews"))
                .withMessage("reviews has no column \"txt\"; it has text. Did you mean text?");
    }

    @Test
    void capitalsCountOnlyWhereNothingElseTellsNamesApart() {
        assertThat(Template.of("{TEXT}").in(List.of("Text"), "t").needed()).containsExactly(0);
        assertThat(Template.of("{text}").in(List.of("TEXT", "text"), "t").needed())
                .containsExactly(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.of("{Text}").in(List.of("TEXT", "text"), "t"))
                .withMessageContaining("t has TEXT and text, and \"Text\" may be any of them");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Template.of("{TITLE}").in(List.of("title"), "t").needed())
                    .containsExactly(0);
            assertThat(fill("{n}", Map.of("n", 1234567.5))).isEqualTo("1234567.5");
        } finally {
            Locale.setDefault(before);
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(4, "4"),
                Arguments.of(1_234_567, "1234567"),
                Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(4.0, "4"),
                Arguments.of(-0.0, "0"),
                Arguments.of(0.1 + 0.2, "0.30000000000000004"),
                Arguments.of(1e10, "10000000000"),
                Arguments.of(0.00001, "0.00001"),
                Arguments.of(1e-7, "1.0E-7"),
                Arguments.of(1e300, "1.0E300"),
                Arguments.of(2.5f, "2.5"),
                Arguments.of(Double.POSITIVE_INFINITY, "Infinity"),
                Arguments.of(new BigDecimal("2.50"), "2.50"),
                Arguments.of(true, "true"),
                Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
                Arguments.of(LocalTime.of(9, 5), "09:05"),
                Arguments.of(LocalDateTime.of(2026, 1, 2, 9, 5), "2026-01-02T09:05"),
                Arguments.of(Instant.EPOCH, "1970-01-01T00:00:00Z"),
                Arguments.of(Optional.of(3.0), "3"),
                Arguments.of(Arrays.asList("a", 2.0, null), "a, 2, "),
                Arguments.of(Turn.Role.USER, "USER"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsWrittenAsAReaderWouldWriteIt(Object value, String text) {
        assertThat(fill("{x}", Map.of("x", value))).isEqualTo(text);
    }

    @Test
    void aFileStandsAtItsPlace() {
        byte[] photo = "%PDF-1.7 /Type /Page".getBytes(StandardCharsets.UTF_8);
        Template.Filled filled = Template.of("{photo:file}What is {name}? {photo:file} Say it.")
                .fill(Map.of("name", "it", "photo", photo));

        assertThat(filled.text()).isEqualTo("What is it?  Say it.");
        assertThat(filled.files()).extracting(Attachment::at).containsExactly(0, 12);
        Attachment attached = Attachment.of(photo);
        assertThat(Template.of("{ f :file }").fill(Map.of("f", attached)).files())
                .containsExactly(attached);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("{photo:file}", Map.of("photo", "https://example.org/a.png")))
                .withMessageContaining("is an address, and only files can be attached: download it first");
    }

    @Test
    void aValueThatIsNotThereIsTold() {
        for (Object nothing : new Object[] {"", " \n", Double.NaN, Float.NaN, Optional.empty()}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fill("{x}", Map.of("x", nothing)))
                    .withMessage("there is no value for x, which the template needs");
        }
        assertThat(Template.of("{b} {a} {b}").names()).containsExactly("b", "a");
    }
}
