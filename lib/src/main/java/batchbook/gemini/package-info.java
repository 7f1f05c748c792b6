/**
 * Gemini as a {@link batchbook.Model}: the key, the requests, and what answers and refusals mean.
 *
 * <p>Start reading at {@link Gemini}, which is {@link GeminiOptions} on a {@link Connection}. {@link GeminiKey} knows
 * where the key comes from, {@link GeminiFacts} tells of it in a report of a fault. {@link Vertex} takes the place of a key on
 * Vertex AI, and {@link VertexWayOut} says what to do there.
 *
 * <p>A request goes from {@link SdkCalls} through Google's SDK to {@link WireInterceptor}, past {@link
 * StaleConnectionCheck}, and out through a socket of {@link InterruptibleSocketFactory}. An answer comes back in a {@link
 * RawBody} and is read by {@link ReplyParser}, a refusal (429 and all others) with what {@link
 * batchbook.wire} has for every provider, and {@link WayOut} for this one.
 *
 * <p>{@link GeminiJobs} is the Batch API, by requests of its own: {@link JobLine} writes a request as a line of a file, which
 * {@link FileUpload} sends; {@link JobParser} reads what became of the job, {@link JobResults} its answers. {@link
 * RowMarker} has them say whose they are.
 *
 * <p>It must not know what a batch is, how one is paced or written down, nor tables and charts: of the package above only
 * what a model is and says. The {@linkplain batchbook.sim.Simulator simulator} is started here, and asked as any server.
 */
@NullMarked
package batchbook.gemini;

import org.jspecify.annotations.NullMarked;
