/**
 * What a run of any length needs: its rows read one after another, and its figures kept in the same little memory however
 * many there are. Not for users of the library, who call {@link batchbook.Batch#stream}.
 *
 * <p>Start reading at {@link RowReaders}, which read an iterable, an iterator, an array or a stream no further than it is
 * asked to. {@link Tally} counts results as they come, {@link Latencies} keeps times to within a hundredth.
 *
 * <p>Its counts are those of {@link batchbook.Metrics}, so that whoever reads the figures of a run reads these.
 *
 * <p>It must not know what is made of a row, and keeps none.
 */
@NullMarked
package batchbook.stream;

import org.jspecify.annotations.NullMarked;
