package batchbook.html;

import java.util.List;
import tech.tablesaw.api.Table;

/** Compared runs as a cell shows them: what there is to see, above the figures of each. */
public final class CompareHtml {
    private CompareHtml() {}

    /**
     * Parameters are texts from anywhere.
     *
     * @param headline what is compared
     * @param sentences what there is to see in it
     */
    public static String of(String headline, List<String> sentences, Table summary) {
        StringBuilder html = new StringBuilder(SnapshotHtml.FRAME)
                .append("<div><b>")
                .append(Html.escape(headline))
                .append("</b></div>");
        sentences.forEach(
                sentence -> html.append("<div>").append(Html.escape(sentence)).append("</div>"));
        return html.append("<div style=\"margin-top:6px\">")
                .append(TableHtml.of(summary))
                .append("</div></div>")
                .toString();
    }
}
