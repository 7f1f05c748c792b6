package batchbook.view;

import batchbook.html.Rendering;

/** A value that shows itself in a cell. */
public interface Shown {
    /** As the cell shows it. */
    Rendering rendering();
}
