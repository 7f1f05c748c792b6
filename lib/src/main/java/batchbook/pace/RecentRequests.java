package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What all runs of an account sent in the last minute and a little more, oldest first: by it refusals are explained, and
 * a limit that is learned counts what went before.
 */
final class RecentRequests implements Iterable<Permit> {
    /** More than any key may send in a minute; beyond it, what a refusal teaches is not looked for. */
    private static final int MOST = 200_000;
    /** Servers may count a little longer than a minute. */
    private static final int MORE_SECONDS = 5;

    private final Deque<Permit> sent = new ArrayDeque<>();
    private boolean cut;
    private long nextSerial;

    /** A request of this run goes now, beside so many others. */
    Permit add(Object run, Instant now, int others, boolean limitUsed, long tokens) {
        Permit permit = new Permit(run, nextSerial++, now, others, limitUsed, tokens);
        sent.addLast(permit);
        while (sent.getFirst().at().plus(MINUTE).plusSeconds(MORE_SECONDS).isBefore(now)) {
            sent.removeFirst();
            cut = false;
        }
        if (sent.size() > MOST) {
            sent.removeFirst();
            cut = true;
        }
        return permit;
    }

    void clear() {
        sent.clear();
    }

    @Override
    public Iterator<Permit> iterator() {
        return sent.iterator();
    }

    /** Whether they are all that was sent in the last minute. */
    boolean areAll() {
        return !cut;
    }

    /** The serial of the next request: all that were sent before have a lower one. */
    long nextSerial() {
        return nextSerial;
    }

    /** When the last of them went; {@link Instant#MIN} without one. */
    Instant last() {
        return sent.isEmpty() ? Instant.MIN : sent.getLast().at();
    }

    /** How many requests went out in the last minute. */
    long inLastMinute(Instant now) {
        Instant from = now.minus(MINUTE);
        long count = sent.size();
        for (Permit permit : sent) {
            if (permit.handedOver().isAfter(from)) {
                // As is whatever comes after it, and none has left before.
                break;
            }
            count -= permit.at().isAfter(from) ? 0 : 1;
        }
        return count;
    }

    /** How many requests had been let pass in the minute before this one was sent. */
    long passedBefore(Permit permit) {
        Instant from = permit.at().minus(MINUTE);
        return sent.stream()
                .filter(other -> other.serial < permit.serial
                        && !other.refused
                        && other.at().isAfter(from))
                .count();
    }
}
