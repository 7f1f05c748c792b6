package batchbook.view;

import batchbook.Result;
import batchbook.answer.AnswerColumn;
import batchbook.answer.AnswerType;
import batchbook.answer.JsonFields;
import batchbook.answer.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** What the answers of a run say, as columns; missing where there is no answer, or one that does not fit. */
final class AnswerColumns {
    private AnswerColumns() {}

    /** One for each component of what the answers were to be. */
    static <T> List<Column<?>> of(List<Result> rows, AnswerType<T> type) {
        List<AnswerColumn<T>> wanted = type.columns();
        List<Column<?>> columns = new ArrayList<>();
        wanted.forEach(one -> columns.add(LabelColumns.OF_ONE_TYPE
                .getOrDefault(one.type(), StringColumn::create)
                .apply(one.name())));
        for (Result row : rows) {
            @Nullable T answer = value(row, type);
            for (int i = 0; i < wanted.size(); i++) {
                @Nullable
                Object cell = answer == null ? null : wanted.get(i).cell().apply(answer);
                append(columns.get(i), cell);
            }
        }
        return columns;
    }

    private static void append(Column<?> column, @Nullable Object cell) {
        if (cell == null) {
            column.appendMissing();
        } else {
            column.appendObj(cell);
        }
    }

    private static <T> @Nullable T value(Result row, AnswerType<T> type) {
        try {
            return row.ok() ? type.read(row.text()) : null;
        } catch (UnreadableAnswerException e) {
            return null;
        }
    }

    /** One for each field that the JSON of an answer has. */
    static List<Column<?>> ofJson(List<Result> rows) {
        FieldColumns fields = new FieldColumns();
        for (Result row : rows) {
            fields.add(row.ok() ? JsonFields.of(row.text()).orElse(Map.of()) : Map.of());
        }
        return fields.columns();
    }
}
