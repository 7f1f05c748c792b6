package batchbook.pace;

import batchbook.Usage;
import java.time.Duration;

/** What asking a model has been like so far: how long answers take, and how many tokens there are to a text. */
public final class Estimates {
    private static final double NEWS = 0.1;
    private static final double FADE = 0.02;
    /** Before anything is known: on the safe side for English, where it is 4, and right for Chinese. */
    private static final double TOKENS_PER_BYTE = 1 / 3.0;

    private static final double USUAL_PER_BYTE = 1 / 4.0;
    /** Long runs of one letter have this few; English has twice as many and more. */
    private static final double LEAST_PER_BYTE = 1 / 8.0;

    private static final double LESS = 0.8;

    private Duration latency = Duration.ZERO;
    private Duration slowestRefusal = Duration.ofMillis(250);
    private double mostPerByte;
    private double meanIn;
    private double meanBytes;
    private double meanOut;
    private long answers;
    private long told;
    private double fewestPerByte;

    /** A text's length in UTF-8, without making the bytes. */
    public static long bytes(String text) {
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

    /** Tokens that a prompt has at least, as far as can be told: fewer to a byte than ever seen, or than any text has. */
    long least(String text) {
        return (long) (bytes(text) * (told == 0 ? LEAST_PER_BYTE : LESS * fewestPerByte));
    }

    /** Tokens that a prompt probably has. */
    long likely(String text) {
        return Math.max(1, Math.round(tokens((double) bytes(text))));
    }

    /** Tokens that so many bytes of prompts probably have. */
    public double tokens(double bytes) {
        return bytes * (told == 0 ? USUAL_PER_BYTE : meanPerByte());
    }

    void answered(Duration took, String text, Usage usage) {
        latency = answers == 0 ? took : latency.plus(Duration.ofNanos(Math.round(NEWS * nanos(took.minus(latency)))));
        if (usage.in() > 0) {
            double perByte = usage.in() / (double) Math.max(1, bytes(text));
            mostPerByte = Math.max(perByte, mostPerByte - FADE * (mostPerByte - perByte));
            fewestPerByte = told == 0 ? perByte : Math.min(perByte, fewestPerByte);
            told++;
            // A true mean, so that a preview from five rows is the mean of five rows.
            meanIn += (usage.in() - meanIn) / told;
            meanBytes += (bytes(text) - meanBytes) / told;
            meanOut += (usage.out() + usage.thinking() - meanOut) / told;
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

    public boolean isEmpty() {
        return answers == 0;
    }

    /** Whether an answer has told its tokens. */
    boolean knowsTokens() {
        return told > 0;
    }

    public long answers() {
        return answers;
    }

    private double meanPerByte() {
        return meanIn / Math.max(1, meanBytes);
    }

    /** Tokens of an answer and its thinking, on average. */
    public double meanOut() {
        return meanOut;
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }
}
