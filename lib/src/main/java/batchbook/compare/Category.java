package batchbook.compare;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer or a label says, as a text; two are the same but for case and for blanks at their ends. */
public final class Category {
    /** Of Tablesaw, which gives them where a column has no value. */
    private static final Set<Object> MISSING =
            Set.of(Integer.MIN_VALUE, Long.MIN_VALUE, Short.MIN_VALUE, Double.NaN, Float.NaN);

    private Category() {}

    /**
     * A value as a text, a number as short as it can be: 3.0 is {@code 3}. Blank is null, as it says nothing, and so are the
     * numbers by which tables mark what is missing.
     */
    public static @Nullable String text(@Nullable Object value) {
        if (value == null || MISSING.contains(value)) {
            return null;
        }
        String text = value instanceof Number number ? plain(number) : value.toString();
        return text.isBlank() ? null : text.strip();
    }

    /** The same for texts that say the same. */
    static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The key of each; what is null stays so. */
    static @Nullable String keyOrNull(@Nullable String text) {
        return text == null ? null : key(text);
    }

    /** Whether both say the same; two that say nothing do. */
    public static boolean same(@Nullable String one, @Nullable String other) {
        return (one == null || other == null) ? (one == null && other == null) : key(one).equals(key(other));
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return number.toString();
        }
        BigDecimal exact = new BigDecimal(number.toString());
        // Zero keeps its zeros in some scales.
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
