package batchbook.pace;

import java.time.Duration;
import java.util.Arrays;

/**
 * Notices a server that works on so many requests at once and lets the others wait: then more under way bring nothing but
 * longer times. Pure.
 *
 * <p>Each answer tells how many were under way and how long it took. Where times grow in proportion to the number under
 * way, throughput stands still, and as many are enough as throughput times the time of an unloaded server (Little's law).
 * The idea is that of gradient limits (Netflix, concurrency-limits, 2018), with times compared by the number under way
 * instead of by the clock, as those of models vary a lot by themselves.
 */
final class Saturation {
    /** Times that grow with more than this power of the number under way are those of a queue: 0 is none, 1 no other. */
    private static final double QUEUE = 0.5;
    /** So many standard errors. */
    private static final double SURE = 3;

    private static final int FEW = 3;
    private static final int ENOUGH = 10;
    /** Beyond the number that is enough, as times vary. */
    private static final double ROOM = 1.25;
    /** So many answers later it is looked whether more bring more by now, and later each time that they do not. */
    private static final int REST = 100;

    private static final int MOST_DOUBLINGS = 5;
    /** So much more throughput is more. */
    private static final double MORE = 1.3;

    /** By powers of two of the number under way. */
    private final Group[] groups = new Group[31];

    /** Answers with about as many under way: means of logarithms, so that one slow answer does not decide. */
    private record Group(int count, double number, double time, double squares) {
        static final Group NONE = new Group(0, 0, 0, 0);

        Group plus(double underWay, double took) {
            double off = took - time;
            double mean = time + off / (count + 1);
            return new Group(
                    count + 1, number + (underWay - number) / (count + 1), mean, squares + off * (took - mean));
        }

        double throughput() {
            return Math.exp(number - time);
        }
    }

    /** How many under way are enough; 0 while more bring more. */
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
     * @param underWay how many were under way when it was sent, itself included
     * @return how many may be under way from now on: fewer or more than before; 0 for no change
     */
    int answered(int underWay, Duration time) {
        double number = Math.log(underWay);
        double took = Math.log((double) Math.max(1, time.toNanos()));
        if (level == 0) {
            int index = 31 - Integer.numberOfLeadingZeros(underWay);
            groups[index] = groups[index].plus(number, took);
            level = enough(index);
            return level;
        }
        answers++;
        if (!exploring) {
            return answers < (long) REST << Math.min(explorations, MOST_DOUBLINGS) ? 0 : explore();
        }
        above = underWay > level ? above.plus(number, took) : above;
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

    /** Time with the fewest under way, in which nobody had to wait, or as few as can be. */
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
