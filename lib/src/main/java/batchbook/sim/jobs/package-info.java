/**
 * The Batch API of the simulated service: jobs of many requests at half the price, and the files that they read and write.
 * Users see {@link batchbook.sim.jobs.Jobs}, which says how jobs behave, and {@link batchbook.sim.jobs.JobFault}; nothing
 * else is for them.
 *
 * <p>Start reading at {@link batchbook.sim.jobs.JobService}, which answers a request that {@link
 * batchbook.sim.jobs.JobRoute} has named. It keeps its jobs in a {@link batchbook.sim.jobs.JobBook} and its files in a
 * {@link batchbook.sim.jobs.FileStore}, which an {@link batchbook.sim.jobs.Upload} fills.
 *
 * <p>A {@link batchbook.sim.jobs.Job} has the requests in a {@link batchbook.sim.jobs.RowFile}, whatever way they came, and
 * what became of them in a {@link batchbook.sim.jobs.Spool}, written at once by a {@link batchbook.sim.jobs.RowWorker}; its
 * {@link batchbook.sim.jobs.Course} says how much of that has happened at a time. So nothing has to happen in between, and
 * only rows that are looked at are in memory. {@link batchbook.sim.jobs.RowOrder} has the rows as a client gets them, and
 * {@link batchbook.sim.jobs.Operation} writes the JSON of a job.
 *
 * <p>It must not know HTTP servers, live requests or quotas: what it needs of the rest of the simulator, answers above all,
 * a {@link batchbook.sim.jobs.JobHost} gives.
 */
@NullMarked
package batchbook.sim.jobs;

import org.jspecify.annotations.NullMarked;
