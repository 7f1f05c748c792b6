package batchbook.view;

import batchbook.Batch;
import batchbook.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runs for a comparison, one after the other, kept so that a stop in a later one loses none that is paid. */
final class CompareRuns {
    private static volatile @Nullable List<Run> last;

    private CompareRuns() {}

    /** Runs that came to their end in the comparison that ended one last. */
    static List<Run> last() {
        List<Run> runs = last;
        if (runs == null) {
            throw new IllegalStateException("nothing was compared yet: start with Compare.models(prompts, a, b)");
        }
        return runs;
    }

    /** One run of each plan with its own prompts. */
    static List<Run> run(List<? extends Iterable<?>> prompts, List<Batch> plans) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            try {
                runs.add(plans.get(i).run(prompts.get(i)));
            } catch (CancellationException stopped) {
                throw runs.isEmpty() ? stopped : alsoBefore(stopped);
            }
            last = List.copyOf(runs);
        }
        return runs;
    }

    private static CancellationException alsoBefore(CancellationException stopped) {
        CancellationException told =
                new CancellationException(stopped.getMessage() + " Compare.last() has the runs before this one.");
        told.initCause(stopped);
        return told;
    }
}
