/** Runs as tables, charts and a live display: everything a notebook shows. */
@NullMarked
package batchbook.view;

import org.jspecify.annotations.NullMarked;
