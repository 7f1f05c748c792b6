package batchbook.course;

import java.util.Optional;

/**
 * Looks at one answer: the first typical mistake that it shows is told, then whether it is right.
 *
 * <pre>{@code
 * return Check.begin()
 *         .mistake(share == 0, "replace the zero")
 *         .mistake(Check.near(share, 0.3), "that is the share of tries that fail")
 *         .right(Check.near(share, 0.027), "the first try fails, and the second, and the third");
 * }</pre>
 */
final class Check {
    private Optional<String> hint = Optional.empty();

    private Check() {}

    static Check begin() {
        return new Check();
    }

    /** A mistake that is often made, and what to say to whoever made it. */
    Check mistake(boolean made, String words) {
        if (made && hint.isEmpty()) {
            hint = Optional.of(words);
        }
        return this;
    }

    /** The same for a mistake that was found while the code ran. */
    Check mistake(Optional<String> found) {
        hint = hint.or(() -> found);
        return this;
    }

    /** @param otherwise the hint for an answer that is wrong in no typical way */
    Verdict right(boolean right, String otherwise) {
        return hint.map(words -> new Verdict(false, words))
                .orElseGet(() -> right ? new Verdict(true, "right") : new Verdict(false, otherwise));
    }

    /** Within one hundredth of the truth: figures are often read off a table or rounded. */
    static boolean near(double given, double truth) {
        return near(given, truth, 0.01);
    }

    /** @param share of the truth by which the answer may differ */
    static boolean near(double given, double truth, double share) {
        return Math.abs(given - truth) <= Math.abs(truth) * share + 1e-12;
    }
}
