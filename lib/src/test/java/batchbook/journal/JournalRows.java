package batchbook.journal;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Model;
import batchbook.Outcome.Answered;
import batchbook.Outcome.Failed;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows to write into journals, and a shorter way to do so. */
public final class JournalRows {
    public static final Instant START = Instant.parse("2026-03-01T09:00:00.123456789Z");
    public static final Model MODEL = prompt -> Reply.of(prompt.text());

    private JournalRows() {}

    public static List<Prompt> prompts(List<String> texts) {
        return texts.stream().map(Prompt::of).toList();
    }

    public static Result answered(int index, String prompt, String answer) {
        return answered(index, Prompt.of(prompt), answer);
    }

    public static Result answered(int index, Prompt prompt, String answer) {
        Reply reply = new Reply(answer, new Usage(10, 5, 2, 1), "STOP", "gemini-3.8-flash-001");
        return new Result(index, prompt, new Answered(reply), List.of(attempt(1, index % 3, index)), false);
    }

    public static Result failed(int index, String prompt, ErrorKind kind) {
        Failed failed = new Failed(kind, "the provider said no", Optional.empty());
        return new Result(index, Prompt.of(prompt), failed, List.of(attempt(1, 0, index)), false);
    }

    /** Sent so many seconds after the start, and answered a second later. */
    public static Attempt attempt(int number, int lane, int second) {
        Instant sent = START.plusSeconds(second);
        return new Attempt(number, lane, START, sent, sent.plusSeconds(1), Optional.empty(), "", Duration.ZERO);
    }

    public static JournalKey key(Result row) {
        return new JournalKey(JournalKey.key(MODEL, row.prompt()), 0);
    }

    public static void write(JournalFile journal, Result... rows) {
        for (Result row : rows) {
            journal.write(row, key(row));
        }
    }

    /** What the journal has for these prompts, one entry for each. */
    public static List<Optional<Result>> find(JournalFile journal, boolean deduplicate, String... texts) {
        List<Prompt> prompts = prompts(List.of(texts));
        return journal.earlier().find(KeyCounter.keys(MODEL, prompts), prompts, deduplicate).stream()
                .map(row -> row.map(JournalContents.Found::result))
                .toList();
    }

    /** The answers of these, {@code ""} for a row that is to be asked. */
    public static List<String> answers(JournalFile journal, boolean deduplicate, String... texts) {
        return find(journal, deduplicate, texts).stream()
                .map(row -> row.map(Result::text).orElse(""))
                .toList();
    }
}
