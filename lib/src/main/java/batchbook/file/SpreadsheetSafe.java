package batchbook.file;

import java.util.regex.Pattern;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables without texts that a spreadsheet would run as a formula. */
public final class SpreadsheetSafe {
    /**
     * What makes a spreadsheet take a text for a formula: a sign, also in the widths of East Asian keyboards, with nothing
     * before it but what does not show, as writers of CSV and spreadsheets trim that away.
     */
    private static final Pattern FORMULA = Pattern.compile("^(?:[\t\r\n]|[\\s\\p{Z}\\p{C}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])");

    private SpreadsheetSafe() {}

    /** A copy with an apostrophe before each such text or name of a column. Numbers stay numbers. */
    public static Table copy(Table table) {
        Table safe = Table.create(table.name());
        for (Column<?> column : table.columns()) {
            Column<?> copy =
                    column instanceof StringColumn texts ? texts.map(SpreadsheetSafe::harmless) : column.copy();
            safe.addColumns(copy.setName(harmless(column.name())));
        }
        return safe;
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }
}
