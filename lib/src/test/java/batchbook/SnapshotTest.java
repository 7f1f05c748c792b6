package batchbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The words of a status. */
class SnapshotTest {
    private final Snapshots now = new Snapshots();

    private String pace(long sent, OptionalLong perMinute) {
        now.tempo = new Snapshot.Tempo(sent, perMinute, perMinute.isPresent(), Optional.empty(), 1);
        return now.snapshot().paceWords();
    }

    private Optional<String> cost(double soFar, double projected) {
        now.spending = Optional.of(new Snapshot.Spending(soFar, projected));
        return now.snapshot().costWords();
    }

    @Test
    void thePaceIsToldBesideTheLimit() {
        assertThat(pace(1, OptionalLong.empty())).isEqualTo("1 request in the last minute");
        assertThat(pace(8, OptionalLong.of(10))).isEqualTo("8 of 10 requests in the last minute");
        assertThat(pace(0, OptionalLong.of(1))).isEqualTo("0 of 1 request in the last minute");
        assertThat(pace(41, OptionalLong.of(10)))
                .isEqualTo("41 requests in the last minute, refused ones included; the limit is 10");
    }

    @Test
    void theCostIsToldWithItsProjectionUntilTheEnd() {
        assertThat(now.snapshot().costWords()).isEmpty();
        assertThat(cost(0, 0)).contains("$0.00 so far");
        assertThat(cost(0.25, 0.5)).contains("$0.25 so far, about $0.50 in all");
        now.over = true;
        assertThat(cost(0.5, 0.5)).contains("$0.50");
    }

    @Test
    void ofARunThatWasResumedTheCostIsThatOfThisPart() {
        now.resumed = 12;
        assertThat(cost(0.25, 0.5)).contains("$0.25 so far, about $0.50 in this part");
        now.over = true;
        assertThat(cost(0.5, 0.5)).contains("$0.50 in this part");
    }

    @Test
    void theCapIsToldWithTheReasonOfItsLastChange() {
        now.workers = 13;
        assertThat(now.snapshot().capWords()).isEqualTo("up to 13 at once");
        assertThat(cap(Reason.ALL_GOES_WELL, "up to 10 at once")).isEqualTo("up to 13 at once, as all goes well");
        assertThat(cap(Reason.TOO_MANY_AT_ONCE, "refused with 14 at once, after 20 were allowed"))
                .isEqualTo("up to 13 at once; " + Format.time(Instant.EPOCH)
                        + " refused with 14 at once, after 20 were allowed");
    }

    private String cap(Reason reason, String why) {
        Change change = new Change(Instant.EPOCH, 10, OptionalLong.empty(), reason, why);
        now.tempo = new Snapshot.Tempo(1, OptionalLong.empty(), true, Optional.of(change), 1);
        return now.snapshot().capWords();
    }

    @Test
    void aWaitSaysWhyUntilWhenAndForHowLong() {
        now.now = Instant.parse("2026-11-25T14:03:10Z");
        now.hold = Optional.of(new Snapshot.Hold("10 requests a minute", Optional.of(now.now.plusSeconds(72))));

        assertThat(now.snapshot().holdWords())
                .contains("10 requests a minute; next request at " + Format.time(now.now.plusSeconds(72))
                        + " (in 1 min 12 s)");
    }

    @Test
    void waitsAreToldTheLongestFirstAndNotBelowAHundredth() {
        Map<String, Duration> waits = new LinkedHashMap<>();
        waits.put("blink", Duration.ofMillis(999));
        waits.put("short", Duration.ofSeconds(1));
        waits.put("long", Duration.ofSeconds(50));
        now.waits = waits;
        now.elapsed = Duration.ofSeconds(100);

        assertThat(now.snapshot().waitWords()).contains("50.0 s (long), 1.00 s (short)");
        assertThat(now.snapshot().waits()).containsOnlyKeys("long", "short", "blink");
        now.waits = Map.of("nothing", Duration.ZERO);
        now.elapsed = Duration.ZERO;
        assertThat(now.snapshot().waitWords()).isEmpty();
    }

    @Test
    void asTextItIsTheStatusInOneLine() {
        now.total = 40;
        now.answered = 20;
        now.failed = 2;
        now.waiting = 3;
        now.active = 1;
        now.queued = 14;
        now.elapsed = Duration.ofSeconds(72);
        now.remaining = Optional.of(Duration.ofSeconds(58));
        now.tempo = new Snapshot.Tempo(8, OptionalLong.of(10), true, Optional.empty(), 60);
        assertThat(now.snapshot())
                .hasToString("22/40  ok 20  failed 2  retrying 3  active 1  queued 14  1 min 12 s, about 58 s to go"
                        + " (simulated time, 60x)  8 of 10 requests in the last minute");
        now.over = true;
        now.notRun = 18;
        now.remaining = Optional.empty();
        now.stopped = Optional.of("wrong key");
        assertThat(now.snapshot())
                .hasToString(
                        "22/40  ok 20  failed 2  not run 18  1 min 12 s (simulated time, 60x)  STOPPED: wrong key");
    }
}
