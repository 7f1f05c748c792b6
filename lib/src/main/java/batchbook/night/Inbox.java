package batchbook.night;

import batchbook.Reply;
import batchbook.Usage;
import batchbook.job.JobAnswer;
import batchbook.job.JobInfo;
import batchbook.job.JobService;
import java.util.BitSet;
import java.util.Optional;

/** Reads what came of a job, and gives each answer to its row, or to none: never to one by a guess. */
final class Inbox {
    /** Where rows get what came for them. */
    interface Rows {
        /** Whether anything is still to come for the row. */
        boolean isOpen(int place);

        /** What came for it, and is for it as far as anybody can say; whether that was what was asked for. */
        boolean came(int place, JobAnswer answer);

        /** What came for it is another row's. It may be paid for all the same. */
        void mistaken(int place, Usage usage, String words);
    }

    private final NightRows rows;
    private final Rows to;
    private final boolean marked;
    private final BitSet seen = new BitSet();
    private BitSet misplacedRows = new BitSet();
    private int answers;
    private int swapped;
    private int misplaced;
    private int keyless;
    private int strangers;
    private int twice;
    private int unmarked;
    private int failed;

    private Inbox(NightRows rows, Rows to, boolean marked) {
        this.rows = rows;
        this.to = to;
        this.marked = marked;
    }

    /**
     * Reads all. Answers that carry no marker are looked through twice, as only all of them say how many tokens are usual.
     *
     * @param marked whether each row was to carry a marker
     * @throws batchbook.ModelException when it breaks off; what came before was given to its rows
     */
    static Tally read(JobService service, JobInfo job, boolean marked, NightRows rows, Rows to) {
        Inbox inbox = new Inbox(rows, to, marked);
        if (!marked) {
            SizeCheck check = new SizeCheck();
            service.results(job, answer -> inbox.weigh(answer, check));
            inbox.misplacedRows = check.misplaced();
        }
        service.results(job, inbox::take);
        return inbox.tally();
    }

    private void weigh(JobAnswer answer, SizeCheck check) {
        int place = rows.place(answer.key());
        if (place >= 0 && rows.prompt(place).attachments().isEmpty()) {
            check.add(place, rows.bytes(place), usage(answer).in());
        }
    }

    private static Usage usage(JobAnswer answer) {
        Optional<Reply> reply = answer.reply().or(() -> answer.problem().flatMap(problem -> problem.partial()));
        return reply.map(Reply::usage).orElse(Usage.NONE);
    }

    private void take(JobAnswer answer) {
        answers++;
        int place = answer.key().isEmpty() ? -1 : rows.place(answer.key());
        if (answer.key().isEmpty()) {
            keyless++;
        } else if (place < 0) {
            strangers++;
        } else if (seen.get(place)) {
            twice++;
        } else {
            seen.set(place);
            if (to.isOpen(place)) {
                give(place, answer);
            }
        }
    }

    private void give(int place, JobAnswer answer) {
        String expected = Marker.of(rows.key(place));
        if (marked && answer.marker().filter(other -> !other.equals(expected)).isPresent()) {
            swapped++;
            to.mistaken(place, usage(answer), "the answer that came for it carries the marker of another row");
        } else if (misplacedRows.get(place)) {
            misplaced++;
            to.mistaken(
                    place,
                    usage(answer),
                    "the answer that came for it says that its prompt had "
                            + usage(answer).in() + " tokens, which does not fit this prompt");
        } else {
            unmarked += marked && answer.marker().isEmpty() && answer.reply().isPresent() ? 1 : 0;
            failed += to.came(place, answer) ? 0 : 1;
        }
    }

    private Tally tally() {
        return new Tally(answers, swapped, misplaced, keyless, strangers, twice, unmarked, failed, 0);
    }
}
