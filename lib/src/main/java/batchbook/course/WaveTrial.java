package batchbook.course;

import batchbook.Format;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a learner's formula how long rows of two seconds each take. */
final class WaveTrial {
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final List<WaveTrial> CASES = List.of(
            new WaveTrial(17, 16),
            new WaveTrial(17, 17),
            new WaveTrial(17, 18),
            new WaveTrial(16, 16),
            new WaveTrial(48, 5),
            new WaveTrial(1, 8),
            new WaveTrial(7, 1),
            new WaveTrial(1000, 3));

    private final int rows;
    private final int workers;

    private WaveTrial(int rows, int workers) {
        this.rows = rows;
        this.workers = workers;
    }

    static Verdict of(Exercise.AtBest code) {
        Check check = Check.begin();
        CASES.forEach(one -> check.mistake(one.problem(code)));
        return check.right(true, "");
    }

    private Optional<String> problem(Exercise.AtBest code) {
        Trial<Duration> trial = Trial.of(() -> code.atBest(rows, workers, EACH));
        Duration right = EACH.multipliedBy((rows + workers - 1) / workers);
        Duration given = trial.value();
        Optional<String> wrong = right.equals(given)
                ? Optional.empty()
                : Optional.of("%s of 2 s each, %s: you say %s. %s"
                        .formatted(
                                Format.plural(rows, "row"),
                                Format.plural(workers, "worker"),
                                given == null ? "nothing" : Format.duration(given),
                                hint(given == null ? Duration.ZERO : given)));
        return trial.problem().or(() -> wrong);
    }

    private String hint(Duration given) {
        Duration shared = EACH.multipliedBy(rows).dividedBy(workers);
        if (given.isZero()) {
            return workers > rows ? "No row takes no time" : "Replace the zero";
        }
        if (given.equals(EACH.multipliedBy(rows))) {
            return "That is one after another";
        }
        if (given.minus(shared).abs().toMillis() <= 1) {
            return "A row takes its whole time: there is no part of a wave";
        }
        return given.compareTo(shared) < 0
                ? "Some rows are not counted. In Java 17 / 16 is 1: where does the last row go?"
                : "That is longer than it takes. How many waves are there?";
    }
}
