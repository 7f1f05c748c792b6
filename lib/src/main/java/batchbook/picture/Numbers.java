package batchbook.picture;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The numbers beside an axis, the same in every locale of the JVM. */
public final class Numbers {
    private static final String BLANKS = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008";

    /** A billionth of a dollar: less than a token costs. */
    private static final int MOST_DECIMALS = 9;

    private final Map<Double, String> blanks = new HashMap<>();
    private final DecimalFormat format =
            new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));

    public Numbers(double end) {
        // As many decimals as a hundredth of the axis has.
        double digits = end > 0 ? 2 - Math.floor(Math.log10(end)) : 0;
        format.setMaximumFractionDigits((int) Math.max(0, Math.min(MOST_DECIMALS, digits)));
    }

    public String of(double value) {
        return format.format(value + 0.0);
    }

    /**
     * Above the limit a blank that no other tick has: XChart writes no labels at all when two are the same. It is no longer
     * than a digit, as XChart takes the longest label for the tallest.
     */
    public String upTo(double limit, double tick) {
        return tick <= limit * (1 + 1e-9)
                ? of(tick)
                : blanks.computeIfAbsent(tick, any -> BLANKS.substring(blanks.size() % 11, blanks.size() % 11 + 1));
    }
}
