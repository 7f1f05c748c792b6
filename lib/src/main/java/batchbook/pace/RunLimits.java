package batchbook.pace;

import java.util.List;

/**
 * What bounds one run, beside what its {@link Account} knows.
 *
 * @param concurrency how many requests may be in flight
 * @param spacing the least time between two requests
 * @param stated the limits per minute that its user stated
 */
record RunLimits(ConcurrencyLimit concurrency, RequestSpacing spacing, List<WindowLimit> stated) {}
