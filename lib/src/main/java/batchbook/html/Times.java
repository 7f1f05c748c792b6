package batchbook.html;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** How the times of one column are written: the date where they have one, and parts of a second where one has them. */
final class Times {
    private Times() {}

    /** For a column that shows these; an instant as this machine's clock has it. */
    static Function<Object, String> of(List<?> shown, boolean withDate) {
        List<LocalTime> clock =
                shown.stream().flatMap(value -> clock(value).stream()).toList();
        String time = clock.stream().anyMatch(at -> !at.equals(at.truncatedTo(ChronoUnit.SECONDS)))
                ? "HH:mm:ss.SSS"
                : clock.stream().anyMatch(at -> at.getSecond() > 0) ? "HH:mm:ss" : "HH:mm";
        boolean midnight = shown.stream().allMatch(LocalDateTime.class::isInstance)
                && clock.stream().allMatch(LocalTime.MIDNIGHT::equals);
        boolean dated = withDate && !shown.stream().allMatch(LocalTime.class::isInstance);
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(dated ? midnight ? "uuuu-MM-dd" : "uuuu-MM-dd " + time : time, Locale.ROOT);
        return value -> value instanceof LocalTime at
                ? format.format(at)
                : local(value).map(format::format).orElseGet(() -> String.valueOf(value));
    }

    static boolean isOf(Column<?> column) {
        return hasDays(column) || column instanceof TimeColumn;
    }

    static boolean hasDays(Column<?> column) {
        return column instanceof InstantColumn || column instanceof DateTimeColumn;
    }

    /** The day of an instant or of a date with a time. */
    static Optional<LocalDate> day(Object value) {
        return local(value).map(LocalDateTime::toLocalDate);
    }

    /** Whether a time is of this day, without making a date of each of a million. */
    static Predicate<Object> isOf(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneId.systemDefault()).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
        return value -> value instanceof Instant time
                ? !time.isBefore(from) && time.isBefore(to)
                : value instanceof LocalDateTime local && local.toLocalDate().equals(day);
    }

    private static Optional<LocalTime> clock(Object value) {
        return value instanceof LocalTime time
                ? Optional.of(time)
                : local(value).map(LocalDateTime::toLocalTime);
    }

    private static Optional<LocalDateTime> local(Object value) {
        if (value instanceof Instant instant) {
            return Optional.of(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
        }
        return value instanceof LocalDateTime time ? Optional.of(time) : Optional.empty();
    }
}
