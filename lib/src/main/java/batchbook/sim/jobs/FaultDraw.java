package batchbook.sim.jobs;

import batchbook.sim.answers.Dice;
import java.util.Optional;

/**
 * What goes wrong with one job, drawn from a seed.
 *
 * @param creation the number of the request that creates it, 1 for the first of all
 */
record FaultDraw(Jobs jobs, long seed, int creation) {

    /** Whether the job, or the request that creates it, meets it. */
    boolean job(JobFault fault) {
        return met(fault, "job");
    }

    boolean row(JobFault fault, int row) {
        return met(fault, Integer.toString(row));
    }

    /** Whether any of its rows may. */
    boolean rows(JobFault fault) {
        return share(fault) > 0;
    }

    private boolean met(JobFault fault, String what) {
        double share = share(fault);
        return share > 0
                && Dice.roll(seed, fault.name(), Integer.toString(creation), what)
                                .nextDouble()
                        < share;
    }

    private double share(JobFault fault) {
        return Optional.ofNullable(jobs.faults().get(fault))
                .filter(share -> creation <= share.creations())
                .map(Jobs.Share::share)
                .orElse(0.0);
    }
}
