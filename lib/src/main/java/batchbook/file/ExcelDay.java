package batchbook.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times in a workbook: numbers of days, and only the format in which they are shown tells that they are times. */
final class ExcelDay {
    /** The day 0 of Excel, from which it counts right since March 1900. */
    static final LocalDate ZERO = LocalDate.of(1899, 12, 30);

    /** Of old workbooks from a Macintosh. */
    private static final LocalDate ZERO_1904 = LocalDate.of(1904, 1, 1);

    private static final BigDecimal MILLIS = BigDecimal.valueOf(86_400_000);
    /** Words in quotes, colours, currencies and conditions, single characters, and other kinds of values. */
    private static final Pattern NO_UNITS = Pattern.compile("\"[^\"]*\"|\\[(?!h+]|m+]|s+])[^]]*]|\\\\.|_.|;.*|general");

    private static final Pattern DAY = Pattern.compile("[yd]|mmm");
    private static final Pattern CLOCK = Pattern.compile("[hs]");

    private ExcelDay() {}

    /** A date, a time of day or both, as the format shows it; empty when it shows a number. */
    static Optional<Object> of(BigDecimal days, @Nullable String format, boolean from1904) {
        String units = NO_UNITS.matcher(format == null ? "" : format.toLowerCase(Locale.ROOT))
                .replaceAll("");
        boolean day = DAY.matcher(units).find();
        boolean clock = CLOCK.matcher(units).find();
        if (!day && !clock) {
            return Optional.empty();
        }
        long millis = days.multiply(MILLIS).setScale(0, RoundingMode.HALF_UP).longValue();
        LocalDateTime time =
                (from1904 ? ZERO_1904 : ZERO).atStartOfDay().plusNanos(Math.multiplyExact(millis, 1_000_000L));
        if (!clock) {
            return Optional.of(time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate() : time);
        }
        // More than a day is how long something took.
        boolean elapsed = days.signum() < 0 || days.compareTo(BigDecimal.ONE) >= 0 || units.contains("[");
        return day ? Optional.of(time) : elapsed ? Optional.empty() : Optional.of(time.toLocalTime());
    }
}
