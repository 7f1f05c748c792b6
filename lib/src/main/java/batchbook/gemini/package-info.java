/** Gemini as a {@link batchbook.Model}: keys, requests, and what its answers and refusals mean. */
@NullMarked
package batchbook.gemini;

import org.jspecify.annotations.NullMarked;
