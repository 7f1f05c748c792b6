package batchbook;

import batchbook.foreign.SafeText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How Batchbook writes numbers and foreign texts for people, the same in texts, tables and charts. */
public final class Format {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final int FIVE_DIGITS = 10_000;
    /** A billionth of a dollar: less than one token of any model. */
    private static final int MOST_DECIMALS = 9;

    private Format() {}

    /** {@code 812 ms}, {@code 3.2 s}, {@code 2 min 05 s} or {@code 1 h 07 min}, rounded. */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            // The most negative one has no counterpart.
            return "-"
                    + duration(duration.plusSeconds(duration.toSeconds() == Long.MIN_VALUE ? 1 : 0)
                            .negated());
        }
        // What would be rounded up to the next scale is written in it.
        if (duration.compareTo(Duration.ofMillis(59_950)) < 0) {
            long millis = duration.toMillis();
            if (millis < 1_000) {
                return millis + " ms";
            }
            return String.format(Locale.ROOT, millis < 9_995 ? "%.2f s" : "%.1f s", millis / 1_000.0);
        }
        long seconds = duration.toSeconds();
        seconds += duration.toMillisPart() >= 500 && seconds < Long.MAX_VALUE ? 1 : 0;
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        long minutes = seconds / 60 + (seconds % 60 >= 30 ? 1 : 0);
        return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** {@code 12 s}, {@code 2 min 05 s}: whole seconds, rounded up, for times that are estimates or tick down. */
    public static String wholeSeconds(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        seconds += duration.toNanosPart() > 0 && !duration.isNegative() && seconds < Long.MAX_VALUE ? 1 : 0;
        return seconds < 60 ? seconds + " s" : duration(Duration.ofSeconds(seconds));
    }

    /** {@code 14:03:22}, in the time zone of this machine. */
    public static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** {@code $1234.50}, {@code $0.50}, and below a dime two digits that count: {@code $0.00042}. */
    public static String dollars(double amount) {
        if (!Double.isFinite(amount)) {
            return "$" + amount;
        }
        BigDecimal twoDigits = new BigDecimal(amount).round(new MathContext(2, RoundingMode.HALF_UP));
        return "$" + decimal(amount, Math.min(MOST_DECIMALS, Math.max(2, twoDigits.scale())));
    }

    /** {@code 1234}, {@code 12,345}: with commas from five digits on, so that a year looks like one. */
    public static String count(long count) {
        return String.format(Locale.ROOT, count > -FIVE_DIGITS && count < FIVE_DIGITS ? "%d" : "%,d", count);
    }

    private static String decimal(double number, int decimals) {
        // What is rounded up to five digits has them.
        boolean many = Math.abs(number) >= FIVE_DIGITS - 0.5 * Math.pow(10, -decimals);
        return String.format(Locale.ROOT, (many ? "%,." : "%.") + decimals + "f", number);
    }

    /** {@code 97.5 %}; {@code 100 %} only when it is the whole. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent == Math.rint(percent)) {
            return String.format(Locale.ROOT, "%.0f %%", percent);
        }
        // 99.96 would round to 100.0 and hide the one failure among thousands.
        double shown = share < 1 ? Math.min(percent, 99.9) : percent;
        return String.format(Locale.ROOT, "%.1f %%", shown);
    }

    /** {@code 12.3 prompts a second}, {@code 8.5 prompts a minute}: in a unit of which there is at least one. */
    public static String rate(double perSecond) {
        double perMinute = 60 * perSecond;
        if (perSecond >= 1) {
            return mean(perSecond) + " prompts a second";
        }
        return perMinute >= 1 || perMinute == 0
                ? mean(perMinute) + " prompts a minute"
                : mean(60 * perMinute) + " prompts an hour";
    }

    /** {@code 6.9}: a number of requests that is a mean. */
    public static String mean(double count) {
        return decimal(count, 1);
    }

    /** {@code 6.9x}. */
    public static String times(double factor) {
        return String.format(Locale.ROOT, "%.1fx", factor);
    }

    /** A text from outside for a terminal: as it is, with control characters spelt out, but for its own lines. */
    public static String plain(String text) {
        return SafeText.text(text);
    }

    /** {@code 1 prompt}, {@code 2 prompts}. */
    public static String plural(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
