package batchbook.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** What came in the last 60 seconds. Every addition is taken out once, so a long run costs no more than a short one. */
final class RollingMinute implements QuotaWindow {
    private record Entry(Duration at, long amount) {}

    private final RateSchedule limit;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long sum;

    RollingMinute(long limit) {
        this(RateSchedule.of(limit));
    }

    RollingMinute(RateSchedule limit) {
        this.limit = limit;
    }

    @Override
    public long limit(Duration now) {
        return limit.at(now);
    }

    @Override
    public boolean fits(Duration now, long amount) {
        return amount <= limit.at(now) - sum(now);
    }

    /** What lies so far back that the quota is exceeded without it will never decide anything again. */
    @Override
    public void add(Duration now, long amount) {
        sum = sum(now) + amount;
        entries.addLast(new Entry(now, amount));
        while (sum - entries.getFirst().amount() > limit.most()) {
            sum -= entries.removeFirst().amount();
        }
    }

    @Override
    public Duration delay(Duration now, long amount) {
        if (fits(now, amount)) {
            return Duration.ZERO;
        }
        long most = limit.at(now);
        if (amount > most) {
            // More than a whole minute's quota never fits. The service names a wait all the same.
            return QuotaWindow.restOfMinute(now);
        }
        long excess = sum + amount - most;
        Iterator<Entry> oldest = entries.iterator();
        Entry last = oldest.next();
        for (excess -= last.amount(); excess > 0; excess -= last.amount()) {
            last = oldest.next();
        }
        return last.at().plus(MINUTE).minus(now);
    }

    /** What came in the 60 seconds up to now; exact as long as it is within the limit. */
    long sum(Duration now) {
        while (!entries.isEmpty() && entries.getFirst().at().plus(MINUTE).compareTo(now) <= 0) {
            sum -= entries.removeFirst().amount();
        }
        return sum;
    }
}
