package batchbook.course;

import batchbook.Batch;
import batchbook.sim.Fault;
import batchbook.sim.Quotas;
import batchbook.sim.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is wrong with the servers and runs of the lesson on diagnosis. */
final class Patients {
    private static final double MINUTES_IN_A_SECOND = 100;
    private static final double AT_ONCE = 1000;

    private Patients() {}

    /** All is well: an answer takes about two seconds. */
    private static Scenario well(long seed, double speed) {
        return Scenario.calm()
                .seed(seed)
                .latency(Duration.ofSeconds(2))
                .speedUp(speed)
                .virtualTime();
    }

    private static Scenario well(long seed) {
        return well(seed, AT_ONCE);
    }

    static Scenario server(String name) {
        Scenario well = well(10, MINUTES_IN_A_SECOND);
        return switch (name) {
            case "healthy" -> well;
            case "A" -> well.lanes(1);
            case "B" -> well.quotas(Quotas.none().perMinute(20).lite(Quotas.none()));
            case "C" -> well.fault(Fault.HANG, 0.03);
            default -> throw new IllegalArgumentException("there are the servers healthy, A, B and C, and no " + name);
        };
    }

    static Scenario toRepairFor() {
        return well(66).lanes(4).fault(Fault.HANG, 0.05).fault(Fault.OVERLOADED, 0.1);
    }

    static List<Patient> mysteries() {
        return List.of(
                new Patient(
                        Cause.OUTAGE,
                        "run 1",
                        well(41).outage(Duration.ofSeconds(4), Duration.ofSeconds(95)),
                        60,
                        workers(12)),
                new Patient(Cause.SERVER_QUEUES, "run 2", well(42).lanes(2), 80, workers(25)),
                new Patient(Cause.LIMIT_PER_MINUTE, "run 3", well(43).perMinute(24), 60, workers(12)));
    }

    /** Made once, as they are the same each time. */
    static List<Patient.Seen> hidden() {
        return Hidden.RUNS;
    }

    private static final class Hidden {
        static final List<Patient.Seen> RUNS = List.of(
                        new Patient(Cause.NONE, "a healthy run", well(51), 60, workers(20)),
                        new Patient(
                                Cause.NONE,
                                "a healthy run with few workers, which takes its time,",
                                well(52),
                                70,
                                workers(3)),
                        new Patient(
                                Cause.NONE,
                                "a healthy run with a few 503 that a retry mended",
                                well(53).fault(Fault.OVERLOADED, 0.08),
                                60,
                                workers(10)),
                        queues("a server that works on one at a time", well(54).lanes(1), 40, 10),
                        queues("a server that works on two at a time", well(55).lanes(2), 60, 24),
                        limit("a limit of 15 requests a minute", well(56).perMinute(15), 40, 8),
                        limit(
                                "a key that another program uses too",
                                well(57).perMinute(30).others(15),
                                45,
                                10),
                        hangs("a run with a few requests that hang", well(58), 50, workers(20)),
                        hangs(
                                "a run with a few requests that hang until a time-out of a minute",
                                well(59),
                                40,
                                plan -> plan.workers(8).timeout(Duration.ofMinutes(1))),
                        outage("a run with an outage", well(60), 4, 80, 60, 10),
                        outage("a run with a long outage", well(61), 2, 150, 30, 5))
                .stream()
                .map(Patient::seen)
                .toList();

        private Hidden() {}

        private static Patient queues(String words, Scenario scenario, int rows, int workers) {
            return new Patient(Cause.SERVER_QUEUES, words, scenario, rows, workers(workers));
        }

        private static Patient limit(String words, Scenario scenario, int rows, int workers) {
            return new Patient(Cause.LIMIT_PER_MINUTE, words, scenario, rows, workers(workers));
        }

        private static Patient hangs(String words, Scenario well, int rows, UnaryOperator<Batch> plan) {
            return new Patient(Cause.FEW_HANG, words, well.fault(Fault.HANG, 0.04), rows, plan);
        }

        private static Patient outage(String words, Scenario well, int from, int to, int rows, int workers) {
            Scenario scenario = well.outage(Duration.ofSeconds(from), Duration.ofSeconds(to));
            return new Patient(Cause.OUTAGE, words, scenario, rows, workers(workers));
        }
    }

    private static UnaryOperator<Batch> workers(int most) {
        return plan -> plan.workers(most);
    }

    /** Where a run with this cause differs from all others. */
    static String whatToLookAt(Cause cause) {
        return switch (cause) {
            case NONE ->
                "Look at the time that a single answer took, at the refusals and at the pauses of this run:"
                        + " what is unusual about them?";
            case SERVER_QUEUES -> "Compare its median latency with the two seconds of a healthy server";
            case LIMIT_PER_MINUTE -> "Look at the requests that were refused, and at the reason of its pauses";
            case FEW_HANG -> "Compare its slowest answers with the median: what did the run wait for at its end?";
            case OUTAGE ->
                "Look at its long pause, and at what came of the requests just before it: were they refused for a"
                        + " limit, or did they fail?";
        };
    }
}
