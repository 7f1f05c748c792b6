package batchbook;

import java.time.Duration;
import java.util.Locale;

/** How Batchbook writes numbers for people, the same in texts, tables and charts. */
public final class Format {
    private Format() {}

    /** {@code 812 ms}, {@code 3.2 s}, {@code 2 min 05 s} or {@code 1 h 07 min}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1_000.0);
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        if (millis < 3_600_000) {
            return String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
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

    /** {@code 6.9x}. */
    public static String times(double factor) {
        return String.format(Locale.ROOT, "%.1fx", factor);
    }

    /** {@code 1 prompt}, {@code 2 prompts}. */
    public static String plural(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
