package batchbook.html;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Usage;
import batchbook.report.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures beside each other, in as many rows as the page is narrow. A number of figures has the same height whatever they
 * are, so that nothing moves when they change. Where styles are lost they read as one sentence: no table, as the exporter
 * that drops styles drops {@code tbody} too, and leaves its name on the page.
 */
final class Figures {
    private static final String ROWS = "<div style=\"display:grid;gap:6px 12px;margin:6px 0 4px;line-height:1.35;"
            + "grid-template-columns:repeat(auto-fit,minmax(126px,1fr))\">";

    private final List<String> cells = new ArrayList<>();

    /**
     * One more.
     *
     * @param value the number with its unit
     * @param what HTML of ours: what it is a number of
     * @param note what else there is to it; may be empty
     */
    Figures add(String value, String what, String note) {
        cells.add("<span>" + part("font-size:18px;font-weight:600;white-space:nowrap", Html.escape(value)) + " "
                + part("font-size:11.5px;white-space:nowrap", what)
                + part("opacity:.7;font-size:12px;min-height:2.7em", inBrackets(note)) + "</span>");
        return this;
    }

    private static String inBrackets(String note) {
        return note.isEmpty() ? "" : Html.plain(" (") + unbroken(Html.escape(note)) + Html.plain(")");
    }

    /** No number ends a line without its unit. */
    private static String unbroken(String words) {
        return words.replaceAll("(?<=\\d) (?=\\D)", "&nbsp;");
    }

    private static String part(String style, String html) {
        return "<span style=\"display:block;" + style + "\">" + html + "</span>";
    }

    String html() {
        return ROWS + String.join(Html.plain(" · "), cells) + "</div>";
    }

    /**
     * Those of a whole run, what came of it first.
     *
     * @param retried how many rows were answered after a retry
     */
    static Figures of(Metrics m, long retried) {
        String rate = Format.rate(m.perSecond());
        int unit = rate.indexOf(' ');
        Figures figures = new Figures().add(Format.percent(m.successRate()), "answered", tries(m, retried));
        // Rows of jobs have no times of their own, nor have rows that nobody asked.
        if (m.mostInFlight() > 0) {
            figures.add(
                    Format.duration(m.p50()),
                    "median latency",
                    "p90 " + Format.duration(m.p90()) + ", p99 " + Format.duration(m.p99()));
            if (m.meanInFlight() < Summary.LEAST_AVERAGE) {
                figures.add(Format.count(m.mostInFlight()), "under way at most", "");
            } else {
                figures.add(
                        Format.mean(m.meanInFlight()),
                        "under way on average",
                        "at most " + Format.count(m.mostInFlight()));
            }
        }
        figures.add(rate.substring(0, unit), rate.substring(unit + 1), Format.duration(m.perPrompt()) + " each")
                .add(Format.count(m.tokens().total()), "tokens", tokens(m.tokens()));
        m.cost().ifPresent(dollars -> figures.add(Format.dollars(dollars), "cost", perThousand(dollars, m)));
        return figures;
    }

    private static String tries(Metrics m, long retried) {
        if (retried > 0) {
            return Format.count(retried) + " after a retry";
        }
        return m.answered() == m.total() ? "none needed a retry" : "";
    }

    private static String perThousand(double dollars, Metrics m) {
        return dollars == 0 || m.answered() == 0
                ? ""
                : Format.dollars(1_000 * dollars / m.answered()) + " per 1000 answers";
    }

    private static String tokens(Usage tokens) {
        return Format.count(tokens.in()) + " in, " + Format.count(tokens.out()) + " out"
                + (tokens.thinking() == 0 ? "" : ", " + Format.count(tokens.thinking()) + " thinking");
    }
}
