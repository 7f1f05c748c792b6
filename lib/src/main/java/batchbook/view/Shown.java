package batchbook.view;

import batchbook.html.Rendering;

/** A value of this package that shows itself in a cell. */
abstract class Shown {
    /** As the cell shows it. */
    abstract Rendering rendering();
}
