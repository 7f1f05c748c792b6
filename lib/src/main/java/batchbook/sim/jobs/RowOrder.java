package batchbook.sim.jobs;

import batchbook.sim.answers.Dice;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The results of a job as its client gets them: which rows, in which order, and whose answer under whose key.
 *
 * @param rows how many of them were done
 */
record RowOrder(Spool spool, int rows, FaultDraw faults) {

    /** Takes what there is of one result. */
    interface Taker {
        void take(String label, String outcome) throws IOException;
    }

    void each(Taker taker) throws IOException {
        int[] answers = answers();
        try (Spool.Reader reader = spool.open()) {
            for (int row : order()) {
                if (!faults.row(JobFault.MISSING_ROWS, row)) {
                    boolean nameless = faults.row(JobFault.NO_KEYS, row);
                    taker.take(nameless ? "" : reader.label(row), reader.outcome(answers[row]));
                }
            }
        }
    }

    private int[] order() {
        int[] order = IntStream.range(0, rows).toArray();
        if (faults.job(JobFault.OUT_OF_ORDER)) {
            Random random = Dice.roll(faults.seed(), "order", Integer.toString(faults.creation()));
            for (int last = rows - 1; last > 0; last--) {
                int other = random.nextInt(last + 1);
                int row = order[other];
                order[other] = order[last];
                order[last] = row;
            }
        }
        return order;
    }

    /** For each row whose answer it gets: those that are swapped get that of the next one that is. */
    private int[] answers() {
        int[] answers = IntStream.range(0, rows).toArray();
        if (faults.rows(JobFault.SWAPPED_ANSWERS)) {
            int[] hit = IntStream.range(0, rows)
                    .filter(row -> faults.row(JobFault.SWAPPED_ANSWERS, row))
                    .toArray();
            for (int i = 0; i < hit.length; i++) {
                answers[hit[i]] = hit[(i + 1) % hit.length];
            }
        }
        return answers;
    }
}
