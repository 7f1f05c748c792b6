/**
 * Runs as spans and metrics of OpenTelemetry, for whoever watches from outside.
 *
 * <p>Start reading at {@link Telemetry}, which users make, and then at {@code OtelListener} in {@code
 * batchbook.telemetry.otel}, which hears of a run and is the only package to name OpenTelemetry's classes. {@link Adapter}
 * loads that package where OpenTelemetry can be seen, which in a notebook is not where this library is. {@link GenAi} has the
 * names of the conventions, which providers use for what they tell of themselves.
 *
 * <p>It must not know a provider, a table or a notebook, nor name a class of OpenTelemetry: to this package it may be missing.
 */
@NullMarked
package batchbook.telemetry;

import org.jspecify.annotations.NullMarked;
