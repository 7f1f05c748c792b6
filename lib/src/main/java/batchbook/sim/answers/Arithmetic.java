package batchbook.sim.answers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sums of two numbers, as children and lessons ask for them. */
final class Arithmetic {
    private static final Pattern SUM = Pattern.compile("(?<![\\d.]\\s?[-+*/×x÷]\\s?)(?<![\\d.])"
            + "(-?\\d+(?:\\.\\d+)?)\\s*([-+*/×x÷])\\s*(-?\\d+(?:\\.\\d+)?)"
            + "(?![\\d.]*\\s*[-+*/×x÷]\\s*\\d)");
    private static final Pattern NOTHING_BUT_A_SUM = Pattern.compile("[-\\d.\\s+*/×x÷=?]+");
    private static final Predicate<ParsedPrompt> CALCULATE =
            ParsedPrompt.mentions("what is|what's|how much|calculate|compute|solve|add|multiply");
    private static final Predicate<ParsedPrompt> NOTHING_ELSE = ParsedPrompt.mentions("only|just");

    private Arithmetic() {}

    /** A date or a range looks like a sum too, so something else must say that it is one. */
    static Optional<String> result(ParsedPrompt prompt) {
        Matcher sum = SUM.matcher(prompt.lower());
        boolean alone = NOTHING_BUT_A_SUM.matcher(prompt.lower()).matches();
        if (!sum.find() || !(alone || CALCULATE.test(prompt))) {
            return Optional.empty();
        }
        BigDecimal left = new BigDecimal(sum.group(1));
        BigDecimal right = new BigDecimal(sum.group(3));
        String sign = sum.group(2);
        if ("/÷".contains(sign) && right.signum() == 0) {
            return Optional.of("Division by zero is not defined.");
        }
        BigDecimal result = switch (sign) {
            case "+" -> left.add(right);
            case "-" -> left.subtract(right);
            case "/", "÷" -> left.divide(right, MathContext.DECIMAL32);
            default -> left.multiply(right);
        };
        String number = result.signum() == 0 ? "0" : result.stripTrailingZeros().toPlainString();
        return Optional.of(NOTHING_ELSE.test(prompt) ? number : sum.group() + " = " + number);
    }
}
