package batchbook;

import batchbook.Snapshot.Hold;
import batchbook.Snapshot.Spending;
import batchbook.Snapshot.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A snapshot to set up field by field; whatever is not set is nothing. */
public final class Snapshots {
    public Instant now = Instant.EPOCH;
    public Instant asOf = Instant.EPOCH;
    public String model = "gemini";
    public int workers = 5;
    public int total = 1_000;
    public boolean totalKnown = true;
    public int answered;
    public int failed;
    public int notRun;
    public int answeredAfterRetry;
    public Snapshot.Trouble trouble = Snapshot.Trouble.NONE;
    public int resumed;
    public int active;
    public int waiting;
    public int queued;
    public Duration elapsed = Duration.ZERO;
    public Optional<Duration> remaining = Optional.empty();
    public Tempo tempo = new Tempo(0, OptionalLong.empty(), true, Optional.empty(), 1);
    public Optional<Hold> hold = Optional.empty();
    public Map<String, Duration> waits = Map.of();
    public Optional<Spending> spending = Optional.empty();
    public List<Result> finished = List.of();
    public boolean over;
    public Optional<String> stopped = Optional.empty();
    public Optional<Snapshot.Figures> figures = Optional.empty();

    public Snapshot snapshot() {
        return new Snapshot(
                now,
                asOf,
                model,
                workers,
                total,
                totalKnown,
                answered,
                failed,
                notRun,
                answeredAfterRetry,
                trouble,
                resumed,
                active,
                waiting,
                queued,
                elapsed,
                remaining,
                tempo,
                hold,
                waits,
                spending,
                finished,
                over,
                stopped,
                figures);
    }
}
