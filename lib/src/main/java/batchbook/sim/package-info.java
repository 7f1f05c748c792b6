/** A stand-in for Gemini on this machine: the same wire format, no key, no network, and faults when asked for. */
@NullMarked
package batchbook.sim;

import org.jspecify.annotations.NullMarked;
