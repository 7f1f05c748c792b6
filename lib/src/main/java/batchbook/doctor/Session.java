package batchbook.doctor;

import batchbook.Batch;
import batchbook.Limit;
import batchbook.Limits;
import batchbook.Run;
import java.util.List;
import java.util.stream.Collectors;

/** What this session has done so far. */
final class Session implements FactSource {
    @Override
    public List<Fact> facts() {
        return List.of(new Fact("last run", lastRun()), new Fact("limits learned", limits()));
    }

    private static String lastRun() {
        Run run;
        try {
            run = Batch.last();
        } catch (IllegalStateException e) {
            return "none";
        }
        // The further lines have addresses and words of servers.
        String end = run.isOver() ? run.stopped().map(why -> ", ended early").orElse("") : ", going on";
        return run.toString().lines().limit(2).map(String::strip).collect(Collectors.joining(", ")) + end;
    }

    private static String limits() {
        List<Limits.Learned> all = Batch.limits().all();
        return all.isEmpty() ? "none" : all.stream().map(Session::limit).collect(Collectors.joining(", "));
    }

    private static String limit(Limits.Learned limit) {
        return limit.counts().of(limit.value()) + " a " + (limit.window() == Limit.Window.DAY ? "day" : "minute");
    }
}
