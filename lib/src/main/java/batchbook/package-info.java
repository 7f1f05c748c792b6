/** The rules of a batch: what is asked, when, how often, and what came of it. */
@NullMarked
package batchbook;

import org.jspecify.annotations.NullMarked;
