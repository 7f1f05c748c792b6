package batchbook;

import java.time.Duration;

/** What asking a model has been like so far: how long answers take, and how many tokens there are to a text. */
final class Experience {
    private static final double NEWS = 0.1;
    private static final double FADE = 0.02;
    /** Before anything is known: on the safe side for English, where it is 4, and right for Chinese. */
    private static final double TOKENS_PER_BYTE = 1 / 3.0;

    private Duration latency = Duration.ZERO;
    private Duration slowestRefusal = Duration.ofMillis(250);
    private double mostPerByte;
    private double meanIn;
    private double meanBytes;
    private double meanOut;
    private long answers;

    /** A text's length in UTF-8, without making the bytes. */
    static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Half of a surrogate pair is two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** Tokens of a prompt, rather too many than too few: near the most that so long a text has had lately. */
    long estimate(String text) {
        return Math.max(1, (long) Math.ceil(bytes(text) * (mostPerByte > 0 ? mostPerByte : TOKENS_PER_BYTE)));
    }

    void answered(Duration took, String text, Usage usage) {
        latency = answers == 0 ? took : latency.plus(Duration.ofNanos(Math.round(NEWS * nanos(took.minus(latency)))));
        if (usage.in() > 0) {
            double perByte = usage.in() / (double) Math.max(1, bytes(text));
            mostPerByte = Math.max(perByte, mostPerByte - FADE * (mostPerByte - perByte));
            // A true mean, so that a preview from five rows is the mean of five rows.
            meanIn += (usage.in() - meanIn) / (answers + 1);
            meanBytes += (bytes(text) - meanBytes) / (answers + 1);
            meanOut += (usage.out() + usage.thinking() - meanOut) / (answers + 1);
        }
        answers++;
    }

    void refused(Duration after) {
        slowestRefusal = slowestRefusal.compareTo(after) > 0 ? slowestRefusal : after;
    }

    /** How long an answer takes; zero when there was none yet. */
    Duration latency() {
        return latency;
    }

    Duration slowestRefusal() {
        return slowestRefusal;
    }

    boolean isEmpty() {
        return answers == 0;
    }

    long answers() {
        return answers;
    }

    double meanPerByte() {
        return meanIn / Math.max(1, meanBytes);
    }

    /** Tokens of a prompt, on average. */
    double meanIn() {
        return meanIn;
    }

    /** Tokens of an answer and its thinking, on average. */
    double meanOut() {
        return meanOut;
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }
}
