package batchbook;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress as lines of text, for a terminal and plain jshell. */
final class Console implements Progress {
    private static final int SMALL_BATCH = 50;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final PrintStream out;
    private int printed;
    private Duration nextLine = BETWEEN_LINES;

    Console(PrintStream out) {
        this.out = out;
    }

    @Override
    public void update(Snapshot snapshot) {
        if (snapshot.total() <= SMALL_BATCH) {
            snapshot.finished().forEach(row -> line(row, snapshot.total()));
        } else if (!snapshot.over() && snapshot.elapsed().compareTo(nextLine) >= 0) {
            nextLine = snapshot.elapsed().plus(BETWEEN_LINES);
            out.println(status(snapshot));
        }
        if (snapshot.over()) {
            out.println(summary(snapshot));
        }
    }

    private void line(Result row, int total) {
        if (row.outcome() instanceof Outcome.NotRun) {
            return;
        }
        printed++;
        String took = Format.duration(row.latency());
        String outcome = row.kind()
                .map(kind -> "[FAILED] " + took + " " + kind + ": " + row.error())
                .orElse("[OK] " + took);
        out.println("Processing " + printed + "/" + total + "... " + outcome);
    }

    private static String status(Snapshot s) {
        String eta = s.remaining()
                .map(left -> ", " + Format.duration(left) + " to go")
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s/%s  ok %s  failed %s  active %s  waiting %s  %s%s",
                Format.count(s.done()),
                Format.count(s.total()),
                Format.count(s.answered()),
                Format.count(s.failed()),
                Format.count(s.active()),
                Format.count(s.waiting()),
                Format.duration(s.elapsed()),
                eta);
    }

    private static String summary(Snapshot s) {
        if (s.total() == 0) {
            return "0 prompts: the list was empty, so nothing was sent. Pass at least one prompt.";
        }
        String notRun = s.notRun() == 0 ? "" : ", " + Format.count(s.notRun()) + " not run";
        String stopped = s.stopped().map(why -> "\nSTOPPED: " + why).orElse("");
        return Format.plural(s.total(), "prompt") + " in " + Format.duration(s.elapsed()) + ": "
                + Format.count(s.answered()) + " ok, " + Format.count(s.failed()) + " failed" + notRun + stopped;
    }
}
