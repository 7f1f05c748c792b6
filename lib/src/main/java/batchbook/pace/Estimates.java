package batchbook.pace;

import batchbook.Usage;
import java.time.Duration;

/**
 * What asking a model has been like so far: how long answers take, and how many tokens there are to a prompt. Limits, the
 * time to go and the preview rest on it.
 *
 * <p>The latency is a moving average that forgets with {@link #NEWS}. Tokens go by the bytes of a text, as nobody but the
 * provider can count them; of the ratio the mean is kept, and the most and the fewest. What is set aside for a prompt at a
 * limit is rather too much: by the most, which comes down to later texts with {@link #FADE} each.
 */
final class Estimates {
    private static final double NEWS = 0.1;
    private static final double FADE = 0.02;
    /** Before anything is known: on the safe side for English, where it is 4, and right for Chinese. */
    private static final double TOKENS_PER_BYTE = 1 / 3.0;

    private static final double USUAL_PER_BYTE = 1 / 4.0;
    /** Long runs of one letter have this few; English has twice as many and more. */
    private static final double LEAST_PER_BYTE = 1 / 8.0;
    /** A text may have fewer to a byte than any before. */
    private static final double LESS = 0.8;
    /** Before the first refusal. */
    private static final Duration USUAL_REFUSAL = Duration.ofMillis(250);

    private Duration latency = Duration.ZERO;
    private Duration slowestRefusal = USUAL_REFUSAL;
    private double mostPerByte;
    private double fewestPerByte;
    private double meanIn;
    private double meanBytes;
    private double meanOut;
    private long answers;
    /** Answers that told their tokens. */
    private long told;

    /** Tokens of a prompt, rather too many than too few: near the most that so long a text has had lately. */
    long estimate(Workload prompt) {
        double perByte = mostPerByte > 0 ? mostPerByte : TOKENS_PER_BYTE;
        return Math.max(1, (long) Math.ceil(prompt.bytes() * perByte));
    }

    /** Tokens that a prompt has at least, as far as can be told: fewer to a byte than ever seen, or than any text has. */
    long least(Workload prompt) {
        return (long) (prompt.bytes() * (told == 0 ? LEAST_PER_BYTE : LESS * fewestPerByte));
    }

    /** Tokens that a prompt probably has. */
    long likely(Workload prompt) {
        return Math.max(1, Math.round(usage().in(prompt)));
    }

    /** What requests probably use. */
    UsageEstimate usage() {
        return new UsageEstimate(answers, told == 0 ? USUAL_PER_BYTE : meanIn / Math.max(1, meanBytes), meanOut);
    }

    void answered(Duration took, Workload prompt, Usage usage) {
        latency = answers == 0 ? took : latency.plus(Duration.ofNanos(Math.round(NEWS * nanos(took.minus(latency)))));
        if (usage.in() > 0) {
            double perByte = usage.in() / Math.max(1, prompt.bytes());
            mostPerByte = Math.max(perByte, mostPerByte - FADE * (mostPerByte - perByte));
            fewestPerByte = told == 0 ? perByte : Math.min(perByte, fewestPerByte);
            told++;
            // A true mean, so that a preview from five rows is the mean of five rows.
            meanIn += (usage.in() - meanIn) / told;
            meanBytes += (prompt.bytes() - meanBytes) / told;
            meanOut += (usage.out() + usage.thinking() - meanOut) / told;
        }
        answers++;
    }

    void refused(Duration after) {
        slowestRefusal = Durations.longer(slowestRefusal, after);
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

    /** Whether an answer has told its tokens. */
    boolean knowsTokens() {
        return told > 0;
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }
}
