/**
 * Batches inside Apache Spark: a column of answers for a {@code Dataset<Row>}, asked in its executors within one quota.
 *
 * <p>Start reading at {@link SparkBatch}, which is all that users see. It carries a {@code Recipe} to the executors: texts,
 * numbers and names of classes, and never a key. There a {@code Partition} pulls rows from Spark as requests can go, and
 * hands answers to Spark as they come, through an {@code Exchange} of the two threads. {@code RowPrompts} makes prompts of
 * rows, {@code AnswerRows} rows of results, {@code PartitionJournal} finds the file of a partition. {@code Quota} learns a
 * limit on the driver and divides it among the {@code Executors}.
 *
 * <p>How requests are sent, paced and tried again is the library's; this package must not do any of it.
 */
@NullMarked
package batchbook.spark;

import org.jspecify.annotations.NullMarked;
