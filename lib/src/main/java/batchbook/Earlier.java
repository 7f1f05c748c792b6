package batchbook;

import batchbook.journal.Session;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a run before it begins: of the run that it goes on with, of its journal, or nothing.
 *
 * @param results by the places of their rows; null for a row that is to be asked
 * @param attempts by the places of their rows, what was sent before for those that are asked again
 * @param sessions the stretches of work, oldest first
 */
record Earlier(IntFunction<@Nullable Result> results, IntFunction<List<Attempt>> attempts, List<Session> sessions) {
    static final Earlier NOTHING = new Earlier(index -> null, index -> List.of(), List.of());

    Earlier {
        sessions = List.copyOf(sessions);
    }

    /** An earlier run, of which such results are kept. */
    static Earlier of(Run run, Predicate<Result> keeps) {
        return new Earlier(
                index -> {
                    Result row = run.get(index);
                    return keeps.test(row) ? row.resumedAs(index, row.prompt()) : null;
                },
                index -> run.get(index).attempts(),
                run.story().sessions());
    }

    /** The same with what a journal makes of it. */
    Earlier journaled(IntFunction<@Nullable Result> journal, List<Session> itsSessions) {
        return new Earlier(journal, attempts, itsSessions);
    }
}
