package batchbook.spark;

import batchbook.Batch;
import batchbook.Outcome;
import batchbook.Prompt;
import batchbook.Result;
import batchbook.spark.Exchange.Message;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one partition, asked while they are pulled. Each comes out once: when its answer is there, or at the end when
 * it was not asked. No more rows are held than wait for their answer. For one thread.
 */
final class Partition implements Iterator<Row>, AutoCloseable {
    private static final Prompt UNASKED = Prompt.of("-");

    private final Iterator<Row> input;
    private final RowPrompts prompts;
    private final AnswerRows answers;
    private final Exchange<Prompt, Result> exchange;
    /** The rows that wait for their answer, by the place of their prompt among all prompts. */
    private final Map<Integer, Row> waiting = new HashMap<>();

    private int asked;
    /** Whether the run waits for one more. */
    private boolean wanted;

    private boolean ended;
    /** Why the run ended early: written by its thread, before it says that it is over. */
    private volatile String why = "the run ended before it was asked";

    private @Nullable Row next;

    private Partition(Recipe recipe, StructType schema, Iterator<Row> input, @Nullable TaskContext task) {
        this.input = input;
        this.prompts = new RowPrompts(schema, recipe.template());
        this.answers = new AnswerRows(schema, recipe);
        Batch plan = plan(recipe, task);
        this.exchange = new Exchange<>(
                "batchbook-partition-" + number(task),
                (all, sink) -> plan.stream(all, sink).stopped().ifPresent(reason -> why = reason),
                () -> endWith(task));
        if (task != null) {
            // However the task ends: also when whoever pulls has enough rows.
            task.addTaskCompletionListener((TaskCompletionListener) done -> close());
        }
    }

    /** The rows of a partition with their answers. Nothing is opened for one without rows. */
    static Iterator<Row> of(Recipe recipe, Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return Collections.emptyIterator();
        }
        // Only a row knows its columns.
        Row first = rows.next();
        return new Partition(recipe, first.schema(), new Put<>(first, rows), TaskContext.get());
    }

    private static void endWith(@Nullable TaskContext task) {
        if (task != null && task.isInterrupted()) {
            throw new TaskKilledException("nobody wants these answers any more");
        }
    }

    private static Batch plan(Recipe recipe, @Nullable TaskContext task) {
        Batch plan = recipe.plan(recipe.gemini());
        String folder = recipe.journal();
        return folder == null
                ? plan
                : plan.journal(PartitionJournal.of(folder, number(task), task == null ? 1 : task.numPartitions()));
    }

    private static int number(@Nullable TaskContext task) {
        return task == null ? 0 : task.partitionId();
    }

    /** One before the others. */
    private static final class Put<T> implements Iterator<T> {
        private @Nullable T first;
        private final Iterator<T> rest;

        Put(T first, Iterator<T> rest) {
            this.first = first;
            this.rest = rest;
        }

        @Override
        public boolean hasNext() {
            return first != null || rest.hasNext();
        }

        @Override
        public T next() {
            T found = first;
            first = null;
            return found == null ? rest.next() : found;
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            if (wanted) {
                hand();
            } else {
                hear(exchange.take());
            }
        }
        if (next == null) {
            next = leftOver();
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }

    /** A prompt for the run; of a row that has none, the row itself. */
    private void hand() {
        if (!input.hasNext()) {
            wanted = false;
            exchange.hand(Optional.empty());
            return;
        }
        Row row = input.next();
        RowPrompts.Made made = prompts.of(row);
        if (made.prompt() == null) {
            next = answers.of(row, unasked(made.whyNot()));
        } else {
            wanted = false;
            waiting.put(asked++, row);
            exchange.hand(Optional.of(made.prompt()));
        }
    }

    private void hear(Message<Result> message) {
        if (message instanceof Message.Came<Result> came) {
            Result result = came.value();
            Row row = waiting.remove(result.index());
            if (row != null) {
                next = answers.of(row, result);
            }
        } else if (message instanceof Message.Ended<Result> over) {
            ended = true;
            rethrow(over.thrown());
        } else {
            wanted = true;
        }
    }

    /** What a run that ended early did not ask: first what it had taken already. */
    private @Nullable Row leftOver() {
        Iterator<Row> taken = waiting.values().iterator();
        if (taken.hasNext()) {
            Row row = taken.next();
            taken.remove();
            return answers.of(row, unasked(why));
        }
        return input.hasNext() ? answers.of(input.next(), unasked(why)) : null;
    }

    /** Ends the run, if it goes on. */
    @Override
    public void close() {
        exchange.close();
    }

    private static Result unasked(String why) {
        return new Result(0, UNASKED, new Outcome.NotRun(why), List.of(), false);
    }

    private static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
