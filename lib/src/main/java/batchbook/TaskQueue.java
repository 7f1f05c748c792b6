package batchbook;

import batchbook.pace.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is still to be asked: prompts that were never sent, and rows that wait for another try. */
final class TaskQueue {
    private static final Logger LOG = LoggerFactory.getLogger("batchbook.Batch");

    private final List<Prompt> prompts;
    private final IntFunction<Task> tasks;
    /** The places of equal prompts, by the place of the first of them. */
    private final Map<Integer, List<Integer>> twins;

    private final PriorityQueue<Task> retries =
            new PriorityQueue<>(Comparator.comparing((Task task) -> task.due).thenComparingInt(task -> task.index));
    private final boolean[] skipped;
    private int next;
    private int queued;
    private Workload queuedLoad = Workload.NONE;
    private @Nullable Task head;

    /**
     * Everything but what is known already.
     *
     * @param model what is asked
     * @param known by their places, whether rows have a result
     * @param tasks by their places, prompts on their way
     * @param deduplicate whether equal prompts are asked once
     */
    TaskQueue(Model model, List<Prompt> prompts, IntPredicate known, IntFunction<Task> tasks, boolean deduplicate) {
        this.tasks = tasks;
        this.prompts = prompts;
        this.skipped = new boolean[prompts.size()];
        this.twins = deduplicate ? twins(known) : Map.of();
        for (int index = 0; index < skipped.length; index++) {
            skipped[index] |= known.test(index);
            if (!skipped[index]) {
                queued++;
                queuedLoad = queuedLoad.plus(Workload.of(model, prompts.get(index)));
            }
        }
        advance();
    }

    /** The first of equal prompts is asked for all; when one of them is known already, it answers for the others. */
    private Map<Integer, List<Integer>> twins(IntPredicate known) {
        Map<Object, Integer> firsts = new HashMap<>();
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int index = 0; index < prompts.size(); index++) {
            int first = firsts.getOrDefault(prompts.get(index).question(), -1);
            if (first < 0 || (known.test(index) && !known.test(first))) {
                firsts.put(prompts.get(index).question(), index);
            }
        }
        for (int index = 0; index < prompts.size(); index++) {
            int first = firsts.getOrDefault(prompts.get(index).question(), index);
            if (first != index && !known.test(index)) {
                skipped[index] = true;
                found.computeIfAbsent(first, i -> new ArrayList<>()).add(index);
            }
        }
        return found;
    }

    /** The places that take over the outcome of this one. */
    List<Integer> twins(int index) {
        return twins.getOrDefault(index, List.of());
    }

    private void advance() {
        while (next < skipped.length && skipped[next]) {
            next++;
        }
    }

    /** The row to send next, if one is ready: a retry that is due, or else a prompt that was never sent. */
    @Nullable
    Task peek(Instant now, boolean newFirst) {
        if (newFirst && next < skipped.length) {
            return neverSent();
        }
        Task retry = retries.peek();
        if (retry != null && !retry.due.isAfter(now)) {
            return retry;
        }
        return next < skipped.length ? neverSent() : null;
    }

    private Task neverSent() {
        if (head == null) {
            head = tasks.apply(next);
        }
        return head;
    }

    /** Takes what {@link #peek} gave. */
    void take(Task task) {
        if (task == head) {
            head = null;
            next++;
            queued--;
            queuedLoad = queuedLoad.minus(task.size());
            advance();
        } else {
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

    boolean isEmpty() {
        return retries.isEmpty() && next == skipped.length;
    }

    int waiting() {
        return retries.size();
    }

    /** Prompts never sent, without those that an equal one is asked for. */
    int queued() {
        return queued;
    }

    /** All that is to be sent, as if each row needed one request. */
    Workload load() {
        Workload all = queuedLoad;
        for (Task task : retries) {
            all = all.plus(task.size());
        }
        return all;
    }

    /** Gives everything up. The rows that waited for another try. */
    List<Task> clear() {
        List<Task> given = new ArrayList<>(retries);
        retries.clear();
        next = skipped.length;
        queued = 0;
        queuedLoad = Workload.NONE;
        head = null;
        return given;
    }
}
