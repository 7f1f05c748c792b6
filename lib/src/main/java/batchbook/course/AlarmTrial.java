package batchbook.course;

import batchbook.Snapshot;
import batchbook.Snapshot.Tempo;
import batchbook.Snapshot.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Shows an alarm pairs of snapshots of runs that go well and of runs that do not. */
record AlarmTrial(Exercise.Alarm code) {
    private static final int TOTAL = 1_000;
    private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");

    /** How many were answered and had failed five minutes ago, and are and have now, whether it is over, and what to say. */
    private record Case(
            int answered, int failed, int answeredNow, int failedNow, boolean over, boolean rings, String words) {
        String told() {
            return "answered " + answered + " and then " + answeredNow + ", failed " + failed + " and then " + failedNow
                    + (over ? ", and over" : "") + ": " + words;
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(100, 0, 200, 0, false, false, "all goes well, and it rings"),
            new Case(400, 0, 400, 0, false, true, "no answer came in five minutes, and it does not ring"),
            new Case(0, 0, 0, 0, false, true, "not even a first answer came in five minutes, and it does not ring"),
            new Case(
                    100,
                    10,
                    160,
                    40,
                    false,
                    true,
                    "a fifth of the finished prompts failed, and it does not ring"
                            + " (whole numbers divided give a whole number in Java; and finished is not all that are to be asked)"),
            new Case(100, 1, 190, 5, false, false, "few prompts failed, less than a tenth, and it rings"),
            new Case(
                    100,
                    10,
                    185,
                    20,
                    false,
                    false,
                    "less than a tenth of the finished prompts, which are answered"
                            + " and failed ones together, failed, and it rings"),
            new Case(
                    100,
                    0,
                    100,
                    5,
                    false,
                    true,
                    "prompts came to an end, but none with an answer, and it does not ring"),
            new Case(990, 10, 990, 10, true, false, "nobody needs to get up for a run that is over, and it rings"));

    Optional<String> mistake() {
        List<Trial<Boolean>> trials = CASES.stream().map(this::run).toList();
        List<Boolean> given = trials.stream().map(Trial::value).distinct().toList();
        if (given.equals(List.of(false))) {
            return Optional.of("it never rings: replace false");
        }
        if (given.equals(List.of(true))) {
            return Optional.of("it always rings, and soon nobody listens");
        }
        for (int i = 0; i < CASES.size(); i++) {
            Case shown = CASES.get(i);
            Trial<Boolean> trial = trials.get(i);
            if (trial.problem().isPresent()) {
                return trial.problem().map(problem -> shown.told().replaceFirst(": .*", ": ") + problem);
            }
            if (!Boolean.valueOf(shown.rings()).equals(trial.value())) {
                return Optional.of(shown.told());
            }
        }
        return Optional.empty();
    }

    private Trial<Boolean> run(Case shown) {
        Snapshot before = snapshot(Duration.ofMinutes(10), shown.answered(), shown.failed(), false);
        Snapshot now = snapshot(Duration.ofMinutes(15), shown.answeredNow(), shown.failedNow(), shown.over());
        return Trial.of(() -> code.rings(before, now));
    }

    private static Snapshot snapshot(Duration elapsed, int answered, int failed, boolean over) {
        int open = TOTAL - answered - failed;
        int active = Math.min(8, open);
        return new Snapshot(
                START.plus(elapsed),
                START.plus(elapsed),
                "model",
                8,
                TOTAL,
                true,
                answered,
                failed,
                0,
                0,
                new Trouble(Map.of(), Optional.empty(), 0),
                0,
                active,
                0,
                open - active,
                elapsed,
                Optional.empty(),
                new Tempo(active, OptionalLong.empty(), false, Optional.empty(), 1),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                over,
                Optional.empty(),
                Optional.empty());
    }
}
