package batchbook.pace;

/**
 * How much of what was asked lately failed for the server's sake: a moving average, of which each answer is {@value #NEWS}.
 * When it is much, {@link ConcurrencyLimit} does not grow.
 */
final class ErrorRate {
    private static final double NEWS = 0.05;
    /** A few errors are everyday life; with so many of them, more requests at once would make it worse. */
    private static final double MUCH = 0.3;

    private double share;

    void answered() {
        share -= NEWS * share;
    }

    void failed() {
        share += NEWS * (1 - share);
    }

    boolean isMuch() {
        return share > MUCH;
    }
}
