package batchbook.chart;

import batchbook.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How many requests count at each moment, when each counts from being sent until some later time.
 *
 * @param moments each change, oldest first, at most one for a moment
 * @param afterSending the count right after each request was sent, itself included, in the order of the requests
 */
record CountOverTime(List<Moment> moments, List<Integer> afterSending) {
    /** A value from then on. */
    record Moment(Instant at, long value) {
        /** Adds it; it replaces one of the same moment, as a value that lasted no time was none. */
        void appendTo(List<Moment> moments) {
            int last = moments.size() - 1;
            if (last >= 0 && moments.get(last).at.equals(at)) {
                moments.set(last, this);
            } else {
                moments.add(this);
            }
        }
    }

    /** How many were sent in all, of requests in the order in which they were sent. */
    static CountOverTime total(List<Attempt> requests) {
        List<Moment> moments = new ArrayList<>(requests.size());
        List<Integer> afterSending = new ArrayList<>(requests.size());
        for (Attempt request : requests) {
            afterSending.add(afterSending.size() + 1);
            new Moment(request.sent(), afterSending.size()).appendTo(moments);
        }
        return new CountOverTime(moments, afterSending);
    }

    /** Of requests in the order in which they were sent. */
    static CountOverTime of(List<Attempt> requests, Function<Attempt, Instant> until) {
        List<Instant> ends = requests.stream().map(until).sorted().toList();
        List<Moment> moments = new ArrayList<>(2 * requests.size());
        List<Integer> afterSending = new ArrayList<>(requests.size());
        int count = 0;
        int ended = 0;
        for (int i = 0; i < requests.size(); i++) {
            Instant sent = requests.get(i).sent();
            // One that ends just when another is sent made room for it.
            for (; ended < i && !ends.get(ended).isAfter(sent); ended++) {
                new Moment(ends.get(ended), --count).appendTo(moments);
            }
            afterSending.add(++count);
            new Moment(sent, count).appendTo(moments);
        }
        for (; ended < ends.size(); ended++) {
            new Moment(ends.get(ended), --count).appendTo(moments);
        }
        return new CountOverTime(moments, afterSending);
    }
}
