package batchbook.chart;

import batchbook.Attempt;
import batchbook.Result;
import batchbook.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A request that was sent, and what came of it.
 *
 * @param ending of one that failed {@code FAILURE}, even when a later one was answered: it took its worker's time
 * @param refused whether it was refused for a limit: then it was no try, and its ending is not drawn
 */
record SentRequest(Attempt request, Ending ending, boolean refused) {
    /** All of a run in the order in which they were sent. */
    static List<SentRequest> of(Run run) {
        List<SentRequest> all = new ArrayList<>();
        for (Result row : run) {
            int tries = 0;
            for (Attempt request : row.attempts()) {
                if (request.inAJob()) {
                    tries++;
                    continue;
                }
                boolean refused = Refusals.isRefused(request);
                tries += refused ? 0 : 1;
                boolean failed = request.error().isPresent();
                Ending ending = failed ? Ending.FAILURE : tries > 1 ? Ending.AFTER_RETRY : Ending.FIRST_TRY;
                all.add(new SentRequest(request, ending, refused));
            }
        }
        all.sort(Comparator.comparing(one -> one.request.sent()));
        return all;
    }

    /** What a request that ended so is called: a prompt may be answered all the same. */
    static String name(Ending ending) {
        return ending == Ending.FAILURE ? "request failed" : ending.label;
    }
}
