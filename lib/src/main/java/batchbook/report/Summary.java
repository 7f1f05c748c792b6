package batchbook.report;

import batchbook.Format;
import batchbook.Metrics;

/** A run in a few lines. */
public final class Summary {
    private Summary() {}

    public static String of(Report report) {
        Story story = report.story();
        Metrics metrics = report.metrics();
        if (report.results().isEmpty()) {
            return "Run of " + Words.NO_PROMPTS;
        }
        StringBuilder text = new StringBuilder()
                .append("Run of ")
                .append(Words.asked(report.size(), story.model()))
                .append(", ")
                .append(Words.label(story, metrics))
                .append(" in ")
                .append(Format.duration(metrics.took()))
                .append("\n  answered ")
                .append(Format.count(metrics.answered()))
                .append(" (")
                .append(Format.percent(metrics.successRate()))
                .append(")")
                .append(", after a retry ")
                .append(Format.count(report.results().stream()
                        .filter(row -> row.ok() && row.retried())
                        .count()))
                .append(", failed ")
                .append(Format.count(metrics.failed()));
        if (metrics.notRun() > 0) {
            text.append(", not run ").append(Format.count(metrics.notRun()));
        }
        text.append("\n  latency  p50 ")
                .append(Format.duration(metrics.p50()))
                .append(", p90 ")
                .append(Format.duration(metrics.p90()))
                .append(", p95 ")
                .append(Format.duration(metrics.p95()))
                .append(", p99 ")
                .append(Format.duration(metrics.p99()))
                .append("\n  under way on average ")
                .append(Format.mean(metrics.meanInFlight()))
                .append(", at most ")
                .append(Format.count(metrics.mostInFlight()))
                .append("; ")
                .append(Format.rate(metrics.perSecond()));
        report.stopped().ifPresent(why -> text.append("\n  STOPPED  ").append(why));
        return text.toString();
    }
}
