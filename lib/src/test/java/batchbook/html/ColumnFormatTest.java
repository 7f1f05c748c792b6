package batchbook.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

class ColumnFormatTest {
    private static List<String> written(Column<?> column) {
        return written(column, true);
    }

    private static List<String> written(Column<?> column, boolean withDate) {
        List<Integer> rows = IntStream.range(0, column.size()).boxed().toList();
        ColumnFormat format = ColumnFormat.of(column, rows, withDate);
        return rows.stream().map(format::at).toList();
    }

    private static List<String> doubles(String name, double... values) {
        return written(DoubleColumn.create(name, values));
    }

    @Test
    void theNumbersOfAColumnHaveTheSameDecimals() {
        assertThat(doubles("wall_s", 14.9123, 5.4321, 4.9634)).containsExactly("14.91", "5.43", "4.96");
        assertThat(doubles("latency_ms", 812.345678, 1203.41234, 95.20001)).containsExactly("812", "1203", "95");
        assertThat(doubles("success_rate", 1, 0.97, 0.93333)).containsExactly("1.000", "0.970", "0.933");
    }

    @Test
    void whatWasWrittenWithFewDecimalsIsWrittenOut() {
        assertThat(doubles("amount", 1234.5, 99.95, 0)).containsExactly("1234.50", "99.95", "0.00");
        assertThat(doubles("rating", 4, 5, 3)).containsExactly("4", "5", "3");
        assertThat(doubles("big", 14285571428.6, 1)).containsExactly("14,285,571,428.6", "1.0");
    }

    @Test
    void nothingThatIsNotZeroLooksLikeZero() {
        assertThat(doubles("p", 1e-7)).containsExactly("0.0000001");
        assertThat(doubles("p", 0.5, 0.25, 1e-7, -2e-12, 0))
                .containsExactly("0.500", "0.250", "1.0e-7", "-2.0e-12", "0.000");
        assertThat(doubles("p", 0.00123, 3.5)).containsExactly("0.0012", "3.5000");
        assertThat(doubles("p", 1.5e-12, 3.25e-11)).containsExactly("1.5e-12", "3.3e-11");
    }

    @Test
    void moneyHasTwoDigitsThatCountAndNoTailOfABinaryFraction() {
        assertThat(doubles("cost", 0.0000428)).containsExactly("0.0000428");
        assertThat(doubles("cost", 0.04847025000000001, 0.0000428)).containsExactly("0.048470", "0.000043");
        assertThat(doubles("cost", 12.5, 0.00000428)).containsExactly("12.5000000", "0.0000043");
        assertThat(doubles("cost", 0.1 + 0.2, 0)).containsExactly("0.300", "0.000");
    }

    @Test
    void whatADoubleCannotHoldExactlyAndWhatIsEndlessIsSaid() {
        assertThat(doubles("x", 1.25e18, 2)).containsExactly("1.3e18", "2");
        assertThat(doubles("x", Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1))
                .containsExactly("∞", "-∞", "1");
        assertThat(doubles("x", -0.0, 1)).containsExactly("0", "1");
        assertThat(doubles("x", Double.MIN_VALUE, Double.MAX_VALUE)).containsExactly("4.9e-324", "1.8e308");
        assertThat(doubles("x", Double.NaN, Double.NaN)).containsExactly("", "");
        assertThat(doubles("x")).isEmpty();
    }

    @Test
    void aFloatIsWhatWasWritten() {
        assertThat(written(FloatColumn.create("f", 0.1f, 2.25f))).containsExactly("0.10", "2.25");
    }

    @Test
    void thousandsAreSeparatedWhereAColumnHasFiveDigitsAndNotInYearsAndIds() {
        assertThat(written(IntColumn.create("year", 2020, 1999))).containsExactly("2020", "1999");
        assertThat(written(IntColumn.create("n", 2020, 10_000))).containsExactly("2,020", "10,000");
        assertThat(written(LongColumn.create("customer_id", new long[] {12_345_678})))
                .containsExactly("12345678");
        assertThat(written(LongColumn.create("paid", new long[] {12_345_678}))).containsExactly("12,345,678");
        assertThat(written(IntColumn.create("Year", new int[] {12_020}))).containsExactly("12020");
        assertThat(doubles("x", 9_999.96, 1.23)).containsExactly("9,999.96", "1.23");
        assertThat(written(ShortColumn.create("s", new short[] {-32_000, 7}))).containsExactly("-32,000", "7");
    }

    @Test
    void aMissingValueOfAnyKindIsNothing() {
        List<Column<?>> columns = List.of(
                StringColumn.create("s"),
                BooleanColumn.create("b"),
                ShortColumn.create("h"),
                IntColumn.create("i"),
                LongColumn.create("l"),
                FloatColumn.create("f"),
                DoubleColumn.create("d"),
                DateColumn.create("a"),
                TimeColumn.create("t"),
                DateTimeColumn.create("dt"),
                InstantColumn.create("in"));

        assertThat(columns).allSatisfy(column -> {
            column.appendMissing();
            assertThat(written(column)).containsExactly("");
        });
    }

    @Test
    void blanksAreNoMissingValue() {
        assertThat(written(StringColumn.create("s", "", "  ", "a", null))).containsExactly("", "\"  \"", "a", "");
    }

    @Test
    void timesAreAsExactAsTheyNeedToBe() {
        assertThat(written(TimeColumn.create("t", LocalTime.of(9, 5), LocalTime.of(14, 30))))
                .containsExactly("09:05", "14:30");
        assertThat(written(TimeColumn.create("t", LocalTime.of(9, 5), LocalTime.of(14, 30, 1))))
                .containsExactly("09:05:00", "14:30:01");
        assertThat(written(DateTimeColumn.create("t", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000_000))))
                .containsExactly("2026-01-02 03:04:05.006");
        assertThat(written(DateTimeColumn.create("t", LocalDateTime.of(2026, 1, 2, 0, 0))))
                .containsExactly("2026-01-02");
        assertThat(written(DateColumn.create("d", LocalDate.of(2026, 1, 2)))).containsExactly("2026-01-02");
    }

    @Test
    void anInstantIsWhatTheClockOfThisMachineSays() {
        Instant instant = LocalDateTime.of(2026, 1, 2, 3, 4, 5)
                .atZone(ZoneId.systemDefault())
                .toInstant();

        assertThat(written(InstantColumn.create("t", instant))).containsExactly("2026-01-02 03:04:05");
        assertThat(written(InstantColumn.create("t", instant), false)).containsExactly("03:04:05");
    }

    @Test
    void noLocaleChangesADigit() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(doubles("x", 12345.678, 1e-9, 1e20)).containsExactly("12,346", "1.0e-9", "1.0e20");
            assertThat(written(TimeColumn.create("t", LocalTime.of(9, 5)))).containsExactly("09:05");
        } finally {
            Locale.setDefault(before);
        }
    }
}
