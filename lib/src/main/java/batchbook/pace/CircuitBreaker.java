package batchbook.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices a server that fails wholly, and says when to try it again and when to give up.
 *
 * <p>Source: the circuit breaker of Michael Nygard, "Release It!", 2007. After {@value #FAILURES} failures in a row, of
 * {@value #ROWS} different rows at least, it is open: nothing is sent but one request at a time ({@link SharedPause}),
 * after waits that double from {@link #FIRST_WAIT} to {@link #LONGEST_WAIT}. An answer closes it. A failure is one for
 * the server's sake: no answer, or one that says that the server is in trouble.
 */
final class CircuitBreaker {
    static final int FAILURES = 8;
    /** One prompt that always fails is no outage. */
    static final int ROWS = 3;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;
    /** A server that has never answered gets only this part of the patience: its address may be wrong. */
    private static final int NEVER_ANSWERED = 10;

    private final Duration patience;
    private final Set<Integer> rows = new HashSet<>();
    private int failures;
    /** Tries since it opened. */
    private int probes;

    private boolean open;
    private boolean everAnswered;
    /** When the first of the failures came. */
    private @Nullable Instant since;

    CircuitBreaker(Duration patience) {
        this.patience = patience;
    }

    /** Whether the server is taken to fail wholly. */
    boolean open() {
        return open;
    }

    /** Since when nothing but failures came. */
    Instant since(Instant now) {
        return since == null ? now : since;
    }

    /** An answer came; one to a request that was sent before it opened says nothing about the server now. */
    void answered(boolean late) {
        everAnswered = true;
        if (open && late) {
            return;
        }
        rows.clear();
        failures = 0;
        probes = 0;
        open = false;
        since = null;
    }

    /** Whether it opened, or was open and this was a try. */
    boolean failed(int row, boolean probe, Instant now) {
        since = since(now);
        failures++;
        rows.add(row);
        if (open) {
            return probe;
        }
        open = failures >= FAILURES && rows.size() >= ROWS;
        return open;
    }

    /** How long nothing is sent before the next try. */
    Duration nextWait(Jitter jitter) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(probes++, MOST_DOUBLINGS));
        return jitter.shortened(Durations.shorter(wait, LONGEST_WAIT));
    }

    /** How long a server may fail before the run ends; a tenth of that when it has never answered at all. */
    Duration patience() {
        return everAnswered ? patience : patience.dividedBy(NEVER_ANSWERED);
    }

    boolean givesUp(Instant now) {
        return open && Duration.between(since(now), now).compareTo(patience()) >= 0;
    }
}
