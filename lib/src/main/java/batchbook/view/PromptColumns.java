package batchbook.view;

import batchbook.Prompt;
import batchbook.Result;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.columns.Column;

/** What prompts have beside their texts, as columns; none where no prompt has any. */
final class PromptColumns {
    private PromptColumns() {}

    /** The files of each by name and size, and how many turns were said before. */
    static void add(List<Result> rows, List<Column<?>> columns) {
        if (rows.stream().anyMatch(row -> !row.prompt().attachments().isEmpty())) {
            columns.add(Columns.strings("files", rows, row -> files(row.prompt())));
        }
        if (rows.stream().anyMatch(row -> !row.prompt().history().isEmpty())) {
            columns.add(
                    Columns.ints("turns", rows, row -> row.prompt().history().size()));
        }
    }

    private static String files(Prompt prompt) {
        return prompt.attachments().stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
