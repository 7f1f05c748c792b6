package batchbook.night;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.journal.RunJournal;
import batchbook.pace.UsageEstimate;
import batchbook.pace.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prompts of a run by their places, in the eyes of its jobs. */
public final class NightRows {
    private final Model model;
    private final List<Prompt> prompts;
    private final UsageEstimate estimate;
    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    public NightRows(Model model, List<Prompt> prompts, UsageEstimate estimate) {
        this.model = model;
        this.prompts = prompts;
        this.estimate = estimate;
    }

    /** Learns the keys from the journal of these prompts. */
    public void read(RunJournal journal) {
        for (int place = keys.size(); place < prompts.size(); place++) {
            keys.add(journal.rowKey(place));
            places.put(journal.rowKey(place), place);
        }
    }

    int size() {
        return prompts.size();
    }

    Prompt prompt(int place) {
        return prompts.get(place);
    }

    /** By what its answer is found, whatever list the prompt stands in. */
    public String key(int place) {
        return keys.get(place);
    }

    /** The place of a key; -1 when it is that of no prompt of this list. */
    int place(String key) {
        return places.getOrDefault(key, -1);
    }

    /** Bytes of all that is sent for it. */
    double bytes(int place) {
        return Workload.of(model, prompts.get(place)).bytes();
    }

    /** About how many tokens that is. */
    long tokens(int place) {
        return Math.round(estimate.in(Workload.of(model, prompts.get(place))));
    }
}
