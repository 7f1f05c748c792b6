package batchbook.html;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/**
 * How the numbers of one column are written: with the same decimals, as many as the middle one needs to show three digits
 * that count and the smallest one to show two. What was written with two decimals or fewer is written out. A number that
 * would still be rounded to less than two digits is written as {@code 1.0e-7}, never as 0.
 */
final class Decimals {
    private static final int MOST = 9;
    private static final double NO_LONGER_EXACT = 1e15;
    /** Which columns are money: there the digits of the smallest count, however many zeros that takes. */
    private static final Pattern MONEY = Pattern.compile("(?i).*(?:cost|price|usd|dollar).*");
    /** Which columns hold numbers that nobody counts with: no separators in them. */
    private static final Pattern NAMES = Pattern.compile("(?:.*[^A-Za-z])?(?i:id|year|index|row)|.*(?:Id|ID|Year)");
    /** Numbers of four digits may be years: separators only in a column that has longer ones, rounded or not. */
    private static final double FIVE_DIGITS = 9_999.5;

    private Decimals() {}

    /** For a column of this name that shows these numbers; missing ones are NaN. */
    static DoubleFunction<String> of(String name, double[] shown) {
        double[] sizes = Arrays.stream(shown)
                .map(Math::abs)
                .filter(size -> size > 0 && size < NO_LONGER_EXACT)
                .sorted()
                .toArray();
        int written = Arrays.stream(sizes).mapToInt(Decimals::written).max().orElse(0);
        int decimals = Math.min(written, written <= 2 ? written : needed(name, sizes));
        String format = (separated(name, shown) ? "%,." : "%.") + decimals + "f";
        return number -> write(number, decimals, format);
    }

    /** Whether a column of this name that shows these numbers has separators between thousands. */
    static boolean separated(String name, double[] shown) {
        return !NAMES.matcher(name).matches()
                && Arrays.stream(shown).anyMatch(number -> Math.abs(number) >= FIVE_DIGITS);
    }

    private static int needed(String name, double[] sizes) {
        int middle = places(sizes[sizes.length / 2], 3);
        int smallest = places(sizes[0], 2);
        boolean tooMany = smallest > middle + 3 && !MONEY.matcher(name).matches();
        return Math.min(MOST, tooMany ? middle : Math.max(middle, smallest));
    }

    private static String write(double number, int decimals, String format) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(number);
        if (size >= NO_LONGER_EXACT || (size > 0 && Math.min(places(size, 2), written(size)) > decimals)) {
            return String.format(Locale.ROOT, "%.1e", number)
                    .replaceFirst("e([-+])0?", "e$1")
                    .replace("e+", "e");
        }
        // Not "-0".
        return String.format(Locale.ROOT, format, size == 0 ? 0.0 : number);
    }

    /** Decimals with which a number shows so many digits that count. */
    private static int places(double size, int digits) {
        return Math.max(0, digits - 1 - (int) Math.floor(Math.log10(size)));
    }

    /** Decimals with which Java writes a number. */
    private static int written(double size) {
        return Math.max(0, BigDecimal.valueOf(size).stripTrailingZeros().scale());
    }
}
