package batchbook.report;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.foreign.SafeText;

/** A run in a few lines. */
public final class Summary {
    private static final String NEXT_LINE = "\n  ";
    private static final int LONGEST_ERROR = 160;
    /** A run that took a night, of which a few rows went live: less than a request is under way, and that says nothing. */
    public static final double LEAST_AVERAGE = 0.05;

    private Summary() {}

    public static String of(Report report) {
        Story story = report.story();
        Metrics metrics = report.metrics();
        if (report.results().isEmpty()) {
            return Words.nothing(story);
        }
        StringBuilder text = new StringBuilder(title(report))
                .append(", ")
                .append(Words.label(story, metrics))
                .append(" in ")
                .append(Format.duration(metrics.took()))
                .append(Words.simulated(story.speed()))
                .append(NEXT_LINE)
                .append(outcomes(report));
        Words.refused(report.results(), attempt -> true)
                .ifPresent(refused -> text.append(NEXT_LINE).append(refused));
        if (metrics.mostInFlight() > 0) {
            text.append(NEXT_LINE).append(latency(metrics)).append(NEXT_LINE).append(pace(metrics));
        }
        if (report.allFailed()) {
            text.append(NEXT_LINE).append("the first error: ").append(firstError(report));
        }
        report.stopped()
                .ifPresent(why -> text.append(NEXT_LINE).append("STOPPED  ").append(why));
        return text.toString();
    }

    /** {@code Run of 40 prompts to flash}, or {@code FAILED: 40 of 40 prompts to flash}. */
    private static String title(Report report) {
        String asked = Words.asked(report.size(), report.story().model());
        return report.allFailed()
                ? "FAILED: " + Format.count(report.metrics().failed()) + " of " + asked
                : "Run of " + asked;
    }

    private static String outcomes(Report report) {
        Metrics metrics = report.metrics();
        int retried = (int) report.results().stream()
                .filter(row -> row.ok() && row.retried())
                .count();
        String kinds = metrics.failed() == 0
                ? ""
                : " (" + Words.kinds(report.failed().stream().flatMap(row -> row.kind().stream())) + ")";
        return "answered " + Format.count(metrics.answered()) + " (" + Format.percent(metrics.successRate()) + ")"
                + Words.also(retried, "of these after a retry") + ", failed " + Format.count(metrics.failed()) + kinds
                + Words.also(metrics.notRun(), "not run");
    }

    private static String firstError(Report report) {
        return SafeText.line(report.failed().get(0).error(), LONGEST_ERROR);
    }

    static String latency(Metrics metrics) {
        return "latency  p50 " + Format.duration(metrics.p50())
                + ", p90 " + Format.duration(metrics.p90())
                + ", p95 " + Format.duration(metrics.p95())
                + ", p99 " + Format.duration(metrics.p99());
    }

    static String pace(Metrics metrics) {
        String average = metrics.meanInFlight() < LEAST_AVERAGE
                ? ""
                : " on average " + Format.mean(metrics.meanInFlight()) + ",";
        return "under way" + average + " at most " + Format.count(metrics.mostInFlight())
                + (metrics.answered() == 0 ? "" : "; " + Format.rate(metrics.perSecond()));
    }
}
