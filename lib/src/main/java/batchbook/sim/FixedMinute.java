package batchbook.sim;

import java.time.Duration;

/** What came in the current minute of the clock, which may have begun before the simulator did. */
final class FixedMinute implements QuotaWindow {
    private final RateSchedule limit;
    private final Duration phase;
    private long minute;
    private long sum;

    /**
     * A minute with nothing in it.
     *
     * @param phase how much of a minute had passed at time zero
     */
    FixedMinute(long limit, Duration phase) {
        this(RateSchedule.of(limit), phase);
    }

    FixedMinute(RateSchedule limit, Duration phase) {
        this.limit = limit;
        this.phase = phase;
    }

    @Override
    public long limit(Duration now) {
        return limit.at(now);
    }

    @Override
    public boolean fits(Duration now, long amount) {
        startMinute(now);
        return amount <= limit.at(now) - sum;
    }

    @Override
    public void add(Duration now, long amount) {
        startMinute(now);
        sum += amount;
    }

    @Override
    public Duration delay(Duration now, long amount) {
        return fits(now, amount) ? Duration.ZERO : QuotaWindow.restOfMinute(now.plus(phase));
    }

    private void startMinute(Duration now) {
        long current = now.plus(phase).toMinutes();
        if (current != minute) {
            minute = current;
            sum = 0;
        }
    }
}
