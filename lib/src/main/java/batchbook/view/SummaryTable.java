package batchbook.view;

import static batchbook.view.Columns.doubles;
import static batchbook.view.Columns.duration;
import static batchbook.view.Columns.ints;
import static batchbook.view.Columns.longs;
import static batchbook.view.Columns.optionalDoubles;

import batchbook.Metrics;
import batchbook.Run;
import batchbook.chart.Comparison;
import batchbook.chart.DurationValues;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Several runs as a table, a row for each. */
final class SummaryTable {
    private SummaryTable() {}

    static Table of(List<Run> inOrder) {
        List<Metrics> all = inOrder.stream().map(Run::metrics).toList();
        return Table.create(
                "",
                ints("workers", inOrder, Run::workers),
                ints("prompts", all, Metrics::total),
                ints("answered", all, Metrics::answered),
                ints("failed", all, Metrics::failed),
                ints("not_run", all, Metrics::notRun),
                ints("retried", all, Metrics::retried),
                ints("requests", all, Metrics::attempts),
                ints("refused", all, Metrics::refused),
                doubles("success_rate", all, Metrics::successRate),
                doubles("wall_s", all, metrics -> DurationValues.seconds(metrics.took())),
                speedUps(inOrder),
                duration("p50_ms", all, Metrics::p50),
                duration("p90_ms", all, Metrics::p90),
                duration("p95_ms", all, Metrics::p95),
                duration("p99_ms", all, Metrics::p99),
                duration("mean_ms", all, Metrics::meanLatency),
                doubles("mean_in_flight", all, Metrics::meanInFlight),
                ints("most_in_flight", all, Metrics::mostInFlight),
                duration("per_prompt_ms", all, Metrics::perPrompt),
                doubles("prompts_per_s", all, Metrics::perSecond),
                longs("tokens_in", all, metrics -> metrics.tokens().in()),
                longs(
                        "tokens_out",
                        all,
                        metrics -> metrics.tokens().out() + metrics.tokens().thinking()),
                optionalDoubles("cost", all, Metrics::cost));
    }

    private static DoubleColumn speedUps(List<Run> runs) {
        if (runs.size() < 2) {
            return optionalDoubles("speed_up", runs, run -> OptionalDouble.empty());
        }
        Comparison comparison = Comparison.of(runs);
        return optionalDoubles(
                "speed_up", IntStream.range(0, runs.size()).boxed().toList(), comparison::speedUp);
    }
}
