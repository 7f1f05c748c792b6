/**
 * The side of {@link batchbook.telemetry} that names OpenTelemetry's classes. Not for users, who make a
 * {@code batchbook.telemetry.Telemetry}.
 *
 * <p>Start reading at {@link OtelListener}: each run gets {@link RunSpans}, which makes a span of each request; {@link
 * Instruments} has the metrics, {@link CallAttributes} what is told of a request, {@link Messages} the texts, for those who
 * want them.
 *
 * <p>It must not know more of this library than public types of the engine and of {@code batchbook.telemetry}: it may be
 * loaded by a class loader of its own, to which nothing else of this library is a neighbour in a package.
 */
@NullMarked
package batchbook.telemetry.otel;

import org.jspecify.annotations.NullMarked;
