package batchbook.pace;

import static batchbook.pace.Durations.MINUTE;

import batchbook.Limit.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent in the window of one limit: a sliding-window log, of which a {@link CountingRule} says how far it reaches
 * back and whether it slides.
 *
 * <p>The next request may go when the oldest that have to make room for it do not count any more; an empty window has
 * room for everything, as a prompt that is larger than the limit would wait for ever.
 */
final class WindowLog {
    private final Counts counts;
    private final CountingRule rule;
    /** Each request with what it weighs, in the order in which they were handed over. */
    private final Map<Permit, Long> weights = new LinkedHashMap<>();
    /** Of all of them. */
    private long used;

    WindowLog(Counts counts, CountingRule rule) {
        this.counts = counts;
        this.rule = rule;
    }

    void add(Permit permit) {
        long weight = weight(permit);
        weights.put(permit, weight);
        used += weight;
    }

    long used() {
        return used;
    }

    void clear() {
        weights.clear();
        used = 0;
    }

    /** To be called when what a request weighs has changed. */
    void reweigh(Permit permit) {
        Long before = weights.get(permit);
        // One that was sent before the window began, or before the limit was known, is not in it.
        if (before != null) {
            long weight = weight(permit);
            weights.put(permit, weight);
            used += weight - before;
        }
    }

    /** To be called when the rule has changed. */
    void reweighAll() {
        List.copyOf(weights.keySet()).forEach(this::reweigh);
    }

    private long weight(Permit permit) {
        return permit.refused && !rule.countsRefused() ? 0 : permit.amount(counts);
    }

    /** When the next request that weighs so much may go, of at most so much; {@code now} when it may go at once. */
    Instant opens(Instant now, long amount, long most) {
        roll(now);
        long excess = used + amount - most;
        if (excess <= 0 || used == 0) {
            return now;
        }
        if (rule.fixed()) {
            return rule.nextStart(now);
        }
        Instant opens = now;
        for (Map.Entry<Permit, Long> counted : weights.entrySet()) {
            long weight = counted.getValue();
            excess -= weight;
            if (weight > 0) {
                opens = rule.expires(counted.getKey().at());
            }
            if (excess <= 0) {
                break;
            }
        }
        return opens;
    }

    private void roll(Instant now) {
        Instant from = rule.countsFrom(now);
        var oldest = weights.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Permit, Long> entry = oldest.next();
            if (entry.getKey().at().isAfter(from)) {
                return;
            }
            used -= entry.getValue();
            oldest.remove();
        }
    }

    /**
     * When the last of so many requests may go, if the first of them goes at {@code from} at the earliest: the pattern of
     * the last minute repeats, minute after minute. Changes nothing.
     *
     * @param each what one of them weighs, on average
     * @param allowed how much may be used
     */
    Instant lastOpens(Instant from, double requests, double each, long allowed) {
        Instant start = rule.countsFrom(from);
        List<Permit> counted = new ArrayList<>();
        long inUse = 0;
        for (Map.Entry<Permit, Long> entry : weights.entrySet()) {
            if (entry.getKey().at().isAfter(start) && entry.getValue() > 0) {
                counted.add(entry.getKey());
                inUse += entry.getValue();
            }
        }
        double most = Math.max(each, (double) allowed);
        long freeNow = (long) (Math.max(0, most - inUse) / each);
        if (requests <= freeNow) {
            return from;
        }
        double later = requests - freeNow - 1;
        // Of weights that differ, half of one stays free in each window, as the next one does not fit.
        double perWindow = Math.max(1, (most - (each - 1) / 2) / each);
        long windows = (long) (later / perWindow);
        if (rule.fixed()) {
            return rule.nextStart(from).plus(MINUTE.multipliedBy(windows));
        }
        // What goes now opens again a minute from now.
        int place = (int) (later - windows * perWindow);
        Instant slot = rule.expires(place < counted.size() ? counted.get(place).at() : from);
        return slot.plus(MINUTE.plus(rule.slack()).multipliedBy(windows));
    }
}
