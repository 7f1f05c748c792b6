package batchbook;

import batchbook.Snapshot.Hold;
import batchbook.report.Words;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Progress as lines of text, for a terminal and plain jshell. */
final class ConsoleProgress implements Progress {
    private static final int SMALL_BATCH = 50;
    /** In real time, as a person reads them. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    /** By the run's clock. A shorter wait is over before its line is read. */
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

    private final PrintStream out;
    private boolean begun;
    private int printed;
    /** When the last line about the whole batch was printed. */
    private Instant lastLine = Instant.MIN;

    private Optional<Hold> hold = Optional.empty();
    /** When the wait that goes on was seen first. */
    private Instant heldSince = Instant.MIN;
    /** Whether the wait that goes on was told. */
    private boolean told;

    private String lastWords = "";

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void update(Snapshot snapshot) {
        if (!begun) {
            begin(snapshot);
        }
        if (isSmall(snapshot)) {
            snapshot.finished().forEach(row -> line(row, snapshot.total()));
        }
        if (snapshot.over()) {
            out.println(summary(snapshot));
        } else if (!saysWhyItWaits(snapshot) && !isSmall(snapshot) && isTimeForALine(snapshot)) {
            lastLine = snapshot.now();
            out.println(snapshot);
        }
    }

    private static boolean isSmall(Snapshot snapshot) {
        return snapshot.totalKnown() && snapshot.total() <= SMALL_BATCH;
    }

    private void begin(Snapshot snapshot) {
        begun = true;
        lastLine = snapshot.now();
        printed = snapshot.resumed();
        if (printed > 0) {
            out.println(Format.count(printed) + " of " + Format.plural(snapshot.total(), "prompt")
                    + " done earlier, not asked again");
        }
    }

    private boolean isTimeForALine(Snapshot snapshot) {
        Duration since = Duration.between(lastLine, snapshot.now());
        return since.compareTo(Time.scaled(BETWEEN_LINES, snapshot.tempo().speed())) >= 0;
    }

    /** Whether a wait is on that was told: until it is over there is nothing to add. */
    private boolean saysWhyItWaits(Snapshot snapshot) {
        if (!snapshot.hold().equals(hold)) {
            hold = snapshot.hold();
            heldSince = snapshot.now();
            told = false;
        }
        if (hold.isPresent() && !told && isLong(hold.get(), snapshot.now()) && isNews(hold.get(), snapshot)) {
            told = true;
            lastWords = hold.get().words();
            lastLine = snapshot.now();
            String of = snapshot.totalKnown() ? "/" + Format.count(snapshot.total()) : " done";
            out.println("Waiting at " + Format.count(snapshot.done()) + of + ": "
                    + snapshot.holdWords().orElseThrow());
        }
        return told;
    }

    /** One that follows on another for the same reason is told when there is time for a line. */
    private boolean isNews(Hold wait, Snapshot snapshot) {
        return !wait.words().equals(lastWords) || isTimeForALine(snapshot);
    }

    private boolean isLong(Hold wait, Instant now) {
        Duration length = Duration.between(
                wait.until().isPresent() ? now : heldSince, wait.until().orElse(now));
        return length.compareTo(WORTH_A_LINE) > 0;
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

    private static String summary(Snapshot s) {
        if (s.total() == 0) {
            return Words.NO_PROMPTS;
        }
        String trouble = s.troubleWords();
        return s.headWords() + ", in " + s.timeWords()
                + s.costWords().map(cost -> ", " + cost).orElse("")
                + (trouble.isEmpty() ? "" : "\n" + trouble)
                // Of a small batch each failure has a line above.
                + (isSmall(s) ? "" : lastFailure(s))
                + s.waitWords().map(waits -> "\nwaited " + waits).orElse("")
                + s.stopped().map(why -> "\n" + Words.stopped(why)).orElse("");
    }

    private static String lastFailure(Snapshot s) {
        return s.trouble().lastFailureWords().map(last -> "\nlast: " + last).orElse("");
    }
}
