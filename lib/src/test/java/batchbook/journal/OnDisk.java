package batchbook.journal;

import batchbook.Model;
import batchbook.Prompt;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Opens journals on disks that tests made. */
public final class OnDisk {
    private OnDisk() {}

    public static RunJournal open(JournalDisk disk, Model model, boolean deduplicate, List<Prompt> prompts, Instant now)
            throws IOException {
        JournalFile file = JournalFile.open(disk, "reviews.jsonl", "model", prompts.size(), now);
        return RunJournal.of(file, model, deduplicate, prompts, now);
    }
}
