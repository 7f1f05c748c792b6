package batchbook.pace;

import java.time.Duration;
import java.util.Arrays;

/**
 * Notices a server that works on so many requests at once and lets the others wait: then more in flight bring nothing but
 * longer times. Part of rule 2 of {@link Pace}.
 *
 * <p>Times are compared by the number in flight: {@code log(time)} over {@code log(number)} has the slope 0 where nobody
 * waits and 1 in a queue. Where it is surely above {@value #QUEUE}, throughput stands still, and as many are enough as
 * throughput times the time of an unloaded server (Little's law: {@code number = throughput * time}), and a little more.
 * After {@value #REST} answers it is looked whether twice as many bring more by now.
 *
 * <p>The idea is that of the gradient limits of Netflix (concurrency-limits, 2018), with times compared by the number
 * in flight instead of by the clock, as those of models vary a lot by themselves.
 */
final class Saturation {
    /** Times that grow with more than this power of the number in flight are those of a queue: 0 is none, 1 no other. */
    private static final double QUEUE = 0.5;
    /** So many standard errors. */
    private static final double SURE = 3;
    /** Fewer answers have no mean worth comparing. */
    private static final int FEW = 3;
    /** So many answers tell whether more in flight bring more by now. */
    private static final int ENOUGH = 10;
    /** Beyond the number that is enough, as times vary. */
    private static final double ROOM = 1.25;
    /** So many answers later it is looked whether more bring more by now, and later each time that they do not. */
    private static final int REST = 100;
    /** Each time that they do not, twice as many answers later, up to so often. */
    private static final int MOST_DOUBLINGS = 5;
    /** So much more throughput is more. */
    private static final double MORE = 1.3;

    /** By powers of two of the number in flight. */
    private final Group[] groups = new Group[31];

    /**
     * Answers with about as many in flight: means of logarithms, so that one slow answer does not decide.
     *
     * @param number mean of the logarithm of how many were in flight
     * @param time mean of the logarithm of how long they took
     * @param squares sum of the squared differences from it, by Welford's recurrence (1962)
     */
    private record Group(int count, double number, double time, double squares) {
        static final Group NONE = new Group(0, 0, 0, 0);

        Group plus(double inFlight, double took) {
            double off = took - time;
            double mean = time + off / (count + 1);
            return new Group(
                    count + 1, number + (inFlight - number) / (count + 1), mean, squares + off * (took - mean));
        }

        double throughput() {
            return Math.exp(number - time);
        }
    }

    /** How many in flight are enough; 0 while more bring more. */
    private int level;

    private double best;
    private boolean exploring;
    private int answers;
    private int explorations;
    private Group above = Group.NONE;

    Saturation() {
        Arrays.fill(groups, Group.NONE);
    }

    /**
     * An answer came.
     *
     * @param inFlight how many were in flight when it was sent, itself included
     * @return how many may be in flight from now on: fewer or more than before; 0 for no change
     */
    int answered(int inFlight, Duration time) {
        double number = Math.log(inFlight);
        double took = Math.log((double) Math.max(1, time.toNanos()));
        if (level == 0) {
            int index = 31 - Integer.numberOfLeadingZeros(inFlight);
            groups[index] = groups[index].plus(number, took);
            level = enough(index);
            return level;
        }
        answers++;
        if (!exploring) {
            return answers < (long) REST << Math.min(explorations, MOST_DOUBLINGS) ? 0 : explore();
        }
        above = inFlight > level ? above.plus(number, took) : above;
        return above.count < ENOUGH ? 0 : explored();
    }

    /** Whether it is known how many are enough. */
    boolean found() {
        return level > 0;
    }

    private int explore() {
        exploring = true;
        above = Group.NONE;
        return 2 * level;
    }

    /** Back to what is enough; or on, if the server has become wider. */
    private int explored() {
        exploring = false;
        answers = 0;
        explorations++;
        if (above.throughput() < MORE * best) {
            return level;
        }
        int wider = 2 * level;
        level = 0;
        explorations = 0;
        Arrays.fill(groups, Group.NONE);
        return wider;
    }

    private int enough(int high) {
        Group many = groups[high];
        for (int low = Math.max(0, high - 2); low < high; low++) {
            if (isQueue(groups[low], many)) {
                best = many.throughput();
                return (int) Math.max(1, Math.round(ROOM * best * Math.exp(unloaded())));
            }
        }
        return 0;
    }

    /** Whether times surely grow with more than half of the power of the number: with all of it in a queue. */
    private static boolean isQueue(Group few, Group many) {
        if (few.count < FEW || many.count < FEW) {
            return false;
        }
        double between = many.number - few.number;
        double power = (many.time - few.time) / between;
        double variance = (few.squares + many.squares) / (few.count + many.count - 2);
        double error = Math.sqrt(variance * (1.0 / few.count + 1.0 / many.count)) / between;
        return power - SURE * error > QUEUE;
    }

    /** Time with the fewest in flight, in which nobody had to wait, or as few as can be. */
    private double unloaded() {
        int count = 0;
        double sum = 0;
        for (int index = 0; index < groups.length && count < FEW; index++) {
            sum += groups[index].time * groups[index].count;
            count += groups[index].count;
        }
        return sum / count;
    }
}
