package batchbook.night;

import batchbook.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * What the results of a job were like. Immutable.
 *
 * @param answers lines that were read
 * @param swapped answers that carry the marker of another row
 * @param misplaced answers whose number of tokens does not fit their prompt
 * @param keyless answers that nobody can say whose they are
 * @param strangers answers to prompts that are not in this list
 * @param twice further answers to a row that had one
 * @param unmarked answers that should carry a marker and have none
 * @param failed rows that came with an error, or with an answer that is not what was asked for
 * @param missing rows that were not among the results
 */
record Tally(
        int answers,
        int swapped,
        int misplaced,
        int keyless,
        int strangers,
        int twice,
        int unmarked,
        int failed,
        int missing) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Tally missing(int rows) {
        return new Tally(answers, swapped, misplaced, keyless, strangers, twice, unmarked, failed, rows);
    }

    List<String> remarks() {
        List<String> all = new ArrayList<>();
        add(all, swapped, "came with the marker of another row, and went to no row");
        add(all, misplaced, "came with the number of tokens of another prompt, and went to no row");
        add(all, keyless, "came without a key, so nobody can say for which row");
        add(all, twice, "came for a row that had one");
        add(all, unmarked, "came without the marker that was asked for");
        if (failed > 0) {
            all.add(Format.plural(failed, "row")
                    + " came with an error or with an answer that is not what was asked for.");
        }
        if (missing > 0) {
            all.add(Format.plural(missing, "row") + " had no answer in it.");
        }
        if (strangers > 0) {
            all.add(Format.plural(strangers, "answer") + (strangers == 1 ? " belongs" : " belong")
                    + " to prompts that are not in this list: overnight(..) with all of them collects those, too.");
        }
        return all;
    }

    private static void add(List<String> all, int count, String what) {
        if (count > 0) {
            all.add(Format.plural(count, "answer") + " " + what + ".");
        }
    }
}
