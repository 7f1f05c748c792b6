package batchbook;

import batchbook.pace.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The prompts of a list, but for what is known already. */
final class ListSource implements TaskQueue.Source {
    private final List<Prompt> prompts;
    private final IntFunction<Task> tasks;
    /** The places of equal prompts, by the place of the first of them. */
    private final Map<Integer, List<Integer>> twins;

    private final boolean[] skipped;
    private int next;
    private int left;
    private Workload load = Workload.NONE;
    private @Nullable Task head;

    /**
     * Everything but what is known already.
     *
     * @param model what is asked
     * @param known by their places, whether rows have a result
     * @param tasks by their places, prompts on their way
     * @param deduplicate whether equal prompts are asked once
     */
    ListSource(Model model, List<Prompt> prompts, IntPredicate known, IntFunction<Task> tasks, boolean deduplicate) {
        this.tasks = tasks;
        this.prompts = prompts;
        this.skipped = new boolean[prompts.size()];
        this.twins = deduplicate ? twins(known) : Map.of();
        double bytes = 0;
        for (int index = 0; index < skipped.length; index++) {
            skipped[index] |= known.test(index);
            if (!skipped[index]) {
                left++;
                bytes += Workload.of(model, prompts.get(index)).bytes();
            }
        }
        load = new Workload(left, bytes);
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

    @Override
    public List<Result> shared(Result outcome) {
        return twins.getOrDefault(outcome.index(), List.of()).stream()
                .map(twin -> outcome.sharedWith(twin, prompts.get(twin)))
                .toList();
    }

    private void advance() {
        while (next < skipped.length && skipped[next]) {
            next++;
        }
    }

    @Override
    public @Nullable Task peek() {
        if (head == null && next < skipped.length) {
            head = tasks.apply(next);
        }
        return head;
    }

    @Override
    public boolean take(Task task) {
        if (task != head) {
            return false;
        }
        head = null;
        next++;
        left--;
        load = load.minus(task.size());
        advance();
        return true;
    }

    @Override
    public int left() {
        return left;
    }

    @Override
    public Workload load() {
        return load;
    }

    @Override
    public void end() {
        next = skipped.length;
        left = 0;
        load = Workload.NONE;
        head = null;
    }
}
