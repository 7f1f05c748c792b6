package batchbook.course;

import static batchbook.course.Verdicts.right;
import static batchbook.course.Verdicts.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import batchbook.Batch;
import batchbook.Metrics;
import batchbook.Progress;
import batchbook.Reason;
import batchbook.Retry;
import batchbook.Run;
import batchbook.course.Lesson10.Diagnosis;
import batchbook.course.Lesson10.Plan;
import batchbook.gemini.Gemini;
import batchbook.sim.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class Lesson10Test {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void theServersTakeLongerThanPlannedForThreeReasons() {
        Metrics healthy = metrics("healthy");
        Metrics a = metrics("A");
        Metrics b = metrics("B");
        Metrics c = metrics("C");

        for (Metrics slow : List.of(a, b, c)) {
            assertThat(slow.took()).isGreaterThan(healthy.took().multipliedBy(10));
            assertThat(slow.answered()).isEqualTo(60);
        }
        assertThat(a.p50()).isGreaterThan(healthy.p50().multipliedBy(10));
        assertThat(b.refused()).isPositive();
        assertThat(c.p99()).isGreaterThan(healthy.p99().multipliedBy(10));
        assertThatThrownBy(() -> Lesson10.server("D")).hasMessageContaining("healthy, A, B and C, and no D");
    }

    private static Metrics metrics(String name) {
        try (Simulator server = Lesson10.server(name)) {
            return Batch.of(Gemini.at(server))
                    .workers(20)
                    .progress(Progress.none())
                    .run(Patient.prompts(60))
                    .metrics();
        }
    }

    @Test
    void aMysteryIsTheSameEachTimeAndThereAreThree() {
        assertThat(Lesson10.mystery(2).took()).isEqualTo(Lesson10.mystery(2).took());
        assertThatThrownBy(() -> Lesson10.mystery(4)).hasMessage("there are the runs 1 to 3, and no 4");
    }

    @Test
    void theMysteriesAreSolved() {
        right(Lesson10.question1(Cause.OUTAGE, Cause.SERVER_QUEUES, Cause.LIMIT_PER_MINUTE));

        wrong(Lesson10.question1(Cause.NONE, Cause.NONE, Cause.NONE), "replace each NONE");
        wrong(
                Lesson10.question1(Cause.LIMIT_PER_MINUTE, Cause.SERVER_QUEUES, Cause.OUTAGE),
                "run 1 is no case of LIMIT_PER_MINUTE. Look at its long pause");
        wrong(
                Lesson10.question1(Cause.OUTAGE, Cause.FEW_HANG, Cause.LIMIT_PER_MINUTE),
                "run 2 is no case of FEW_HANG. Compare its median");
        wrong(
                Lesson10.question1(Cause.OUTAGE, Cause.SERVER_QUEUES, Cause.OUTAGE),
                "run 3 is no case of OUTAGE. Look at the requests that were refused");
    }

    @Test
    void aFunctionThatTellsTheCausesApartIsRightInAnyForm() {
        right(diagnosis(Lesson10Test::byFigures));
        right(diagnosis(Lesson10Test::byReasons));
    }

    private static Cause byFigures(Run run) {
        Metrics m = run.metrics();
        if (m.refused() > 0) {
            return Cause.LIMIT_PER_MINUTE;
        }
        if (!run.pauses().isEmpty()) {
            return Cause.OUTAGE;
        }
        if (m.p99().compareTo(m.p50().multipliedBy(5)) > 0) {
            return Cause.FEW_HANG;
        }
        return m.p50().toSeconds() > 6 ? Cause.SERVER_QUEUES : Cause.NONE;
    }

    private static Cause byReasons(Run run) {
        if (run.metrics().p50().compareTo(TEN_SECONDS) > 0) {
            return Cause.SERVER_QUEUES;
        }
        if (run.pauses().stream().anyMatch(pause -> pause.reason() == Reason.SERVER_IN_TROUBLE)) {
            return Cause.OUTAGE;
        }
        if (run.pauses().stream().anyMatch(pause -> pause.reason().isLimitPerMinute())) {
            return Cause.LIMIT_PER_MINUTE;
        }
        return run.results().stream().anyMatch(row -> row.latency().toSeconds() > 30) ? Cause.FEW_HANG : Cause.NONE;
    }

    @Test
    void aFunctionThatTakesOneCauseForAnotherIsToldWhichRunThatWas() {
        wrong(diagnosis(run -> Cause.NONE), "it says NONE of every run");
        wrong(diagnosis(run -> run.took().toSeconds() > 30 ? Cause.OUTAGE : Cause.NONE), "few workers");
        wrong(
                diagnosis(run -> run.metrics().attempts() > run.size() ? Cause.OUTAGE : Cause.NONE),
                "a few 503 that a retry mended was taken for OUTAGE");
        wrong(
                diagnosis(run -> run.metrics().attempts() > run.size() ? Cause.LIMIT_PER_MINUTE : byFigures(run)),
                "a few 503 that a retry mended was taken for LIMIT_PER_MINUTE");
        wrong(
                diagnosis(run -> run.pauses().isEmpty() ? byFigures(run) : Cause.LIMIT_PER_MINUTE),
                "a run with an outage was taken for LIMIT_PER_MINUTE. Look at its long pause");
        wrong(
                diagnosis(run -> run.pauses().isEmpty() ? byFigures(run) : Cause.OUTAGE),
                "a limit of 15 requests a minute was taken for OUTAGE. Look at the requests that were refused");
        wrong(
                diagnosis(run -> run.metrics().p99().toSeconds() > 15 ? Cause.FEW_HANG : byFigures(run)),
                "works on one at a time was taken for FEW_HANG. Compare its median");
        wrong(
                diagnosis(run -> byFigures(run) == Cause.FEW_HANG ? Cause.NONE : byFigures(run)),
                "a few requests that hang was taken for NONE. Compare its slowest answers");
        wrong(
                diagnosis(run -> run.metrics().p99().toSeconds() > 100 ? Cause.FEW_HANG : hangsAsNone(run)),
                "until a time-out of a minute was taken for NONE");
        // One of its own: what the JVM throws itself has no message any more where the compiler knows it well.
        wrong(
                diagnosis(run -> {
                    throw new IllegalStateException("not written");
                }),
                "it threw java.lang.IllegalStateException: not written with one of the runs");
    }

    private static Cause hangsAsNone(Run run) {
        return byFigures(run) == Cause.FEW_HANG ? Cause.NONE : byFigures(run);
    }

    @Test
    void aRepairedPlanHasAllThreeRepairs() {
        right(repair(plan -> plan.workers(4).timeout(TEN_SECONDS)));
        right(repair(plan -> plan.workers(8).timeout(Duration.ofSeconds(20))));
        right(repair(plan -> plan.timeout(Duration.ofSeconds(15))));
        right(repair(plan -> plan.workers(4).timeout(Duration.ofSeconds(20)).retry(Retry.upTo(6))));

        wrong(
                repair(plan -> plan.workers(40).timeout(Duration.ofMinutes(10)).retry(Retry.none())),
                "Some failed with 503, which passes, and were not asked again");
        wrong(
                repair(plan -> plan.workers(4).timeout(TEN_SECONDS).retry(Retry.none())),
                "Some failed with 503, which passes");
        wrong(repair(plan -> plan.workers(4)), "what ends a request that gets no answer?");
        wrong(repair(plan -> plan.workers(40).timeout(TEN_SECONDS)), "fewer at once, or a longer time-out");
        wrong(repair(plan -> plan.workers(1).timeout(TEN_SECONDS)), "the server can work on more at once");
        wrong(repair(plan -> plan.workers(4).timeout(TEN_SECONDS).retry(Retry.upTo(2))), "was sent 2 times");
        wrong(
                Lesson10.question3(model -> {
                    throw new IllegalArgumentException("workers is 0");
                }),
                "it threw java.lang.IllegalArgumentException: workers is 0");
    }

    private static Verdict diagnosis(Diagnosis diagnosis) {
        return Lesson10.question2(diagnosis);
    }

    private static Verdict repair(UnaryOperator<Batch> repair) {
        Plan plan = model -> repair.apply(Batch.of(model));
        return Lesson10.question3(plan);
    }
}
