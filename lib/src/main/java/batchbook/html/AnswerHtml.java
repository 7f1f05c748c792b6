package batchbook.html;

import batchbook.Format;
import batchbook.Reply;
import batchbook.Result;
import batchbook.answer.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer as it was meant to be read: Markdown formatted, JSON by its fields, and nothing of it is HTML. */
public final class AnswerHtml {
    private static final Pattern JSON =
            Pattern.compile("(?s)\\{.*}|\\[\\s*(?:[\\[{\"]|-?[0-9][-+.0-9eE]*\\s*,).*]|\\[\\s*]");

    /** More than this is shown as it is. */
    private static final int LONGEST_JSON = 20_000;

    private static final int MOST_FIELDS = 50;

    private AnswerHtml() {}

    public static String of(Reply reply) {
        return "<div style=\"max-width:760px\">" + answer(reply.text()) + "</div>";
    }

    /** One row: what was asked, what came of it, how long it took. */
    public static String of(Result row) {
        String note = "requests: " + row.attempts().size() + ", "
                + (row.wasTimed() ? Format.duration(row.latency()) : row.fromAJob() ? "in a job" : "0 ms")
                + row.kind().map(kind -> ", " + kind).orElse("");
        return "<div style=\"max-width:760px\">"
                + PromptHtml.of(row.prompt())
                + (row.text().isEmpty() ? "" : "<div style=\"margin:6px 0\">" + answer(row.text()) + "</div>")
                + (row.ok() ? "" : Html.notice("<b>No answer.</b> ", row.error()))
                + "<div style=\"opacity:.7;font-size:12px\">" + note + "</div></div>";
    }

    /** Markdown would take the indents of JSON away. */
    private static String answer(String text) {
        if (!JSON.matcher(text.strip()).matches()) {
            return MarkdownHtml.of(text);
        }
        boolean object = text.strip().startsWith("{") && text.length() <= LONGEST_JSON;
        return (object ? JsonFields.of(text) : Optional.<Map<String, Object>>empty())
                .filter(fields -> !fields.isEmpty() && fields.size() <= MOST_FIELDS)
                .map(AnswerHtml::fields)
                .orElseGet(() -> Html.lines(text));
    }

    /** A line for each. */
    private static String fields(Map<String, ? extends @Nullable Object> fields) {
        Grid grid = new Grid();
        fields.forEach((name, value) -> {
            String words = value == null ? "" : value.toString();
            grid.row(List.of(Grid.Cell.name(name, ""), Grid.Cell.of(Html.escape(words), words, false, "")));
        });
        return grid.html();
    }
}
