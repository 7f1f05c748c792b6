package batchbook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import batchbook.Journal;
import batchbook.Model;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.Run;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A JVM with little memory that wants a few rows of a long journal, in each way there is. */
final class SmallHeapProcess {
    static final int WANTED = 60;
    static final Model MODEL = Model.named("model", JournalRows.MODEL);

    private SmallHeapProcess() {}

    static Prompt prompt(int row) {
        return Prompt.of("Which of them is it, number " + row + "?");
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        Path file = Path.of(args[0]);
        int rows = Integer.parseInt(args[1]);
        List<Prompt> prompts = IntStream.range(0, WANTED)
                .mapToObj(i -> prompt((int) ((long) i * rows / WANTED)))
                .toList();
        List<Optional<Result>> peeked = RunJournal.peek(file, MODEL, true, prompts, Optional::of);
        out.println("peeked " + answered(peeked));
        List<Optional<Result>> none = Collections.nCopies(WANTED, Optional.empty());
        try (RunJournal journal =
                RunJournal.open(file, MODEL, true, prompts, none, index -> false, Optional::of, JournalRows.START)) {
            out.println("of a run " + answered(journal.earlier()));
        }
        try (StreamJournal journal = StreamJournal.open(file, MODEL, true, Optional::of, JournalRows.START)) {
            out.println("of a stream "
                    + answered(IntStream.range(0, WANTED)
                            .mapToObj(i -> journal.next(i, prompts.get(i)))
                            .toList()));
        }
        Run run = Journal.read(file, row -> row.index() % (rows / WANTED) == 0);
        out.println("read " + run.size());
    }

    private static long answered(List<Optional<Result>> rows) {
        return rows.stream().flatMap(Optional::stream).filter(Result::ok).count();
    }
}
