package batchbook.html;

import tech.tablesaw.api.StringColumn;

/** What the texts of a column all begin with, as the prompts of one template do. */
final class CommonBeginning {
    /** A shorter one takes no line of a cell. */
    private static final int WORTH_IT = 20;

    private CommonBeginning() {}

    /**
     * Whole words and the blank behind them; empty when it is not worth leaving out, would leave nothing of a text, or all
     * texts are equal. Missing texts do not count.
     */
    static String of(StringColumn column) {
        String common = null;
        boolean differ = false;
        int shortest = Integer.MAX_VALUE;
        for (int row = 0; row < column.size(); row++) {
            String text = column.get(row);
            if (text == null || text.isEmpty()) {
                continue;
            }
            shortest = Math.min(shortest, text.stripTrailing().length());
            differ = differ || (common != null && !common.equals(text));
            if (common == null) {
                common = text;
            } else if (!text.startsWith(common)) {
                common = text.substring(0, shared(common, text));
            }
            if (common.length() < WORTH_IT) {
                return "";
            }
        }
        return common == null || !differ ? "" : wholeWords(common, shortest);
    }

    private static int shared(String a, String b) {
        int end = Math.min(a.length(), b.length());
        int i = 0;
        while (i < end && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String wholeWords(String common, int shortest) {
        int end = Math.min(common.length(), shortest - 1);
        while (end > 0 && !Character.isWhitespace(common.charAt(end - 1))) {
            end--;
        }
        return common.substring(0, end).strip().length() < WORTH_IT ? "" : common.substring(0, end);
    }
}
