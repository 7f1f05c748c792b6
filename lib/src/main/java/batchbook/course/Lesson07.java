package batchbook.course;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exercises of the lesson on limits of requests a minute. */
public final class Lesson07 {
    private static final Duration DAY = Duration.ofDays(1);

    private Lesson07() {}

    /** The least time a batch can take. */
    @FunctionalInterface
    public interface BestTime {
        /**
         * From the first request to the last answer.
         *
         * @param perMinute how many requests any minute may have
         * @param perDay how many requests a day may have
         * @param latency how long an answer takes
         */
        @Nullable
        Duration of(long prompts, long perMinute, long perDay, Duration latency) throws Exception;
    }

    /** How many workers use up a limit. */
    @FunctionalInterface
    public interface WorkerCount {
        /**
         * How many.
         *
         * @param seconds how long an answer takes
         */
        int enough(long perMinute, double seconds) throws Exception;
    }

    /** The best time of the race with 300 prompts, in seconds. */
    public static Verdict question1(double seconds) {
        return Check.begin()
                .mistake(seconds == 0, "replace the zero")
                .mistake(seconds == 240, "that is when the last request is sent; when does its answer come?")
                .mistake(
                        seconds == 300 || seconds == 302,
                        "must a minute pass before the first 60 may go? Draw the moments at which a group of 60 goes")
                .mistake(seconds == 300 * 2, "that is 300 answers one after another; here they overlap")
                .mistake(Check.near(seconds, 4, 0.02), "the answer is in seconds")
                .right(
                        seconds > 240 && seconds <= 243,
                        "groups of 60 go, the first at once; when does the last group go, and when does its answer come?");
    }

    /** {@code int workersFor(long perMinute, double seconds)}. One more than needed does no harm. */
    public static Verdict question2(WorkerCount rule) {
        return Check.begin().mistake(Trial.problem(() -> workers(rule))).right(true, "");
    }

    private record Load(long perMinute, double seconds) {
        double underWay() {
            return perMinute * seconds / 60;
        }

        String words() {
            return perMinute + " a minute, " + seconds + " s each: it gives ";
        }
    }

    private static Optional<String> workers(WorkerCount rule) throws Exception {
        boolean allZero = true;
        Optional<String> first = Optional.empty();
        for (Load load :
                List.of(new Load(60, 2), new Load(600, 3), new Load(100, 4), new Load(5, 4), new Load(90, 1.5))) {
            int given = rule.enough(load.perMinute, load.seconds);
            allZero &= given == 0;
            first = first.isPresent() ? first : mistake(load, given);
        }
        return allZero ? Optional.of("replace the zero") : first;
    }

    private static Optional<String> mistake(Load load, int given) {
        double needed = load.underWay();
        if (given >= needed && given <= Math.floor(needed) + 1) {
            return Optional.empty();
        }
        String said = load.words() + given;
        if (given == load.perMinute || given == (int) (load.perMinute * load.seconds)) {
            return Optional.of(said + "; the limit counts a minute, the answer seconds: bring both to the same unit");
        }
        if (given == Math.floor(needed)) {
            return Optional.of(said + "; so few answer " + Math.round(given * 60 / load.seconds)
                    + " a minute, which is below the limit: think of rounding");
        }
        return Optional.of(
                given < needed
                        ? said + "; so few answer only " + Math.round(given * 60 / load.seconds) + " a minute"
                        : said + "; fewer are enough: how many requests come in the time of one answer?");
    }

    /** {@code Duration atBest(long prompts, long perMinute, long perDay, Duration latency)}. */
    public static Verdict question3(BestTime rule) {
        return Check.begin().mistake(Trial.problem(() -> times(rule))).right(true, "");
    }

    private record Order(long prompts, long perMinute, long perDay, Duration latency) {
        long days() {
            return (prompts - 1) / perDay;
        }

        /** Those of the last day that have to wait for others of that day. */
        long minutes() {
            return ((prompts - 1) % perDay) / perMinute;
        }

        Duration best() {
            return DAY.multipliedBy(days()).plusMinutes(minutes()).plus(latency);
        }

        String words() {
            return prompts + " prompts, " + perMinute + " a minute, " + perDay + " a day, " + latency.toSeconds()
                    + " s each: it gives ";
        }
    }

    private static Optional<String> times(BestTime rule) throws Exception {
        boolean allZero = true;
        Optional<String> first = Optional.empty();
        Duration two = Duration.ofSeconds(2);
        for (Order order : List.of(
                new Order(100, 60, 10_000, two),
                new Order(120, 60, 10_000, two),
                new Order(7, 60, 10_000, Duration.ofSeconds(5)),
                new Order(25, 10, 10_000, two),
                new Order(500, 10, 500, two),
                new Order(501, 10, 500, two),
                new Order(2_100, 10, 500, two),
                new Order(50_000, 15, 20, two))) {
            Duration given = rule.of(order.prompts, order.perMinute, order.perDay, order.latency);
            if (given == null) {
                return Optional.of("it gives null");
            }
            allZero &= given.isZero();
            first = first.isPresent() ? first : mistake(order, given);
        }
        return allZero ? Optional.of("replace Duration.ZERO") : first;
    }

    private static Optional<String> mistake(Order order, Duration given) {
        if (Check.near((double) given.toMillis(), (double) order.best().toMillis(), order.days() == 0 ? 0.001 : 0.01)) {
            return Optional.empty();
        }
        String said = order.words() + given + "; ";
        long minutesOfAll = (order.prompts - 1) / order.perMinute;
        if (given.equals(order.best().minus(order.latency))) {
            return Optional.of(said + "that is when the last one is sent; its answer comes later");
        }
        if (order.days() > 0 && given.toMinutes() == minutesOfAll) {
            return Optional.of(said + "the quota of the day is used up long before");
        }
        if (order.days() == 0 && given.compareTo(DAY) >= 0) {
            return Optional.of(said + "all of them fit into the first day");
        }
        if (order.days() > 0 && given.compareTo(order.best().plus(DAY.dividedBy(2))) > 0) {
            return Optional.of(said + "the first day's requests wait for no day to pass");
        }
        Duration answers = order.latency.multipliedBy(order.prompts);
        if (given.equals(answers)
                || given.equals(Duration.ofMinutes(minutesOfAll).plus(answers))) {
            return Optional.of(said + "answers overlap: only the last one is waited for");
        }
        if (given.compareTo(order.best()) > 0 && given.toMinutes() == order.minutes() + 1) {
            return Optional.of(said + "the first group waits for no minute to pass");
        }
        if (given.minus(order.latency).toSeconds() % 60 != 0) {
            return Optional.of(said + "requests go in groups, one each time a minute is over: count whole minutes");
        }
        return Optional.of(said + "how many minutes, or days, must be over before the last one may go?");
    }
}
