package batchbook.night;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Result;
import batchbook.Usage;
import batchbook.job.JobAnswer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What jobs brought for the rows of a run, and which of them they left open. For one thread at a time. */
public final class Takings {
    /** The rows that are settled. */
    public interface Settled {
        /** Whether the row has a result. */
        boolean has(int place);

        /** What was sent for it, if nothing is settled. */
        Result before(int place);

        /** From now on it has this one, which outlives the process. */
        void keep(Result result);
    }

    private final BiFunction<Prompt, Reply, Optional<ModelException>> judge;
    private final Optional<Price> price;
    private final double priceShare;
    /** Rows to which no job gives an answer any more, with the reason. */
    private final Map<Integer, Result> left = new HashMap<>();
    /** Those of them that came wrong in a job that came to its end. */
    private final BitSet repairs = new BitSet();

    /**
     * @param judge what is wrong with an answer, if it is not what was asked for
     * @param price of a live request
     * @param priceShare what a request in a job costs of it
     */
    public Takings(
            BiFunction<Prompt, Reply, Optional<ModelException>> judge, Optional<Price> price, double priceShare) {
        this.judge = judge;
        this.price = price;
        this.priceShare = priceShare;
    }

    /** Rows for which jobs brought nothing that can be used, with what was sent for them and the reason. */
    public Map<Integer, Result> left() {
        return left;
    }

    /** Whether all that is left came wrong, among others that came right. */
    public boolean onlyRepairs() {
        return !left.isEmpty() && repairs.cardinality() == left.size();
    }

    /** Whether anything is still to come for the row. */
    public boolean isOpen(Settled rows, int place) {
        return !rows.has(place) && !left.containsKey(place);
    }

    /** No job takes the row, or none has answered it. */
    public void leave(Settled rows, int place, String words, boolean repair) {
        left.put(place, JobRow.open(rows.before(place), words));
        repairs.set(place, repair);
    }

    Inbox.Rows of(NightJob job, Settled rows) {
        return new FromJob(job, rows);
    }

    private final class FromJob implements Inbox.Rows {
        private final NightJob job;
        private final Settled rows;

        FromJob(NightJob job, Settled rows) {
            this.job = job;
            this.rows = rows;
        }

        private JobRow row(int place) {
            return new JobRow(rows.before(place), job, price, priceShare);
        }

        @Override
        public boolean isOpen(int place) {
            return Takings.this.isOpen(rows, place);
        }

        @Override
        public boolean came(int place, JobAnswer answer) {
            JobRow row = row(place);
            Optional<ModelException> problem = answer.problem()
                    .or(() -> judge.apply(row.before().prompt(), answer.reply().orElseThrow()));
            if (problem.isEmpty()) {
                rows.keep(row.answered(answer.reply().orElseThrow()));
                return true;
            }
            ModelException is = problem.get();
            if (is.worthRetrying() || is.endsRun()) {
                String words =
                        job.name() + " brought no answer that can be used (" + is.kind() + ", " + is.getMessage() + ")";
                left.put(place, row.open(words, is));
                repairs.set(place);
            } else {
                rows.keep(row.failed(is));
            }
            return false;
        }

        @Override
        public void mistaken(int place, Usage usage, String words) {
            ModelException why = ModelException.of(ErrorKind.UNEXPECTED, words).partial(new Reply("", usage, "", ""));
            left.put(place, row(place).open(words, why));
            repairs.set(place);
        }
    }
}
