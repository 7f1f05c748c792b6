package batchbook;

import batchbook.pace.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is still to be asked: prompts that were never sent, and rows that wait for another try. */
final class TaskQueue {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    /** Where the prompts come from that were never sent. */
    interface Source {
        /**
         * The next of them, the same until it is taken; null when there is no other. May read it, and wait for it.
         *
         * @throws InterruptedException when the run is to end, and it waited
         */
        @Nullable
        Task peek() throws InterruptedException;

        /** Takes what {@link #peek} gave, if it is this. */
        boolean take(Task task);

        /** How many there are, as far as anybody knows. */
        int left();

        /** The same, as if each needed one request. */
        Workload load();

        /** What an outcome is for the rows that share it with an equal prompt. */
        List<Result> shared(Result outcome);

        /** Gives no more. */
        void end();
    }

    private final Source source;

    private final PriorityQueue<Task> retries =
            new PriorityQueue<>(Comparator.comparing((Task task) -> task.due).thenComparingInt(task -> task.index));

    TaskQueue(Source source) {
        this.source = source;
    }

    /** The row to send next, if one is ready: a retry that is due, or else a prompt that was never sent. */
    @Nullable
    Task peek(Instant now, boolean newFirst) throws InterruptedException {
        Task fresh = newFirst ? source.peek() : null;
        if (fresh != null) {
            return fresh;
        }
        Task retry = retries.peek();
        if (retry != null && !retry.due.isAfter(now)) {
            return retry;
        }
        return source.peek();
    }

    /** Takes what {@link #peek} gave. */
    void take(Task task) {
        if (!source.take(task)) {
            retries.remove(task);
        }
    }

    /** The row is tried again from then on. */
    void again(Task task, Instant due) {
        task.due = due;
        LOG.debug("row {} try {} failed, again from {} on", task.index, task.attempts.size(), task.due);
        retries.add(task);
    }

    /** When the next retry is due; never without one. */
    Instant due() {
        return retries.isEmpty() ? Instant.MAX : retries.element().due;
    }

    /** May read the next prompt, to know. */
    boolean isEmpty() throws InterruptedException {
        return retries.isEmpty() && source.peek() == null;
    }

    int waiting() {
        return retries.size();
    }

    /** Prompts never sent, as far as anybody knows, without those that an equal one is asked for. */
    int queued() {
        return source.left();
    }

    /** All that is to be sent, as if each row needed one request. */
    Workload load() {
        Workload all = source.load();
        for (Task task : retries) {
            all = all.plus(task.size());
        }
        return all;
    }

    /** What an outcome is for the rows that share it with an equal prompt. */
    List<Result> shared(Result outcome) {
        return source.shared(outcome);
    }

    /** Gives everything up. The rows that waited for another try. */
    List<Task> clear() {
        List<Task> given = new ArrayList<>(retries);
        retries.clear();
        source.end();
        return given;
    }
}
