package batchbook.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Notices a server that fails wholly, and says when to try it again and when to give up. Pure.
 *
 * <p>A circuit breaker (Michael Nygard, "Release It!", 2007): after {@value #FAILURES} failures in a row, of {@value
 * #ROWS} different rows at least, nothing is sent but one request at a time, after waits that double up to half a minute.
 */
final class CircuitBreaker {
    static final int FAILURES = 8;
    static final int ROWS = 3;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Duration patience;
    private final Set<Integer> rows = new HashSet<>();
    private int failures;
    private int probes;
    private boolean open;
    private boolean everAnswered;
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

    /** How long nothing is sent before the next try: of full length, less a random tenth so that programs spread. */
    Duration nextWait(RandomGenerator random) {
        long wait = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(probes++, 10));
        return Duration.ofNanos(wait - random.nextLong(wait / 10));
    }

    /** How long a server may fail before the run ends; a tenth of that when it has never answered at all. */
    Duration patience() {
        return everAnswered ? patience : patience.dividedBy(10);
    }

    boolean givesUp(Instant now) {
        return open && Duration.between(since(now), now).compareTo(patience()) >= 0;
    }
}
