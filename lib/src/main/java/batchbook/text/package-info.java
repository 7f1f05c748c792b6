/**
 * Numbers, times and the words of strangers as text for people. Not for users of the library.
 *
 * <p>It knows nothing of the rest.
 */
@NullMarked
package batchbook.text;

import org.jspecify.annotations.NullMarked;
