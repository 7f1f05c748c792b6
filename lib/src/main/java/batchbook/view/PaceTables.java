package batchbook.view;

import static batchbook.view.Columns.doubles;
import static batchbook.view.Columns.instants;
import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.longs;
import static batchbook.view.Columns.optionalLongs;
import static batchbook.view.Columns.strings;

import batchbook.Batch;
import batchbook.Change;
import batchbook.Limits;
import batchbook.Pause;
import batchbook.Run;
import batchbook.chart.DurationValues;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** What decided how fast requests went, as tables; the columns are told at {@link Tables}. */
final class PaceTables {
    private PaceTables() {}

    static Table changes(Run run) {
        List<Change> all = run.changes();
        return Table.create(
                "",
                doubles("time_s", all, change -> DurationValues.seconds(run.elapsed(change.at()))),
                ints("cap", all, Change::cap),
                optionalLongs("per_minute", all, Change::perMinute),
                strings("why", all, Change::why));
    }

    static Table pauses(Run run) {
        List<Pause> all = run.pauses();
        return Table.create(
                "",
                doubles("from_s", all, pause -> DurationValues.seconds(run.elapsed(pause.from()))),
                doubles("to_s", all, pause -> DurationValues.seconds(run.elapsed(pause.to()))),
                doubles("lasted_s", all, pause -> DurationValues.seconds(pause.lasted())),
                strings("why", all, Pause::why));
    }

    static Table limits() {
        List<Limits.Learned> all = Batch.limits().all();
        return Table.create(
                "",
                strings("account", all, Limits.Learned::account),
                strings("counts", all, limit -> limit.counts().name().toLowerCase(Locale.ROOT)),
                strings("window", all, limit -> limit.window().name().toLowerCase(Locale.ROOT)),
                longs("value", all, Limits.Learned::value),
                longs("allowed", all, Limits.Learned::allowed),
                instants("learned", all, Limits.Learned::at),
                strings("from", all, Limits.Learned::from));
    }
}
