package batchbook.view;

import batchbook.prompt.Attachment;
import batchbook.prompt.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What prompts are made of: named columns and rows of values. */
interface Rows {
    /** As messages call it, such as {@code the table}. */
    String name();

    List<String> columns();

    int size();

    /** The values of a row, in the order of the columns; null where there is none. The caller may change the array. */
    @Nullable
    Object[] row(int row);

    /** How rows without a value in these columns are left out. */
    String wayOut(List<Integer> columns);

    /** The file that a cell names. */
    default Attachment open(Object cell) {
        return Template.open(cell);
    }
}
