/**
 * The engine of runs that can wait: rows that are answered by jobs of many requests at a part of the price. Users of the
 * library ask a {@link batchbook.Overnight} and meet two types of this package: {@link batchbook.night.NightStatus} and {@link
 * batchbook.night.Pending}.
 *
 * <p>Start reading at {@link batchbook.night.Watch}, all jobs of a run. A {@link batchbook.night.NightJob} is one of them,
 * from the line of the journal that says that it is about to be made to the one that says that nothing more comes of it. A
 * {@link batchbook.night.ChunkFile} is what is sent for one, {@link batchbook.night.Submission} sends it, and an {@link
 * batchbook.night.Inbox} reads what came of it and looks whose answers they are, by a {@link batchbook.night.Marker} or a
 * {@link batchbook.night.SizeCheck}.
 *
 * <p>What always holds: a job stands in the journal before it is made, and its rows are asked by nobody else until the
 * journal says that it is over. Rows whose answers are not theirs for sure get none.
 *
 * <p>It must not know how live requests are sent, nor any provider: of a model only its jobs.
 */
@NullMarked
package batchbook.night;

import org.jspecify.annotations.NullMarked;
