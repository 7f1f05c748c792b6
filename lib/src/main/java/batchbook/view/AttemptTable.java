package batchbook.view;

import static batchbook.view.Columns.booleans;
import static batchbook.view.Columns.duration;
import static batchbook.view.Columns.instants;
import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.strings;

import batchbook.Attempt;
import batchbook.ErrorKind;
import batchbook.Result;
import batchbook.Run;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A run as a table of its requests; the columns are told at {@link Tables#attempts}. */
final class AttemptTable {
    private AttemptTable() {}

    static Table of(Run run) {
        List<Attempt> all = new ArrayList<>();
        IntColumn index = IntColumn.create("index");
        for (Result row : run) {
            for (Attempt attempt : row.attempts()) {
                all.add(attempt);
                index.append(row.index());
            }
        }
        Table table = Table.create(
                "",
                index,
                ints("attempt", all, Attempt::number),
                ints("lane", all, Attempt::lane),
                instants("queued", all, Attempt::queued),
                instants("sent", all, Attempt::sent),
                instants("finished", all, Attempt::finished),
                duration("wait_ms", all, Attempt::waited),
                duration("held_ms", all, Attempt::held),
                duration("latency_ms", all, Attempt::latency),
                booleans("success", all, attempt -> attempt.error().isEmpty()),
                strings(
                        "error_kind",
                        all,
                        attempt -> attempt.error().map(ErrorKind::name).orElse("")),
                strings("error", all, Attempt::message));
        return table.addColumns(
                Columns.tokens(all, attempt -> Columns.known(attempt.usage())).toArray(new Column<?>[0]));
    }
}
