package batchbook.chart;

import batchbook.Format;
import batchbook.Metrics;
import batchbook.Result;
import batchbook.Run;
import java.time.Duration;
import java.util.List;

/** What the charts read from a run, and how they write it. */
final class ChartData {
    static final String NO_REQUESTS = "nothing was sent";
    static final String NOTHING_SENT = "Nothing was sent.";

    static final String THICKER = "What would be too thin to be seen is drawn thicker.";

    private ChartData() {}

    /** Whether there is no request whose times are known: rows of jobs have none. */
    static boolean isUntimed(Run run) {
        return run.metrics().mostInFlight() == 0;
    }

    /** Why there is nothing to see in a chart of times, for a run {@linkplain #isUntimed without}. */
    static String whyEmpty(Run run) {
        return run.metrics().attempts() == 0
                ? NO_REQUESTS
                : "all came with jobs, which tell no times of single requests";
    }

    /** The same as a sentence. */
    static String whyNothing(Run run) {
        return run.metrics().attempts() == 0
                ? NOTHING_SENT
                : "All came with jobs, which tell no times of single requests.";
    }

    /** The rows whose times are known. */
    static List<Result> sent(Run run) {
        return run.results().stream().filter(Result::wasTimed).toList();
    }

    static Ending ending(Result row) {
        if (!row.ok()) {
            return Ending.FAILURE;
        }
        return row.retried() ? Ending.AFTER_RETRY : Ending.FIRST_TRY;
    }

    /** What a chart is of: {@code gemini-2.5-flash, 8 workers. 200 prompts: 196 answered, 4 failed}. */
    static String subtitle(Run run) {
        Metrics metrics = run.metrics();
        String who = Format.plain(run.model()) + ", " + run.label() + ". ";
        if (metrics.attempts() == 0) {
            return who + Format.plural(run.size(), "prompt") + ": nothing was sent";
        }
        return who + Format.plural(run.size(), "prompt") + ": " + outcome(metrics);
    }

    static String outcome(Metrics metrics) {
        return Format.count(metrics.answered()) + " answered"
                + (metrics.failed() > 0 ? ", " + Format.count(metrics.failed()) + " failed" : "")
                + (metrics.notRun() > 0 ? ", " + Format.count(metrics.notRun()) + " not run" : "");
    }

    /** A duration that no line break tears. */
    static String duration(Duration duration) {
        return unbroken(Format.duration(duration));
    }

    static String unbroken(String text) {
        return text.replace(' ', '\u00a0');
    }

    /** One text of several sentences, without the empty ones. */
    static String sentences(String... sentences) {
        return String.join(" ", List.of(sentences)).replaceAll(" {2,}", " ").strip();
    }

    /** {@code 1 prompt failed.}, {@code 2 prompts failed.}, or nothing. */
    static String failures(Run run) {
        int failed = run.metrics().failed();
        return failed == 0 ? "" : Format.plural(failed, "prompt") + " failed.";
    }
}
